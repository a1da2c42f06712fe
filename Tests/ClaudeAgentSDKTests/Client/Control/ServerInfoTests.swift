import ClaudeAgentSDK
import ClaudeAgentTestKit
import Testing

/// What the CLI says about itself, once and again.
@Suite(.timeLimit(.minutes(5))) struct ServerInfoTests {
  private func script(_ answers: JSONObject...) -> Script {
    Script(answers.flatMap { [.awaitLine(containing: #""subtype":"initialize""#), .answer($0)] } + [.awaitEndOfInput])
  }

  @Test func `the answer to the handshake is typed`() async throws {
    let provider = ScriptedTransportProvider(script(try ControlFixture.response("initialize")))
    try await withClaudeClient(transport: provider) { client in
      let info = try #require(try await client.serverInfo)
      #expect(info.commands.map(\.name) == ["deep-research", "dataviz"])
      #expect(info.commands[0].isBuiltIn == true)
      #expect(info.agents.map(\.name) == ["claude", "Explore"])
      #expect(info.agents.map(\.model) == [nil, "inherit"])
      #expect(info.models.map(\.value) == ["default", "opus"])
      #expect(info.models[0].resolvedModel == "claude-opus-5-5")
      #expect(info.models[0].displayName == "Default (recommended)")
      #expect(info.models[0].supportedEffortLevels == [.low, .medium, .high, .xhigh, .max])
      #expect(info.models[0].supportsAdaptiveThinking && info.models[0].supportsFastMode)
      #expect(info.models[0].supportsThinkingOff == false)
      #expect(!info.models[0].isDisabled)
      #expect(info.account?.apiKeySource == "ANTHROPIC_API_KEY")
      #expect(info.account?.tokenSource == "none")
      #expect(info.account?.apiProvider == "firstParty")
      #expect(info.account?.email == nil)
      #expect(info.outputStyle == "default")
      #expect(info.availableOutputStyles == ["default", "Proactive", "Concise", "Explanatory", "Learning"])
      #expect(info.cliVersion == "2.1.330")
      #expect(info.permissionMode == .default)
      #expect(info.sessionState == .idle)
      #expect(info.areHooksApplied == true)
      #expect(info.supportsHookFailureRule)
      #expect(info.fastModeDisabledReason == "sdk_opt_in_required")
      #expect((info.processID ?? 0) > 0)
      #expect(info.can("mcp_call_check_permissions_v1"))
      #expect(!info.can("hologram"))
      #expect(try await client.supportedCommands.map(\.name) == info.commands.map(\.name))
      #expect(try await client.supportedModels.map(\.value) == ["default", "opus"])
      #expect(try await client.supportedAgents.map(\.name) == ["claude", "Explore"])
      #expect(try await client.accountInfo?.apiProvider == "firstParty")
    }
  }

  @Test func `an older CLI and a remote session say other things`() throws {
    let info = ServerInfo(json: try ControlFixture.view("initialize", in: ControlFixture.madeUp))
    #expect(info.unavailableModels.map(\.isDisabled) == [true])
    #expect(info.account?.subscriptionType == "max")
    #expect(info.account?.organization == "o")
    #expect(info.currentModel == "m")
    #expect(info.arePluginsApplied == true)
    #expect(info.areHooksApplied == false)
    #expect(info.sessionState == .running)
    let empty = ServerInfo(json: try #require(JSONView(copying: "{}")))
    #expect(empty.commands.isEmpty && empty.models.isEmpty && empty.account == nil)
    #expect(empty.areHooksApplied == nil)
  }

  @Test func `a second handshake says the same and hears news`() async throws {
    let provider = ScriptedTransportProvider(script(["pid": 1], ["pid": 2, "output_style": "Concise"]))
    var options = ClaudeAgentOptions()
    options.skills = .only(["pdf"])
    options.title = "T"
    try await withClaudeClient(options, transport: provider) { client in
      #expect(try await client.serverInfo?.processID == 1)
      let renewed = try await client.reinitialize()
      #expect(renewed.processID == 2)
      #expect(try await client.serverInfo?.processID == 2)
      #expect(try await client.serverInfo?.outputStyle == "Concise")
    }
    let requests = try #require(provider.transports.first).sentLines.map { try JSONValue(parsing: $0)["request"] }
    #expect(requests.count == 2)
    #expect(requests[0] == requests[1])
    #expect(requests[0] == ["subtype": "initialize", "hooks": nil, "skills": ["pdf"], "title": "T"])
  }

  @Test func `a refused second handshake leaves the first`() async throws {
    let provider = ScriptedTransportProvider([
      .awaitLine(containing: #""subtype":"initialize""#), .answer(["pid": 1]),
      .awaitLine(containing: #""subtype":"initialize""#), .answerError("busy"), .awaitEndOfInput,
    ])
    try await withClaudeClient(transport: provider) { client async throws in
      let error = await #expect(throws: ClaudeAgentError.self) { try await client.reinitialize() }
      #expect(error?.code == .controlRequestFailed)
      #expect(error?.detail == "The CLI refused the control request initialize: busy")
      #expect(try await client.serverInfo?.processID == 1)
    }
  }

  @Test func `a transport without control requests has nothing to say`() async throws {
    let transport = ScriptedTransport([.awaitEndOfInput], capabilities: [])
    try await withClaudeClient(transport: ScriptedTransportProvider(transport)) { client async throws in
      #expect(try await client.serverInfo == nil)
      #expect(try await client.supportedCommands.isEmpty)
      #expect(try await client.accountInfo == nil)
      let error = await #expect(throws: ClaudeAgentError.self) { try await client.reinitialize() }
      #expect(error?.code == .unsupported)
    }
  }

  @Test func `permission requests that wait are asked again with the answer`() async throws {
    let pending = #"""
      {"type":"control_request","request_id":"p1","request":{"subtype":"can_use_tool","tool_name":"Bash","input":{"command":"ls"},"tool_use_id":"t"}}
      """#
    let transport = ScriptedTransport([
      .answerInitialize, .awaitLine(containing: #""subtype":"initialize""#),
      .line(
        #"{"type":"control_response","response":{"subtype":"success","request_id":"req_2_0","response":{},"pending_permission_requests":[\#(pending)]}}"#
      ),
      .awaitAnswer(to: "p1"), .awaitEndOfInput,
    ])
    var options = ClaudeAgentOptions()
    options.canUseTool = PermissionCallback { _ in .deny("no") }
    try await withClaudeClient(options, transport: ScriptedTransportProvider(transport)) { client in
      try await client.reinitialize()
      #expect(await Eventually.holds { transport.sentLines.contains { $0.contains(#""request_id":"p1""#) } })
    }
    let answer = try #require(transport.sentLines.first { $0.contains(#""request_id":"p1""#) })
    #expect(answer.contains(#""behavior":"deny""#))
  }
}
