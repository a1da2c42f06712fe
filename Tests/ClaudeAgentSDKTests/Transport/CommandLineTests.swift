import Testing

@testable import ClaudeAgentSDK

/// What one change of the options puts between the fixed parts of the command line.
struct FlagCase: CustomTestStringConvertible, Sendable {
  let name: String
  let expected: [String]
  let change: @Sendable (inout ClaudeAgentOptions) -> Void
  var testDescription: String { name }

  init(_ name: String, _ expected: [String], _ change: @escaping @Sendable (inout ClaudeAgentOptions) -> Void) {
    self.name = name
    self.expected = expected
    self.change = change
  }
}

@Suite struct CommandLineTests {
  static let start = ["--output-format", "stream-json", "--verbose"]
  static let noPrompt = ["--system-prompt", ""]
  static let end = ["--input-format", "stream-json"]

  private func arguments(
    host: HostCapabilities = .none, _ change: (inout ClaudeAgentOptions) -> Void = { _ in }
  ) throws -> [String] {
    var options = ClaudeAgentOptions()
    change(&options)
    let settings = try SettingsMerge.text(for: options) { _ in [] }
    return CommandLine(options, host: host, settings: settings).arguments
  }

  @Test func `without options only the fixed parts and an empty system prompt remain`() throws {
    #expect(try arguments() == Self.start + Self.noPrompt + Self.end)
  }

  static let flags: [FlagCase] = [
    .init("tools", ["--tools", "Read,Bash"]) { $0.tools = ["Read", "Bash"] },
    .init("no tools", ["--tools", ""]) { $0.tools = [] },
    .init("preset tools", ["--tools", "default"]) { $0.tools = .preset },
    .init("allowedTools", ["--allowedTools", "Read,Bash(git *)"]) { $0.allowedTools = ["Read", "Bash(git *)"] },
    .init("disallowedTools", ["--disallowedTools", "Write"]) { $0.disallowedTools = ["Write"] },
    .init("mcpServers", ["--mcp-config", #"{"mcpServers":{"f":{"type":"stdio","command":"c","args":["a"]}}}"#]) {
      $0.mcpServers["f"] = .stdio(command: "c", arguments: ["a"])
    },
    .init("remote server", ["--mcp-config", #"{"mcpServers":{"w":{"type":"http","url":"u","headers":{"h":"v"}}}}"#]) {
      $0.mcpServers["w"] = .http(url: "u", headers: ["h": "v"])
    },
    .init("mcpConfiguration", ["--mcp-config", "/etc/mcp.json"]) { $0.mcpConfiguration = "/etc/mcp.json" },
    .init("strictMCPConfig", ["--strict-mcp-config"]) { $0.strictMCPConfig = true },
    .init("permissionMode", ["--permission-mode", "acceptEdits"]) { $0.permissionMode = .acceptEdits },
    .init("unknown permissionMode", ["--permission-mode", "new"]) { $0.permissionMode = "new" },
    .init("continueConversation", ["--continue"]) { $0.continueConversation = true },
    .init("resume", ["--resume=a title"]) { $0.resume = "a title" },
    .init("resume with a dash", ["--resume=-x"]) { $0.resume = "-x" },
    .init("empty resume", []) { $0.resume = "" },
    .init("sessionID", ["--session-id=u"]) { $0.sessionID = "u" },
    .init("maxTurns", ["--max-turns", "3"]) { $0.maxTurns = 3 },
    .init("maxTurns 0", []) { $0.maxTurns = 0 },
    .init("negative maxTurns", ["--max-turns", "-3"]) { $0.maxTurns = -3 },
    .init("maxBudgetUSD", ["--max-budget-usd", "1.0"]) { $0.maxBudgetUSD = 1 },
    .init("maxBudgetUSD 0", ["--max-budget-usd", "0.0"]) { $0.maxBudgetUSD = 0 },
    .init("model", ["--model", "sonnet"]) { $0.model = "sonnet" },
    .init("model like a flag", ["--model=--verbose"]) { $0.model = "--verbose" },
    .init("empty model", []) { $0.model = "" },
    .init("fallbackModel", ["--fallback-model", "a,b"]) { $0.fallbackModel = "a,b" },
    .init("betas", ["--betas", "x,y"]) { $0.betas = ["x", "y"] },
    .init("permissionPromptToolName", ["--permission-prompt-tool", "mcp__a__b"]) {
      $0.permissionPromptToolName = "mcp__a__b"
    },
    .init("settings path", ["--settings", "/s.json"]) { $0.settings = "/s.json" },
    .init("settings object", ["--settings", #"{"model":"x"}"#]) { $0.settings = ["model": "x"] },
    .init("sandbox", ["--settings", #"{"sandbox":{"enabled":true}}"#]) { $0.sandbox = SandboxSettings(enabled: true) },
    .init("empty sandbox", ["--settings", #"{"sandbox":{}}"#]) { $0.sandbox = SandboxSettings() },
    .init("additionalDirectories", ["--add-dir", "/a", "--add-dir=-b"]) { $0.additionalDirectories = ["/a", "-b"] },
    .init("extraArguments", ["--z", "--a", "v", "--d=-1", "--e", ""]) {
      $0.extraArguments = ["z": .flag, "a": "v", "d": "-1", "e": ""]
    },
    .init("includePartialMessages", ["--include-partial-messages"]) { $0.includePartialMessages = true },
    .init("includeHookEvents", ["--include-hook-events"]) { $0.includeHookEvents = true },
    .init("forkSession", ["--fork-session"]) { $0.forkSession = true },
    .init("resumeSessionAt", ["--resume-session-at=u"]) { $0.resumeSessionAt = "u" },
    .init("resumeDropsTurn", ["--resume-drops-turn=u"]) { $0.resumeDropsTurn = "u" },
    .init("empty resumeDropsTurn", ["--resume-drops-turn="]) { $0.resumeDropsTurn = "" },
    .init("settingSources", ["--setting-sources=user,local"]) { $0.settingSources = [.user, .local] },
    .init("no settingSources", ["--setting-sources="]) { $0.settingSources = [] },
    .init("plugins", ["--plugin-dir", "/p", "--plugin-dir", "/q"]) {
      $0.plugins = [.local(path: "/p"), .local(path: "/q")]
    },
    .init("maxThinkingTokens 0", ["--max-thinking-tokens", "0"]) { $0.maxThinkingTokens = 0 },
    .init("adaptive thinking", ["--thinking", "adaptive"]) { $0.thinking = .adaptive() },
    .init("shown thinking", ["--thinking", "adaptive", "--thinking-display", "summarized"]) {
      $0.thinking = .adaptive(display: .summarized)
    },
    .init("enabled thinking wins", ["--max-thinking-tokens", "4000", "--thinking-display", "omitted"]) {
      $0.thinking = .enabled(budgetTokens: 4000, display: .omitted)
      $0.maxThinkingTokens = 1
    },
    .init("disabled thinking", ["--thinking", "disabled"]) { $0.thinking = .disabled },
    .init("effort", ["--effort", "xhigh"]) { $0.effort = .xhigh },
    .init("outputFormat", ["--json-schema", #"{"type":"object"}"#]) {
      $0.outputFormat = .jsonSchema(["type": "object"])
    },
    .init("taskBudget", ["--task-budget", "50000"]) { $0.taskBudget = 50000 },
    .init("skills all", ["--allowedTools", "Read,Skill", "--setting-sources=user,project"]) {
      $0.skills = .all
      $0.allowedTools = ["Read"]
    },
    .init("skills", ["--allowedTools", "Skill(a),Skill(b)", "--setting-sources=local"]) {
      $0.skills = ["a", "b"]
      $0.allowedTools = ["Skill(a)"]
      $0.settingSources = [.local]
    },
    .init("no skills", ["--setting-sources=user,project"]) { $0.skills = [] },
    .init("agent", ["--agent", "reviewer"]) { $0.agent = "reviewer" },
    .init("allowDangerouslySkipPermissions", ["--allow-dangerously-skip-permissions"]) {
      $0.allowDangerouslySkipPermissions = true
    },
    .init("bare", ["--bare"]) { $0.bare = true },
    .init("debug", ["--debug", "--debug-file", "/d"]) {
      $0.debug = true
      $0.debugFile = "/d"
    },
    .init("persistSession", ["--no-session-persistence"]) { $0.persistSession = false },
    .init("permissionPrompts", ["--permission-prompts", "none"]) { $0.permissionPrompts = PermissionPrompts.none },
    .init("replayUserMessages", ["--replay-user-messages"]) { $0.replayUserMessages = true },
    .init("what goes elsewhere", []) {
      $0.cliPath = "/c"
      $0.workingDirectory = "/w"
      $0.environment = ["A": "1"]
      $0.clientApp = "a"
      $0.user = "u"
      $0.agents["a"] = AgentDefinition(description: "d", prompt: "p")
      $0.forwardSubagentText = true
      $0.verbatimPrompts = true
      $0.enableFileCheckpointing = true
      $0.title = "t"
      $0.maxLineLength = 1
      $0.stderrHandler = { _ in }
    },
  ]

  @Test(arguments: flags)
  func `an option becomes its flag`(flag: FlagCase) throws {
    #expect(try arguments { flag.change(&$0) } == Self.start + Self.noPrompt + flag.expected + Self.end)
  }

  @Test(arguments: [
    (SystemPrompt.none, ["--system-prompt", ""]), (.text(""), ["--system-prompt", ""]),
    (.text("p"), ["--system-prompt", "p"]),
    (.text("-p"), ["--system-prompt=-p"]), (.text("p", snapshot: true), ["--system-prompt", "p"]),
    (.file("/f"), ["--system-prompt-file", "/f"]), (.preset(), []),
    (.preset(append: "a", snapshot: false), ["--append-system-prompt", "a"]),
    (.preset(append: ""), ["--append-system-prompt", ""]), (.blocks(["a"]), []),
  ])
  func `each form of the system prompt has its flag`(prompt: SystemPrompt, expected: [String]) throws {
    #expect(try arguments { $0.systemPrompt = prompt } == Self.start + expected + Self.end)
  }

  @Test func `a long prompt, appendix or schema leaves the command line`() throws {
    let long = String(repeating: "é", count: ClaudeAgentOptions.longestInlineValue / 2 + 1)
    let fits = String(repeating: "é", count: ClaudeAgentOptions.longestInlineValue / 2)
    #expect(try arguments { $0.systemPrompt = .text(long) } == Self.start + Self.end)
    #expect(try arguments { $0.systemPrompt = .text(fits) } == Self.start + ["--system-prompt", fits] + Self.end)
    #expect(try arguments { $0.systemPrompt = .preset(append: long) } == Self.start + Self.end)
    #expect(
      try arguments { $0.outputFormat = .jsonSchema(["title": .string(long)]) }
        == Self.start + Self.noPrompt + Self.end)
  }

  @Test func `what the host serves has its flags`() throws {
    var host = HostCapabilities()
    host.answersPermissions = true
    host.mirrorsSession = true
    #expect(
      try arguments(host: host) {
        $0.mcpServers["w"] = .sse(url: "u")
        $0.mcpServers["calc"] = .inProcess(MCPServer("calculator", tools: []))
      } == Self.start + Self.noPrompt + [
        "--permission-prompt-tool", "stdio", "--mcp-config",
        #"{"mcpServers":{"w":{"type":"sse","url":"u"},"calc":{"type":"sdk","name":"calculator"}}}"#,
        "--session-mirror",
      ] + Self.end)
  }

  @Test func `with everything set the order is that of the official SDK`() throws {
    var host = HostCapabilities()
    host.mirrorsSession = true
    let line = try arguments(host: host) { options in
      for flag in Self.flags where flag.name != "maxTurns 0" && !flag.name.hasPrefix("empty") { flag.change(&options) }
      options.mcpConfiguration = nil
      options.thinking = .adaptive(display: .summarized)
      options.extraArguments = ["extra": .flag]
    }
    let names = line.filter { $0.hasPrefix("--") }.map { String($0.prefix { $0 != "=" }) }
    #expect(
      names == [
        "--output-format", "--verbose", "--system-prompt", "--tools", "--allowedTools", "--max-turns",
        "--max-budget-usd", "--disallowedTools", "--task-budget", "--model", "--fallback-model", "--betas",
        "--permission-prompt-tool", "--permission-mode", "--continue", "--resume", "--session-id", "--settings",
        "--add-dir", "--add-dir", "--mcp-config", "--include-partial-messages", "--include-hook-events",
        "--strict-mcp-config", "--fork-session", "--resume-session-at", "--resume-drops-turn", "--session-mirror",
        "--setting-sources", "--plugin-dir", "--plugin-dir", "--agent", "--allow-dangerously-skip-permissions",
        "--bare", "--debug", "--debug-file", "--no-session-persistence", "--permission-prompts",
        "--replay-user-messages", "--extra", "--thinking", "--thinking-display", "--effort", "--json-schema",
        "--input-format",
      ])
  }

  @Test func `what may never be emitted is not`() throws {
    let line = try arguments { options in for flag in Self.flags { flag.change(&options) } }
    for flag in ["--print", "-p", "--agents", "--dangerously-skip-permissions"] { #expect(!line.contains(flag)) }
  }
}
