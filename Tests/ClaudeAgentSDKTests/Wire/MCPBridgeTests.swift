import Testing

@testable import ClaudeAgentSDK

/// The exact bytes of every answer of an in-process server.
@Suite(.timeLimit(.minutes(5))) struct MCPBridgeTests {
  private struct Trouble: Error, CustomStringConvertible { var description: String { "no \"fuel\"" } }

  private static let numbers = ToolSchema.object(["a": .number(), "b": .number()])

  private static func tools() -> [Tool] {
    var add = Tool("add", "Adds \"two\"", schema: numbers) { input in
      .text("\((input["a"]?.int ?? 0) + (input["b"]?.int ?? 0))")
    }
    add.annotations = ToolAnnotations(
      title: "Add", readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false)
    add.maxResultSizeChars = 100
    add.searchHint = "sum"
    add.alwaysLoad = true
    add.metadata = ["own": 1, "anthropic/searchHint": "mine"]
    let echo = Tool("echo", "Echoes", schema: .object([:])) { input in .text(input.rawText ?? "broken") }
    let fail = Tool("fail", "Fails", schema: .object([:])) { _ in throw Trouble() }
    let refuse = Tool("refuse", "Refuses", schema: .object([:])) { _ in .error("not today") }
    return [add, echo, fail, refuse]
  }

  private func bench(_ tools: [Tool] = tools(), instructions: String? = nil) throws -> RouterBench {
    try RouterBench {
      $0.servers["calc"] = MCPServer("Calculator", version: "2.1", instructions: instructions, tools: tools)
    }
  }

  /// The answer to one message.
  private func answer(_ message: String, to server: String = "calc", instructions: String? = nil) async throws -> String
  {
    let bench = try bench(instructions: instructions)
    try await bench.message("m", message, to: server)
    #expect(bench.sent.all.count == 1)
    return bench.sent.all.first ?? ""
  }

  // MARK: initialize, ping, tools/list

  @Test(
    arguments: [
      (#""2025-11-25""#, "2025-11-25"), (#""2025-06-18""#, "2025-06-18"), (#""2025-03-26""#, "2025-03-26"),
      (#""2024-11-05""#, "2024-11-05"), (#""2099-01-01""#, "2025-11-25"), (#""""#, "2025-11-25"), ("7", "2025-11-25"),
      ("null", "2025-11-25"),
    ])
  func `initialize agrees on a revision`(wanted: String, agreed: String) async throws {
    let line = try await answer(
      #"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":\#(wanted),"capabilities":{}}}"#)
    #expect(
      line
        == RouterBench.rpc(
          "m",
          #""id":0,"result":{"protocolVersion":"\#(agreed)","capabilities":{"tools":{"listChanged":false}},"#
            + #""serverInfo":{"name":"Calculator","version":"2.1"}}"#))
  }

  @Test func `initialize without params is answered, with the instructions`() async throws {
    let line = try await answer(#"{"jsonrpc":"2.0","id":0,"method":"initialize"}"#, instructions: "Be \"kind\".")
    #expect(
      line
        == RouterBench.rpc(
          "m",
          #""id":0,"result":{"protocolVersion":"2025-11-25","capabilities":{"tools":{"listChanged":false}},"#
            + #""serverInfo":{"name":"Calculator","version":"2.1"},"instructions":"Be \"kind\"."}"#))
  }

  @Test func `ping is answered, also before initialize`() async throws {
    #expect(
      try await answer(#"{"jsonrpc":"2.0","id":7,"method":"ping"}"#) == RouterBench.rpc("m", #""id":7,"result":{}"#))
  }

  @Test func `tools are listed in order, with what is set and nothing else`() async throws {
    let numbers = Self.numbers.json.serialized()
    let empty = ToolSchema.object([:]).json.serialized()
    let line = try await answer(#"{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":"x"}}"#)
    #expect(
      line
        == RouterBench.rpc(
          "m",
          #""id":1,"result":{"tools":[{"name":"add","description":"Adds \"two\"","inputSchema":\#(numbers),"#
            + #""annotations":{"title":"Add","readOnlyHint":true,"destructiveHint":false,"idempotentHint":true,"#
            + #""openWorldHint":false},"_meta":{"anthropic/maxResultSizeChars":100,"anthropic/searchHint":"mine","#
            + #""anthropic/alwaysLoad":true,"own":1}},{"name":"echo","description":"Echoes","inputSchema":\#(empty)},"#
            + #"{"name":"fail","description":"Fails","inputSchema":\#(empty)},"#
            + #"{"name":"refuse","description":"Refuses","inputSchema":\#(empty)}]}"#))
  }

  // MARK: tools/call

  private func result(_ text: String, isError: Bool = false, rpc: String = "1") -> String {
    RouterBench.rpc(
      "m", #""id":\#(rpc),"result":{"content":[{"type":"text","text":"\#(text)"}],"isError":\#(isError)}"#)
  }

  @Test(
    arguments: [
      (#"{"name":"add","arguments":{"a":1,"b":2}}"#, "3", false),
      (#"{"name":"echo","arguments":{ "x" : [1.50] }}"#, #"{ \"x\" : [1.50] }"#, false),
      (#"{"name":"echo"}"#, "{}", false), (#"{"name":"echo","arguments":null}"#, "{}", false),
      (#"{"name":"refuse"}"#, "not today", true), (#"{"name":"fail"}"#, #"no \"fuel\""#, true),
      (#"{"name":"nosuch"}"#, "Tool 'nosuch' not found", true), (#"{"name":""}"#, "Tool '' not found", true),
      (#"{"name":5}"#, "Tool '' not found", true), ("{}", "Tool '' not found", true),
      ("null", "Tool '' not found", true),
      (#""text""#, "Tool '' not found", true),
    ])
  func `a call gives a result, whatever becomes of it`(params: String, text: String, isError: Bool) async throws {
    let line = try await answer(#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":\#(params)}"#)
    #expect(line == result(text, isError: isError))
  }

  @Test func `a call without params is one of a tool that is not there`() async throws {
    #expect(
      try await answer(#"{"jsonrpc":"2.0","id":1,"method":"tools/call"}"#) == result("Tool '' not found", isError: true)
    )
  }

  @Test(arguments: [#"{"a":"x","b":2}"#, #"{"a":1}"#, "[]", #""text""#, "7", #"{"a":1,"b":tru}"#])
  func `arguments that break the schema never reach the tool`(arguments: String) async throws {
    let bench = try bench([
      Tool("add", "Adds", schema: Self.numbers) { _ in
        Issue.record("called")
        return "called"
      }
    ])
    try await bench.call("m", rpc: "1", "add", arguments)
    let line = try #require(bench.sent.all.first)
    #expect(line.contains(#""text":"Input validation error: "#))
    #expect(line.hasSuffix(#""isError":true}}}}}"#))
  }

  @Test func `a violation is told with its place`() async throws {
    let arguments = try #require(JSONView(copying: #"{"a":"x","b":2}"#))
    let violation = try #require(try CompiledSchema(Self.numbers).violation(in: arguments))
    let text = JSONValue.string("Input validation error: \(violation)").serialized().dropFirst().dropLast()
    let params = #"{"name":"add","arguments":{"a":"x","b":2}}"#
    #expect(
      try await answer(#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":\#(params)}"#)
        == result(String(text), isError: true))
  }

  @Test func `each kind of content has its form`() async throws {
    let content: [ToolContent] = [
      .text("a\n\"b\""), .image([1, 2, 3], mediaType: "image/png"), .image(base64: "QUI=", mediaType: "image/gif"),
      .audio([0xFF], mediaType: "audio/wav"), .resource(uri: "file:///x", text: "t", mediaType: "text/plain"),
      .resource(uri: "file:///y", text: "", mediaType: nil),
      .binaryResource(uri: "file:///z", base64: "AAAA", mediaType: "application/pdf"),
      .resourceLink(uri: "http://x", name: "n", description: "d", mediaType: "text/html"),
      .resourceLink(uri: "http://x", name: "n", description: nil, mediaType: nil), .other(["type": "new", "x": [1]]),
      .other([:]),
    ]
    let bench = try bench([
      Tool("all", "All", schema: .object([:])) { _ in
        ToolResult(content, structuredContent: ["n": 1, "o": nil], isError: true)
      },
      Tool("none", "None", schema: .object([:])) { _ in ToolResult([]) },
    ])
    try await bench.call("m", rpc: "1", "all")
    try await bench.call("n", rpc: "2", "none")
    #expect(
      bench.sent.all.first
        == RouterBench.rpc(
          "m",
          #""id":1,"result":{"content":[{"type":"text","text":"a\n\"b\""},"#
            + #"{"type":"image","data":"AQID","mimeType":"image/png"},{"type":"image","data":"QUI=","mimeType":"image/gif"},"#
            + #"{"type":"audio","data":"/w==","mimeType":"audio/wav"},"#
            + #"{"type":"resource","resource":{"uri":"file:///x","mimeType":"text/plain","text":"t"}},"#
            + #"{"type":"resource","resource":{"uri":"file:///y","text":""}},"#
            + #"{"type":"resource","resource":{"uri":"file:///z","mimeType":"application/pdf","blob":"AAAA"}},"#
            + #"{"type":"resource_link","uri":"http://x","name":"n","description":"d","mimeType":"text/html"},"#
            + #"{"type":"resource_link","uri":"http://x","name":"n"},{"type":"new","x":[1]},{}],"#
            + #""structuredContent":{"n":1,"o":null},"isError":true}"#))
    #expect(bench.sent.all.last == RouterBench.rpc("n", #""id":2,"result":{"content":[],"isError":false}"#))
  }

  // MARK: Everything else

  private func error(_ id: String, _ code: Int, _ words: String) -> String {
    RouterBench.rpc("m", #""id":\#(id),"error":{"code":\#(code),"message":"\#(words)"}"#)
  }

  @Test(
    arguments: [
      (#"{"jsonrpc":"2.0","id":1,"method":"resources/list"}"#, "1", -32601, "Method not found: resources/list"),
      (#"{"id":"x","method":""}"#, #""x""#, -32601, "Method not found: "),
      (#"{"id":1,"method":"Tools/Call"}"#, "1", -32601, "Method not found: Tools/Call"),
      (#"{"jsonrpc":"2.0","id":1}"#, "1", -32600, "The message has no method"),
      (#"{"id":1,"method":7}"#, "1", -32600, "The message has no method"),
      (#"{"id":1,"method":null}"#, "1", -32600, "The message has no method"),
      ("{}", "null", -32600, "The message has no method"), ("[]", "null", -32600, "The message has no method"),
      (#""tools/call""#, "null", -32600, "The message has no method"),
    ])
  func `what is no request of ours is refused`(message: String, id: String, code: Int, words: String) async throws {
    #expect(try await answer(message) == error(id, code, words))
  }

  @Test(
    arguments: [
      #""text""#, #""""#, #""a\"b\\\u00e9""#, "0", "-1", "2.5", "1.0", "1e3", "9007199254740993",
      "123456789012345678901234567890", "-0", #"{"a":1}"#, "true",
    ])
  func `an id comes back byte for byte`(id: String) async throws {
    let pong = RouterBench.rpc("m", #""id":\#(id),"result":{}"#)
    #expect(try await answer(#"{"id":\#(id),"method":"ping"}"#) == pong)
    let call = #"{"id":\#(id),"method":"tools/call","params":{"name":"refuse"}}"#
    #expect(try await answer(call) == result("not today", isError: true, rpc: id))
  }

  @Test(
    arguments: [
      #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#, #"{"method":"notifications/cancelled"}"#,
      #"{"method":"notifications/cancelled","params":{"requestId":99}}"#, #"{"method":"tools/call","id":null}"#,
      #"{"method":"tools/call","params":{"name":"add"}}"#, #"{"method":"nobody/knows"}"#, #"{"id":1,"result":{}}"#,
      #"{"id":1,"error":{"code":1}}"#, #"{"result":null}"#,
    ])
  func `what wants no answer is acknowledged`(message: String) async throws {
    #expect(try await answer(message) == RouterBench.rpc("m", #""result":{}"#))
  }

  @Test func `a server that is not there is an error inside a success`() async throws {
    #expect(
      try await answer(#"{"id":4,"method":"tools/list"}"#, to: "nosuch")
        == error("4", -32601, "Server 'nosuch' not found"))
    #expect(
      try await answer(#"{"method":"notifications/initialized"}"#, to: "Calculator")
        == error("null", -32601, "Server 'Calculator' not found"))
  }

  @Test(arguments: [
    #""server_name":"calc""#, #""message":{"id":1,"method":"ping"}"#, #""server_name":7,"message":{}"#,
    #""server_name":"calc","message":null"#,
  ])
  func `a message without a server or a content is an error`(fields: String) async throws {
    let bench = try bench()
    try await bench.ask("m", #"{"subtype":"mcp_message",\#(fields)}"#)
    #expect(bench.sent.all == [RouterBench.failure("m", "Missing server_name or message for MCP request")])
  }
}
