import Testing

@testable import ClaudeAgentSDK

@Suite struct MCPServerTests {
  private func tool(_ name: String, _ schema: JSONObject = ["type": "object"]) -> Tool {
    Tool(name, "A tool", schema: ToolSchema(json: schema)) { _ in "done" }
  }

  private func faults(_ servers: [String: MCPServer]) -> [OptionFault] {
    var options = ClaudeAgentOptions()
    for (name, server) in servers { options.mcpServers[name] = .inProcess(server) }
    do throws(ClaudeAgentError) {
      try options.validate()
      return []
    } catch {
      #expect(error.code == .invalidOptions)
      return error.faults
    }
  }

  @Test func `a good server has no faults`() {
    #expect(
      faults(["calc": MCPServer("calc", tools: [tool("a"), tool("b")]), "none": MCPServer("none", tools: [])]) == [])
  }

  @Test func `two tools of one name are a fault, and the first one stays`() {
    let server = MCPServer(
      "calc", tools: [tool("a", ["type": "object", "title": "first"]), tool("a"), tool("b"), tool("a")])
    let fault = OptionFault(option: #"mcpServers["c"].tools["a"]"#, reason: "is the name of two tools.")
    #expect(faults(["c": server]) == [fault, fault])
    #expect(server.served.keys.sorted() == ["a", "b"])
    #expect(String(decoding: server.listing, as: UTF8.self).contains(#""title":"first""#))
  }

  @Test func `a tool without a name is a fault`() {
    #expect(
      faults(["c": MCPServer("calc", tools: [tool("")])]) == [
        OptionFault(option: #"mcpServers["c"].tools[""]"#, reason: "a tool needs a name.")
      ])
  }

  @Test func `a schema that cannot be checked is a fault with its tool, and the tool is not served`() throws {
    let server = MCPServer("calc", tools: [tool("good"), tool("bad", ["type": "object", "frobnicate": true])])
    let all = faults(["c": server])
    #expect(all.map(\.option) == [#"mcpServers["c"].tools["bad"]"#])
    let fault = try #require(throws: SchemaFault.self) {
      _ = try CompiledSchema(ToolSchema(json: ["type": "object", "frobnicate": true]))
    }
    #expect(all.first?.reason == "the schema cannot be used: \(fault).")
    #expect(server.served.keys.sorted() == ["good"])
    #expect(!String(decoding: server.listing, as: UTF8.self).contains("bad"))
  }

  @Test func `every server's faults are told`() {
    let bad = tool("x", ["type": 7])
    let options = Set(faults(["a": MCPServer("s", tools: [bad]), "b": MCPServer("s", tools: [bad])]).map(\.option))
    #expect(options == [#"mcpServers["a"].tools["x"]"#, #"mcpServers["b"].tools["x"]"#])
  }

  @Test func `tools can be listed one below the other, on a condition and in a loop`() {
    let isOn = [true, false]
    let server = MCPServer("s", instructions: "i") {
      tool("a")
      if isOn[0] { tool("b") }
      if isOn[1] { tool("c") } else { tool("d") }
      for number in 0..<2 { tool("e\(number)") }
      [tool("f"), tool("g")]
    }
    #expect(server.tools.map(\.name) == ["a", "b", "d", "e0", "e1", "f", "g"])
    #expect(server.version == "1.0.0")
    #expect(server.instructions == "i")
    #expect(String(decoding: MCPServer("s", tools: []).listing, as: UTF8.self) == #"{"tools":[]}"#)
  }

  @Test func `a closure without await is synchronous, one with await is not`() {
    let schema = ToolSchema.object([:])
    func isSynchronous(_ tool: Tool) -> Bool { if case .synchronous = tool.body { true } else { false } }
    #expect(isSynchronous(Tool("a", "", schema: schema) { _ in "x" }))
    #expect(isSynchronous(Tool("a", "", input: [String: Int].self, schema: schema) { _ in "x" }))
    #expect(
      !isSynchronous(
        Tool("a", "", schema: schema) { _ in
          await Task.yield()
          return "x"
        }))
    #expect(!isSynchronous(Tool("a", "", schema: schema) { _, _ in "x" }))
    #expect(!isSynchronous(Tool("a", "", input: [String: Int].self, schema: schema) { _, _ in "x" }))
  }

  @Test func `a typed tool gets its input decoded, and a fault of decoding is an error`() throws {
    struct Sum: Decodable, Sendable { let a: Int, b: Int }
    let tool = Tool("add", "Adds", input: Sum.self, schema: .object([:])) { "\($0.a + $0.b)" }
    guard case .synchronous(let body) = tool.body else {
      Issue.record("asynchronous")
      return
    }
    func call(_ text: String) throws -> ToolCall {
      ToolCall(
        arguments: try #require(JSONView(copying: text)),
        context: ToolContext(serverName: "s", toolName: "add", metadata: nil, progress: nil))
    }
    #expect(try body(call(#"{"a":1,"b":2}"#)) == .text("3"))
    #expect(throws: (any Error).self) { try body(call(#"{"a":1}"#)) }
  }
}
