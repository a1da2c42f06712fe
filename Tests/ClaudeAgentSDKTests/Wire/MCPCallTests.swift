import ClaudeAgentTestKit
import Testing

@testable import ClaudeAgentSDK

/// Calls of tools that take their time.
@Suite(.timeLimit(.minutes(5))) struct MCPCallTests {
  private let gate = Gate()

  private func bench(
    timeout: Duration? = nil, _ body: (@Sendable (JSONView, ToolContext) async throws -> ToolResult)? = nil
  ) throws -> RouterBench {
    let body =
      body ?? { [gate] input, _ in
        let name = input["name"]?.string ?? ""
        await gate.pass(name)
        return .text(name)
      }
    var slow = Tool("slow", "Takes its time", schema: .object(["name": .optional(.string())]), body)
    slow.timeout = timeout
    let quick = Tool("quick", "Takes none", schema: .object([:])) { _ in "now" }
    let tools = [slow, quick]
    return try RouterBench {
      $0.servers["calc"] = MCPServer("calc", tools: tools)
      $0.servers["other"] = MCPServer("other", tools: tools)
    }
  }

  private func text(_ id: String, rpc: String, _ text: String, isError: Bool = false) -> String {
    RouterBench.rpc(
      id, #""id":\#(rpc),"result":{"content":[{"type":"text","text":"\#(text)"}],"isError":\#(isError)}"#)
  }

  private func cancellation(of rpc: String) -> String {
    #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":\#(rpc),"reason":"user"}}"#
  }

  @Test func `calls run concurrently and are answered in the order of their ends`() async throws {
    let bench = try bench()
    for number in 0..<50 { try await bench.call("m\(number)", rpc: "\(number)", "slow", #"{"name":"\#(number)"}"#) }
    await gate.untilArrived(50)
    try await bench.call("q", rpc: "50", "quick")
    #expect(bench.sent.all == [text("q", rpc: "50", "now")])
    for number in (0..<50).reversed() {
      await gate.open("\(number)")
      let lines = await bench.sent.wait(for: 51 - number)
      #expect(lines.last == text("m\(number)", rpc: "\(number)", "\(number)"))
    }
    #expect(await bench.onLoop { $0.isServing } == false)
  }

  @Test func `an id in use is refused, but not at another server, nor in another form`() async throws {
    let bench = try bench()
    try await bench.call("m1", rpc: "1", "slow", #"{"name":"a"}"#)
    await gate.hasArrived("a")
    try await bench.call("m2", rpc: "1", "slow", #"{"name":"b"}"#)
    #expect(
      bench.sent.all == [
        RouterBench.rpc("m2", #""id":1,"error":{"code":-32603,"message":"Request id 1 is already in flight"}"#)
      ])
    try await bench.call("m3", rpc: #""1""#, "slow", #"{"name":"c"}"#)
    try await bench.message(
      "m4", #"{"id":1,"method":"tools/call","params":{"name":"slow","arguments":{"name":"d"}}}"#, to: "other")
    await gate.untilArrived(3)
    for name in ["a", "c", "d"] { await gate.open(name) }
    _ = await bench.sent.wait(for: 4)
    // Answered, so the id is free.
    try await bench.call("m5", rpc: "1", "slow", #"{"name":"a"}"#)
    #expect(await bench.sent.wait(for: 5).last == text("m5", rpc: "1", "a"))
  }

  // MARK: Taking back

  @Test func `a cancelled call is answered at once, its result is nobody's, its id is kept until it ends`() async throws
  {
    let bench = try bench()
    try await bench.call("m1", rpc: #""x""#, "slow", #"{"name":"a"}"#)
    await gate.hasArrived("a")
    try await bench.message("c1", cancellation(of: #""x""#))
    let cancelled = RouterBench.rpc("m1", #""id":"x","error":{"code":-32800,"message":"Request cancelled"}"#)
    #expect(bench.sent.all == [cancelled, RouterBench.rpc("c1", #""result":{}"#)])
    // The CLI waits for it no longer.
    #expect(await bench.onLoop { $0.isServing } == false)
    try await bench.call("m2", rpc: #""x""#, "slow", #"{"name":"b"}"#)
    #expect(bench.sent.all.last?.contains("is already in flight") == true)
    // Again, and taken back twice over: nothing.
    try await bench.message("c2", cancellation(of: #""x""#))
    await bench.cancel("m1")
    await gate.open("a")
    await gate.hasLeft("a")
    #expect(await bench.untilRunning(0))
    #expect(bench.sent.all.count == 4)
    try await bench.call("m3", rpc: #""x""#, "slow", #"{"name":"a"}"#)
    #expect(await bench.sent.wait(for: 5).last == text("m3", rpc: #""x""#, "a"))
  }

  @Test func `a cancelled call's task is cancelled`() async throws {
    let bench = try bench { [gate] _, _ in
      try await gate.passUnlessCancelled("a")
      return "done"
    }
    try await bench.call("m1", rpc: "1", "slow")
    await gate.hasArrived("a")
    try await bench.message("c1", cancellation(of: "1"))
    await gate.hasLeft("a")
    #expect(await gate.cancelled == ["a"])
    #expect(await bench.untilRunning(0))
    #expect(bench.sent.all.count == 2)
    // What a cancelled tool throws is no failure of it.
    #expect(bench.recorder.callbackFailures == [])
  }

  @Test func `a control request that is taken back gets no answer, and keeps the id until the tool ends`() async throws
  {
    let bench = try bench()
    try await bench.call("m1", rpc: "1", "slow", #"{"name":"a"}"#)
    await gate.hasArrived("a")
    await bench.cancel("m1")
    #expect(await bench.onLoop { $0.isServing } == false)
    try await bench.call("m2", rpc: "1", "slow", #"{"name":"b"}"#)
    #expect(bench.sent.all.count == 1)
    #expect(bench.sent.all[0].contains("Request id 1 is already in flight"))
    await gate.open("a")
    await gate.hasLeft("a")
    #expect(await bench.untilRunning(0))
    #expect(bench.sent.all.count == 1)
    try await bench.call("m3", rpc: "1", "quick")
    #expect(bench.sent.all.last == text("m3", rpc: "1", "now"))
  }

  @Test func `the id of a control request that was taken back may be used again`() async throws {
    let bench = try bench()
    try await bench.call("m", rpc: "1", "slow", #"{"name":"a"}"#)
    await gate.hasArrived("a")
    await bench.cancel("m")
    try await bench.call("m", rpc: "2", "slow", #"{"name":"b"}"#)
    await gate.hasArrived("b")
    #expect(bench.recorder.repeated == [])
    await gate.open("b")
    #expect(await bench.sent.wait(for: 1) == [text("m", rpc: "2", "b")])
    await gate.open("a")
    await gate.hasLeft("a")
    #expect(await bench.untilRunning(0))
    #expect(bench.sent.all.count == 1)
  }

  // MARK: Time

  @Test func `a tool that takes too long is an error, and its late result is nobody's`() async throws {
    let bench = try bench(timeout: .seconds(5))
    try await bench.call("m1", rpc: "1", "slow", #"{"name":"a"}"#)
    await gate.hasArrived("a")
    #expect(bench.clock.pendingCount == 1)
    bench.clock.advance(by: .milliseconds(4999))
    await bench.settle()
    #expect(bench.sent.all == [])
    bench.clock.advance(by: .milliseconds(1))
    #expect(
      await bench.sent.wait(for: 1) == [text("m1", rpc: "1", "The tool did not end within 5.0 seconds.", isError: true)]
    )
    await gate.open("a")
    await gate.hasLeft("a")
    #expect(await bench.untilRunning(0))
    #expect(bench.sent.all.count == 1)
    #expect(bench.clock.pendingCount == 0)
  }

  @Test func `a tool in time leaves no clock behind, nor do the end and a cancellation`() async throws {
    let bench = try bench(timeout: .seconds(5))
    for (number, name) in ["a", "b", "c"].enumerated() {
      try await bench.call("m\(number)", rpc: "\(number)", "slow", #"{"name":"\#(name)"}"#)
    }
    await gate.untilArrived(3)
    #expect(bench.clock.pendingCount == 3)
    await gate.open("a")
    _ = await bench.sent.wait(for: 1)
    #expect(bench.clock.pendingCount == 2)
    await bench.cancel("m1")
    #expect(bench.clock.pendingCount == 1)
    await bench.onLoop { $0.close() }
    #expect(bench.clock.pendingCount == 0)
    bench.clock.advance(by: .seconds(60))
    await bench.settle()
    #expect(bench.sent.all.count == 1)
    await gate.open("b")
    await gate.open("c")
  }

  // MARK: Progress

  private func call(_ id: String, token: String) -> String {
    #"{"id":\#(id),"method":"tools/call","params":{"name":"slow","_meta":{"progressToken":\#(token),"claudecode/toolUseId":"toolu_7"}}}"#
  }

  @Test func `progress is told under the token, before the result`() async throws {
    let bench = try bench { _, context in
      #expect(context.serverName == "calc" && context.toolName == "slow" && context.toolUseID == "toolu_7")
      context.report(progress: 1)
      context.report(progress: 2.5, total: 10, message: "half\n")
      context.report(progress: .nan)
      context.report(progress: 3, total: .infinity)
      return "done"
    }
    try await bench.message("m", call("1", token: #""t\u0041""#))
    let lines = await bench.sent.wait(for: 4)
    let heads = lines.prefix(3).map { line in
      line.replacing(/"request_id":"progress_[0-9a-f-]+"/, with: #""request_id":"ID""#)
    }
    func frame(_ params: String) -> String {
      #"{"type":"control_request","request_id":"ID","request":{"subtype":"mcp_message","server_name":"calc","message":"#
        + #"{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"t\u0041",\#(params)}}}}"#
    }
    #expect(
      heads == [
        frame(#""progress":1.0"#), frame(#""progress":2.5,"total":10.0,"message":"half\n""#),
        frame(#""progress":3.0"#),
      ])
    #expect(lines.last == text("m", rpc: "1", "done"))
  }

  @Test func `no progress is told to who has not asked, nor when nobody waits any more`() async throws {
    let bench = try bench { [gate] _, context in
      context.report(progress: 1)
      await gate.pass("a")
      context.report(progress: 2)
      return "done"
    }
    try await bench.call("m1", rpc: "1", "slow")
    await gate.hasArrived("a")
    #expect(bench.sent.all == [])
    try await bench.message("m2", call("2", token: "7"))
    await gate.untilArrived(2)
    _ = await bench.sent.wait(for: 1)
    await bench.cancel("m2")
    await bench.cancel("m1")
    await gate.open("a")
    #expect(await bench.untilRunning(0))
    #expect(bench.sent.all.count == 1)
  }

  @Test func `only so many calls run at once`() async throws {
    let bench = try bench()
    for number in 0..<MCPBridge.callLimit { try await bench.call("m\(number)", rpc: "\(number)", "slow") }
    try await bench.call("more", rpc: "5000", "slow")
    #expect(
      bench.sent.all == [
        RouterBench.rpc("more", #""id":5000,"error":{"code":-32603,"message":"1024 calls are in flight already"}"#)
      ])
    await gate.open("")
    #expect(await bench.sent.wait(for: 1 + MCPBridge.callLimit).count == 1 + MCPBridge.callLimit)
    try await bench.call("again", rpc: "5000", "quick")
    #expect(bench.sent.all.last == text("again", rpc: "5000", "now"))
  }
}
