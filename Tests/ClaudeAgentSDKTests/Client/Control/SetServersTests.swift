import ClaudeAgentSDK
import ClaudeAgentTestKit
import Testing

/// MCP servers that come and go while a conversation runs.
@Suite(.timeLimit(.minutes(5))) struct SetServersTests {
  private static func handshake(_ id: String, server: String) -> Script.Step {
    .request(
      [
        "subtype": "mcp_message", "server_name": .string(server),
        "message": ["jsonrpc": "2.0", "id": 0, "method": "initialize", "params": ["protocolVersion": "2025-11-25"]],
      ], id: id)
  }

  private static func response(to id: String, from transport: ScriptedTransport) throws -> JSONValue {
    let line = try #require(transport.sentLines.first { $0.contains(#""request_id":"\#(id)""#) })
    return try JSONValue(parsing: line)["response"] ?? .null
  }

  @Test func `a server inside the process answers before the set is acknowledged, and no longer once it is gone`()
    async throws
  {
    let transport = ScriptedTransport([
      .answerInitialize,
      .awaitLine(containing: #""subtype":"mcp_set_servers""#), Self.handshake("m1", server: "sums"),
      .awaitAnswer(to: "m1"),
      // The answer must bear the id of the set's request, which is the second of the connection.
      .line(
        #"{"type":"control_response","response":{"subtype":"success","request_id":"req_2_0","response":{"added":["sums"],"removed":[],"errors":{}}}}"#
      ),
      .awaitLine(containing: #""servers":{}"#), .answer(["added": [], "removed": ["sums"], "errors": [:]]),
      .awaitLine(containing: #""subtype":"mcp_status""#), Self.handshake("m2", server: "sums"),
      .awaitAnswer(to: "m2"), .awaitEndOfInput,
    ])
    try await withClaudeClient(transport: ScriptedTransportProvider(transport)) { client in
      let first = try await client.setMCPServers(["sums": .inProcess(MCPServer("calculator", version: "3", tools: []))])
      #expect(first.added == ["sums"])
      #expect(try await client.setMCPServers([:]).removed == ["sums"])
      let asking = Task { try await client.mcpStatus() }
      #expect(await Eventually.holds { transport.sentLines.contains { $0.contains(#""request_id":"m2""#) } })
      asking.cancel()
    }
    let sent = try #require(transport.sentLines.first { $0.contains("mcp_set_servers") })
    #expect(
      try JSONValue(parsing: sent)["request"]?["servers"] == ["sums": ["type": "sdk", "name": "calculator"]])
    let served = try Self.response(to: "m1", from: transport)
    #expect(
      served["response"]?["mcp_response"]?["result"]?["serverInfo"] == ["name": "calculator", "version": "3"])
    let gone = try Self.response(to: "m2", from: transport)
    #expect(gone["response"]?["mcp_response"]?["result"] == nil)
    #expect(gone["response"]?["mcp_response"]?["error"]?["message"] == "Server 'sums' not found")
  }

  @Test func `a server of the options stays when another set comes`() async throws {
    let transport = ScriptedTransport([
      .answerInitialize, .awaitLine(containing: #""subtype":"mcp_set_servers""#),
      .answer(["added": [], "removed": [], "errors": [:]]), .awaitLine(containing: #""subtype":"mcp_status""#),
      Self.handshake("m1", server: "own"), .awaitAnswer(to: "m1"), .awaitEndOfInput,
    ])
    var options = ClaudeAgentOptions()
    options.mcpServers["own"] = .inProcess(MCPServer("own", tools: []))
    try await withClaudeClient(options, transport: ScriptedTransportProvider(transport)) { client in
      try await client.setMCPServers([:])
      let asking = Task { try await client.mcpStatus() }
      #expect(await Eventually.holds { transport.sentLines.contains { $0.contains(#""request_id":"m1""#) } })
      asking.cancel()
    }
    let served = try Self.response(to: "m1", from: transport)
    #expect(served["response"]?["mcp_response"]?["result"]?["serverInfo"]?["name"] == "own")
  }

  @Test func `a server whose tools cannot be served is refused here`() async throws {
    struct Nothing: Decodable, Sendable {}
    let provider = ScriptedTransportProvider([.answerInitialize, .awaitEndOfInput])
    let server = MCPServer("bad", tools: [Tool("", "Nameless.", input: Nothing.self) { _ in "" }])
    try await withClaudeClient(transport: provider) { client in
      let error = await #expect(throws: ClaudeAgentError.self) {
        try await client.setMCPServers(["bad": .inProcess(server)])
      }
      #expect(error?.code == .invalidOptions)
      #expect(error?.faults.map(\.option) == [#"mcpServers["bad"].tools[""]"#])
    }
    #expect(provider.transports.first?.sentLines.contains { $0.contains("mcp_set_servers") } == false)
  }
}
