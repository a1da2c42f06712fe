import ClaudeAgentSDK
import ClaudeAgentTestKit
import Testing

/// What each control method writes, and what becomes of answers that are refusals or make no sense.
@Suite(.timeLimit(.minutes(5))) struct ControlRequestTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let request: String
    let call: @Sendable (ClaudeClient) async throws -> Void

    init(_ request: String, _ call: @escaping @Sendable (ClaudeClient) async throws -> Void) {
      self.request = request
      self.call = call
    }

    var testDescription: String { request }
    var subtype: String { (try? JSONValue(parsing: request)["subtype"]?.string) ?? "" }
  }

  static let cases: [Case] = servers + sessions + files + settings + numbers + tasks

  private static let servers = [
    Case(#"{"subtype":"mcp_status"}"#) { _ = try await $0.mcpStatus() },
    Case(#"{"subtype":"mcp_reconnect","serverName":"a b"}"#) { try await $0.reconnectMCPServer("a b") },
    Case(#"{"subtype":"mcp_toggle","serverName":"a","enabled":false}"#) {
      try await $0.setMCPServer("a", enabled: false)
    },
    Case(#"{"subtype":"mcp_set_servers","servers":{"a":{"type":"stdio","command":"c","args":["x"]}}}"#) {
      try await $0.setMCPServers(["a": .stdio(command: "c", arguments: ["x"])])
    },
    Case(#"{"subtype":"mcp_read_resource","serverName":"a","uri":"ui://x"}"#) {
      _ = try await $0.readMCPResource("ui://x", from: "a")
    },
    Case(#"{"subtype":"mcp_call","tool":"mcp__a__b","arguments":{}}"#) { _ = try await $0.callMCPTool("mcp__a__b") },
    Case(
      #"""
      {"subtype":"mcp_call","tool":"mcp__a__b","arguments":{"x":1},"timeout_ms":1500,"check_permissions":true,
      "expires_at":"t"}
      """#
    ) {
      _ = try await $0.callMCPTool(
        "mcp__a__b", arguments: ["x": 1], timeout: .milliseconds(1500), checkingPermissions: true,
        additionalFields: ["expires_at": "t"])
    },
    Case(#"{"subtype":"mcp_authenticate","serverName":"a"}"#) { _ = try await $0.authenticateMCPServer("a") },
    Case(#"{"subtype":"mcp_authenticate","serverName":"a","redirectUri":"r"}"#) {
      _ = try await $0.authenticateMCPServer("a", redirectURI: "r")
    },
    Case(#"{"subtype":"mcp_oauth_callback_url","serverName":"a","callbackUrl":"u"}"#) {
      try await $0.submitMCPCallbackURL("u", for: "a")
    },
    Case(#"{"subtype":"mcp_clear_auth","serverName":"a"}"#) { try await $0.clearMCPAuthentication(of: "a") },
    Case(#"{"subtype":"set_mcp_permission_mode_override","serverName":"a","mode":"auto"}"#) {
      _ = try await $0.setMCPPermissionMode(of: "a", to: .auto)
    },
    Case(#"{"subtype":"set_mcp_permission_mode_override","serverName":"a","mode":null}"#) {
      _ = try await $0.setMCPPermissionMode(of: "a", to: nil)
    },
    Case(#"{"subtype":"channel_enable","serverName":"a"}"#) { try await $0.enableChannel(of: "a") },
  ]

  private static let sessions = [
    Case(#"{"subtype":"rename_session","title":"t","source":"host"}"#) { try await $0.renameSession("t") },
    Case(#"{"subtype":"rename_session","title":"t","source":"remote","session_id":"s"}"#) {
      try await $0.renameSession("t", byUser: false, sessionID: "s")
    },
    Case(#"{"subtype":"set_color","color":"blue"}"#) { try await $0.setColor("blue") },
    Case(#"{"subtype":"generate_session_title","description":"d","persist":false}"#) {
      _ = try await $0.generateSessionTitle(from: "d")
    },
    Case(#"{"subtype":"generate_session_title","description":"d","persist":true}"#) {
      _ = try await $0.generateSessionTitle(from: "d", persisting: true)
    },
    Case(#"{"subtype":"cancel_async_message","message_uuid":"u"}"#) { _ = try await $0.cancelMessage("u") },
    Case(#"{"subtype":"rewind_conversation","target_message_uuid":"u","interrupt_if_running":false}"#) {
      _ = try await $0.rewindConversation(to: "u")
    },
    Case(#"{"subtype":"rewind_conversation","target_message_uuid":"u","interrupt_if_running":true}"#) {
      _ = try await $0.rewindConversation(to: "u", interruptingTurn: true)
    },
    Case(#"{"subtype":"side_question","question":"q"}"#) { _ = try await $0.sideQuestion("q") },
    Case(#"{"subtype":"side_question","question":"q","history":[{"question":"a","response":"b"}]}"#) {
      _ = try await $0.sideQuestion("q", history: [SideExchange(question: "a", answer: "b")])
    },
    Case(#"{"subtype":"end_session"}"#) { try await $0.endSession() },
    Case(#"{"subtype":"end_session","reason":"r"}"#) { try await $0.endSession(reason: "r") },
    Case(#"{"subtype":"claude_authenticate"}"#) { _ = try await $0.beginSignIn() },
    Case(#"{"subtype":"claude_authenticate","loginWithClaudeAi":false}"#) {
      _ = try await $0.beginSignIn(withSubscription: false)
    },
    Case(#"{"subtype":"claude_oauth_callback","authorizationCode":"c","state":"s"}"#) {
      _ = try await $0.completeSignIn(code: "c", state: "s")
    },
    Case(#"{"subtype":"claude_oauth_wait_for_completion"}"#) { _ = try await $0.waitForSignIn() },
    Case(#"{"subtype":"remote_control","enabled":false}"#) { _ = try await $0.setRemoteControl(enabled: false) },
    Case(#"{"subtype":"remote_control","enabled":true,"name":"n"}"#) {
      _ = try await $0.setRemoteControl(enabled: true, name: "n")
    },
    Case(#"{"subtype":"interrupt"}"#) { _ = try await $0.interrupt() },
    Case(#"{"subtype":"interrupt","cancel_queued":true}"#) { _ = try await $0.interrupt(cancellingQueued: true) },
    Case(#"{"subtype":"set_permission_mode","mode":"plan"}"#) { try await $0.setPermissionMode(.plan) },
    Case(#"{"subtype":"set_model","model":"opus"}"#) { try await $0.setModel("opus") },
    Case(#"{"subtype":"set_model","model":null}"#) { try await $0.setModel(nil) },
  ]

  private static let files = [
    Case(#"{"subtype":"rewind_files","user_message_id":"u"}"#) { _ = try await $0.rewindFiles(to: "u") },
    Case(#"{"subtype":"rewind_files","user_message_id":"u","dry_run":true}"#) {
      _ = try await $0.rewindFiles(to: "u", dryRun: true)
    },
    Case(#"{"subtype":"read_file","path":"p"}"#) { _ = try await $0.readFile("p") },
    Case(#"{"subtype":"read_file","path":"p","max_bytes":9,"encoding":"base64"}"#) {
      _ = try await $0.readFile("p", maxBytes: 9, encoding: .base64)
    },
    Case(#"{"subtype":"seed_read_state","path":"p","mtime":1795646373212}"#) {
      try await $0.seedReadState(path: "p", modifiedEpochMilliseconds: 1_795_646_373_212)
    },
    Case(#"{"subtype":"file_suggestions","query":"q"}"#) { _ = try await $0.fileSuggestions("q") },
    Case(#"{"subtype":"register_repo_root","directory":"d"}"#) { _ = try await $0.registerRepositoryRoot("d") },
    Case(
      #"{"subtype":"register_repo_root","directory":"d","reload_claude_md":true,"reload_plugins":true,"reload_skills":true}"#
    ) { _ = try await $0.registerRepositoryRoot("d", reloading: [.memory, .plugins, .skills]) },
  ]

  private static let settings = [
    Case(#"{"subtype":"set_max_thinking_tokens","max_thinking_tokens":2000}"#) {
      try await $0.setMaxThinkingTokens(2000)
    },
    Case(#"{"subtype":"set_max_thinking_tokens","max_thinking_tokens":null,"thinking_display":"summarized"}"#) {
      try await $0.setMaxThinkingTokens(nil, display: .summarized)
    },
    Case(#"{"subtype":"set_max_thinking_tokens","thinking_display":"omitted"}"#) {
      try await $0.setThinkingDisplay(.omitted)
    },
    Case(#"{"subtype":"set_max_thinking_tokens","thinking_display":null}"#) { try await $0.setThinkingDisplay(nil) },
    Case(#"{"subtype":"apply_flag_settings","settings":{"effortLevel":"low","model":null}}"#) {
      try await $0.applyFlagSettings(["effortLevel": "low", "model": nil])
    },
    Case(#"{"subtype":"update_settings","source":"localSettings","settings":{"outputStyle":"Concise"}}"#) {
      try await $0.updateSettings(["outputStyle": "Concise"], in: .local)
    },
    Case(#"{"subtype":"update_settings","source":"userSettings","settings":{}}"#) {
      try await $0.updateSettings([:], in: .user)
    },
    Case(#"{"subtype":"get_settings"}"#) { _ = try await $0.settings() },
    Case(#"{"subtype":"get_hooks_listing"}"#) { _ = try await $0.hooksListing() },
    Case(#"{"subtype":"list_permission_rules"}"#) { _ = try await $0.permissionRules() },
    Case(#"{"subtype":"reload_plugins"}"#) { _ = try await $0.reloadPlugins() },
    Case(#"{"subtype":"reload_plugins","hold_on_cache_impact":true}"#) {
      _ = try await $0.reloadPlugins(holdingOnCacheImpact: true)
    },
    Case(#"{"subtype":"reload_skills"}"#) { _ = try await $0.reloadSkills() },
    Case(#"{"subtype":"reload_output_styles"}"#) { _ = try await $0.reloadOutputStyles() },
  ]

  private static let numbers = [
    Case(#"{"subtype":"get_context_usage"}"#) { _ = try await $0.contextUsage() },
    Case(#"{"subtype":"get_context_usage","detail":"summary"}"#) { _ = try await $0.contextUsage(detail: .summary) },
    Case(#"{"subtype":"get_usage"}"#) { _ = try await $0.usage() },
    Case(#"{"subtype":"get_usage","skip_behaviors":true}"#) { _ = try await $0.usage(skippingBehaviors: true) },
    Case(#"{"subtype":"get_session_cost"}"#) { _ = try await $0.sessionCost() },
    Case(#"{"subtype":"list_models"}"#) { _ = try await $0.models() },
    Case(#"{"subtype":"get_binary_version"}"#) { _ = try await $0.binaryVersion() },
    Case(#"{"subtype":"get_status"}"#) { _ = try await $0.status() },
  ]

  private static let tasks = [
    Case(#"{"subtype":"stop_task","task_id":"t"}"#) { try await $0.stopTask("t") },
    Case(#"{"subtype":"background_tasks"}"#) { _ = try await $0.backgroundTasks() },
    Case(#"{"subtype":"background_tasks","tool_use_id":"u"}"#) { _ = try await $0.backgroundTasks(toolUseID: "u") },
    Case(#"{"subtype":"get_task_output","task_id":"t"}"#) { _ = try await $0.taskOutput("t") },
  ]

  @Test(arguments: cases)
  func `a method writes its request, and an empty answer will do`(_ it: Case) async throws {
    let (request, outcome) = try await ControlScript.run(it.subtype, .answer(), it.call)
    try outcome.get()
    #expect(request == (try JSONValue(parsing: it.request)))
  }

  @Test(arguments: cases)
  func `a refusal is thrown with the CLI's words`(_ it: Case) async throws {
    let (_, outcome) = try await ControlScript.run(it.subtype, .answerError("Not on a Sunday."), it.call)
    guard case .failure(let error as ClaudeAgentError) = outcome else {
      Issue.record("no error")
      return
    }
    #expect(error.code == .controlRequestFailed)
    #expect(error.detail == "The CLI refused the control request \(it.subtype): Not on a Sunday.")
  }

  /// Every field that a method itself looks at, with a value that it cannot be.
  private static let nonsense: JSONObject = [
    "mcpServers": 7, "contents": "x", "warning": 7, "title": 7, "cancelled": "yes", "directory": 7, "state": 7,
    "skills": 7, "available_output_styles": [7], "text": [], "models": 7, "sections": [7], "backgrounded": 7,
    "account": 7, "added": 7, "removed": 7, "errors": 7,
  ]

  @Test(arguments: cases)
  func `an answer that makes no sense is read as far as it goes`(_ it: Case) async throws {
    try await ControlScript.run(it.subtype, .answer(Self.nonsense), it.call).outcome.get()
  }

  @Test func `every recorded request has a method`() throws {
    let known = Set(Self.cases.map(\.subtype)).union(["initialize"])
    for fixture in ControlFixture.recorded + ControlFixture.madeUp {
      #expect(known.contains(fixture.subtype), "\(fixture.subtype)")
    }
    #expect(ControlFixture.recorded.count == 62)
  }

  @Test func `without a connection nothing is asked`() async throws {
    let client = ClaudeClient(transport: ScriptedTransportProvider(.answering("4")))
    for it in Self.cases {
      do {
        try await it.call(client)
        Issue.record("\(it.request) was answered")
      } catch let error as ClaudeAgentError {
        #expect(error.code == .notConnected)
      }
    }
  }
}
