import ClaudeAgentSDK
import ClaudeAgentTestKit
import Testing

/// What methods make of the answers that the real CLI gave, field by field.
@Suite(.timeLimit(.minutes(5))) struct ControlAnswerTests {
  private func ask<Value: Sendable>(
    _ subtype: String, _ fields: JSONObject = [:], in fixtures: [ControlFixture] = ControlFixture.recorded,
    _ body: (ClaudeClient) async throws -> Value
  ) async throws -> Value {
    try await ControlScript.ask(subtype, ControlFixture.response(subtype, fields, in: fixtures), body)
  }

  // MARK: MCP

  @Test func `the status of an MCP server`() async throws {
    let servers = try await ask("mcp_status") { try await $0.mcpStatus() }
    #expect(servers.map(\.name) == ["files"])
    let server = try #require(servers.first)
    #expect(server.status == .connected)
    #expect(server.serverInfo?.name == "files-server")
    #expect(server.serverInfo?.version == "9.8.7")
    #expect(server.configuration?["command"]?.string == "/usr/bin/python3")
    #expect(server.transport == "stdio")
    #expect(server.scope == "dynamic")
    #expect(server.source == "dynamic")
    #expect(server.error == nil)
    #expect(server.tools.map(\.name) == ["list", "ask", "slow"])
    #expect(server.tools.map(\.isReadOnly) == [true, nil, nil])
    #expect(server.tools.map(\.isDestructive) == [nil, true, nil])
    #expect(server.tools.map(\.isOpenWorld) == [nil, true, nil])
  }

  @Test func `a failed server says why`() throws {
    let reload = PluginReload(json: try ControlFixture.view("reload_plugins", in: ControlFixture.madeUp))
    #expect(reload.mcpServers.map(\.status) == [.failed])
    #expect(reload.mcpServers.map(\.error) == ["e"])
    #expect(reload.mcpServers.map(\.errorCode) == ["X"])
    #expect(reload.mcpServers[0].tools[0].description == "d")
    #expect(reload.mcpServers[0].tools[0].metadata?["ui"]?.int == 1)
  }

  @Test func `a set of servers is answered with its changes`() async throws {
    let changes = try await ask("mcp_set_servers") {
      try await $0.setMCPServers(["bad": .stdio(command: "/bin/false")])
    }
    #expect(changes.added == ["calc", "bad"])
    #expect(changes.removed.isEmpty)
    #expect(changes.errors == ["bad": "Connection closed"])
  }

  @Test func `a tool that is called without the model`() async throws {
    let answer = try await ask("mcp_call") { try await $0.callMCPTool("mcp__files__list") }
    #expect(answer.text == #"{"items":["one","two"]}"#)
    #expect(answer.structuredContent?["items"]?[1]?.string == "two")
    #expect(answer.metadata?["x"]?.int == 1)
    #expect(answer.staging == nil)
    let limited = try await ask("mcp_call", ["timeout_ms": 5000]) { try await $0.callMCPTool("mcp__files__list") }
    #expect(limited.staging?.isSuccess == true)
    #expect(limited.staging?.errorCode == nil)
    let late = try await ask("mcp_call", in: ControlFixture.madeUp) { try await $0.callMCPTool("mcp__a__b") }
    #expect(late.text == "ab")
    #expect(late.staging?.isSuccess == false)
    #expect(late.staging?.errorCode == "timeout")
    #expect(late.staging?.detail == "too slow")
    #expect(late.staging?.isRetryable == true)
  }

  @Test func `resources, signing in and modes of servers`() async throws {
    let parts = try await ask("mcp_read_resource", in: ControlFixture.madeUp) {
      try await $0.readMCPResource("ui://a/b", from: "a")
    }
    #expect(parts.map(\.uri) == ["ui://a/b", "ui://a/c"])
    #expect(parts.map(\.text) == ["<p>", nil])
    #expect(parts.map(\.blob) == [nil, "AA=="])
    #expect(parts[0].mimeType == "text/html")
    #expect(parts[0].metadata?["ui"]?.kind == .object)
    let page = try await ask("mcp_authenticate", in: ControlFixture.madeUp) { try await $0.authenticateMCPServer("a") }
    #expect(page.authorizationURL == "https://example.com/sign-in")
    #expect(page.requiresUserAction)
    #expect(page.expectsCallback == false)
    let warning = try await ask("set_mcp_permission_mode_override") {
      try await $0.setMCPPermissionMode(of: "nosuch", to: .default)
    }
    #expect(warning?.hasPrefix("MCP server 'nosuch' is not yet known") == true)
    let silence = try await ask("set_mcp_permission_mode_override", ["serverName": "files"]) {
      try await $0.setMCPPermissionMode(of: "files", to: nil)
    }
    #expect(silence == nil)
  }

  // MARK: Session

  @Test func `titles, prompts that are taken back, questions beside`() async throws {
    let title = try await ask("generate_session_title") { try await $0.generateSessionTitle(from: "x") }
    #expect(title == "Mock session")
    let none = try await ControlScript.ask("generate_session_title", ["title": nil]) {
      try await $0.generateSessionTitle(from: "x")
    }
    #expect(none == nil)
    #expect(try await ask("cancel_async_message") { try await $0.cancelMessage("u") } == false)
    let cancelled = try await ControlScript.ask("cancel_async_message", ["cancelled": true]) {
      try await $0.cancelMessage("u")
    }
    #expect(cancelled)
    let answer = try await ask("side_question") { try await $0.sideQuestion("what?") }
    #expect(answer.text == "ok")
    #expect(!answer.isSynthetic)
    let refused = SideAnswer(json: try ControlFixture.view("side_question", in: ControlFixture.madeUp))
    #expect(refused.text == nil)
    #expect(refused.isSynthetic)
    #expect(refused.fallbackNotice == "another model")
  }

  @Test func `a conversation that is rewound, or is not`() async throws {
    let refused = try await ask("rewind_conversation") { try await $0.rewindConversation(to: "nosuch") }
    #expect(!refused.isRewound)
    #expect(refused.error == "target not found")
    #expect(refused.reason == "target_not_found")
    #expect(refused.targetMessageUUID == nil)
    let target: JSONObject = ["target_message_uuid": "00000000-0000-4000-8000-0000000000b1"]
    let done = try await ask("rewind_conversation", target) { try await $0.rewindConversation(to: "b1") }
    #expect(done.isRewound)
    #expect(done.targetMessageUUID == "00000000-0000-4000-8000-0000000000a1")
    #expect(done.prefillText == "hello")
    #expect(done.precedingAssistantUUID == nil)
  }

  @Test func `an interrupt says what became of prompts that waited`() async throws {
    let receipt = try await ask("interrupt") { try await $0.interrupt(cancellingQueued: true) }
    #expect(receipt.stillQueued.isEmpty)
    #expect(receipt.cancelled == ["00000000-0000-4000-8000-0000000000b3"])
  }

  @Test func `signing in`() async throws {
    let pages = try await ask("claude_authenticate", in: ControlFixture.madeUp) { try await $0.beginSignIn() }
    #expect(pages.manualURL == "https://example.com/m")
    #expect(pages.automaticURL == "https://example.com/a")
    let account = try await ask("claude_oauth_callback", in: ControlFixture.madeUp) {
      try await $0.completeSignIn(code: "c", state: "s")
    }
    #expect(account.email == "a@example.com")
  }

  // MARK: Files

  @Test func `files are read as text and as bytes`() async throws {
    let whole = try await ask("read_file", ["path": "a.txt"]) { try await $0.readFile("a.txt") }
    #expect(whole.contents == "hello\nworld\n")
    #expect(whole.absolutePath == "/workspace/a.txt")
    #expect(!whole.isTruncated)
    #expect(whole.isLossy == false)
    #expect(whole.encoding == .utf8)
    let part = try await ask("read_file", ["max_bytes": 3]) { try await $0.readFile("a.txt", maxBytes: 3) }
    #expect(part.contents == "hel")
    #expect(part.isTruncated)
    let bytes = try await ask("read_file", ["encoding": "base64"]) { try await $0.readFile("a.txt", encoding: .base64) }
    #expect(bytes.contents == "aGVsbG8Kd29ybGQK")
    #expect(bytes.encoding == .base64)
    #expect(bytes.isLossy == nil)
  }

  @Test func `suggestions and roots`() async throws {
    let found = try await ask("file_suggestions", in: ControlFixture.madeUp) { try await $0.fileSuggestions("s") }
    #expect(found.files.map(\.path) == ["src/", "start.txt"])
    #expect(found.files.map(\.score) == [0.25, nil])
    #expect(found.workingDirectory == "/w")
    let none = try await ask("file_suggestions") { try await $0.fileSuggestions("a") }
    #expect(none.files.isEmpty)
    #expect(none.workingDirectory == "/workspace")
    let root = try await ask("register_repo_root") { try await $0.registerRepositoryRoot("sub") }
    #expect(root == "/workspace/sub")
  }

  @Test func `files are rewound`() async throws {
    let done = try await ask("rewind_files", in: ControlFixture.madeUp) { try await $0.rewindFiles(to: "u") }
    #expect(done.canRewind)
    #expect(done.filesChanged == ["/a"])
    #expect(done.insertions == 1)
    #expect(done.deletions == 2)
    #expect(done.skippedLinks == 3)
    #expect(done.error == "e")
  }

  // MARK: Tasks

  @Test func `tasks go to the background and say something`() async throws {
    #expect(try await ask("background_tasks") { try await $0.backgroundTasks() })
    let missed = try await ask("background_tasks", ["tool_use_id": "nosuch"]) {
      try await $0.backgroundTasks(toolUseID: "nosuch")
    }
    #expect(!missed)
    let output = try await ask("get_task_output") { try await $0.taskOutput("t") }
    #expect(output.text == "tick 1\n")
    #expect(output.totalBytes == 7)
    #expect(!output.isTruncated)
    let long = TaskOutput(json: try ControlFixture.view("get_task_output", in: ControlFixture.madeUp))
    #expect(long.totalBytes == 9000)
    #expect(long.isTruncated)
  }

  @Test func `an unanswered tool call is no task in the background`() async throws {
    #expect(
      try await ControlScript.ask("background_tasks", [:]) { try await $0.backgroundTasks(toolUseID: "u") } == false)
  }
}
