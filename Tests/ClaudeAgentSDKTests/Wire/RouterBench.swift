import FastTransport
import Testing

@testable import ClaudeAgentSDK
@testable import ClaudeAgentTestKit

/// A router without a connection: requests go in as the CLI writes them, lines come out.
final class RouterBench: Sendable {
  let loop: EventLoop
  private let group: LoopGroup
  let clock = ManualClock()
  let recorder = EventRecorder()
  let router: ControlRouter
  let sent = SentLines()

  init(_ change: (inout HandlerTable) -> Void = { _ in }) throws {
    group = try LoopGroup.shared()
    loop = group.acquire()
    let events = EventSink(observer: recorder, log: nil)
    router = ControlRouter(loop: loop, deadlines: clock, events: events) { [sent] in sent.append($0) }
    var table = HandlerTable()
    change(&table)
    router.handlers = table
  }

  deinit { group.release(loop) }

  /// Runs `body` on the loop and waits for it.
  func onLoop<Value: Sendable>(_ body: @escaping @Sendable (ControlRouter) -> Value) async -> Value {
    await withCheckedContinuation { (done: CheckedContinuation<Value, Never>) in
      loop.run { [router] in done.resume(returning: body(router)) }
    }
  }

  /// A whole line of the CLI's; waits until it has been looked at.
  func receive(line: String) async throws {
    let node = try #require(JSONNode(copying: Array(line.utf8)))
    await onLoop { $0.receive(node) }
  }

  /// A request, by the text of its body.
  func ask(_ id: String, _ body: String) async throws {
    try await receive(line: #"{"type":"control_request","request_id":"\#(id)","request":\#(body)}"#)
  }

  /// A message to the in-process server `calc`.
  func message(_ id: String, _ message: String, to server: String = "calc") async throws {
    try await ask(id, #"{"subtype":"mcp_message","server_name":"\#(server)","message":\#(message)}"#)
  }

  /// A call of a tool of the server `calc`.
  func call(_ id: String, rpc: String, _ tool: String, _ arguments: String = "{}") async throws {
    try await message(
      id,
      #"{"jsonrpc":"2.0","id":\#(rpc),"method":"tools/call","params":{"name":"\#(tool)","arguments":\#(arguments)}}"#)
  }

  func cancel(_ id: String) async { await onLoop { $0.cancel(id) } }

  /// What the loop has to do is done; callbacks that do not wait for anything have ended.
  func settle() async {
    for _ in 0..<4 { await onLoop { _ in } }
  }

  /// Waits until only so many callbacks run, those that no request waits for included.
  func untilRunning(_ count: Int) async -> Bool {
    await Eventually.holds { await onLoop { $0.runner.total } == count }
  }

  /// The payload of an answer that is a success, as it was written.
  static func success(_ id: String, _ payload: String) -> String {
    #"{"type":"control_response","response":{"subtype":"success","request_id":"\#(id)","response":\#(payload)}}"#
  }

  /// An answer that is an error.
  static func failure(_ id: String, _ words: String) -> String {
    #"{"type":"control_response","response":{"subtype":"error","request_id":"\#(id)","error":"\#(words)"}}"#
  }

  /// An answer of a server.
  static func rpc(_ id: String, _ body: String) -> String {
    success(id, #"{"mcp_response":{"jsonrpc":"2.0",\#(body)}}"#)
  }
}

/// The lines that were sent, each checked to be one whole line.
final class SentLines: Sendable {
  private struct State {
    var lines: [String] = []
    var waiters: [(count: Int, done: CheckedContinuation<[String], Never>)] = []
  }
  private let state = Guarded(State())

  func append(_ bytes: [UInt8]) {
    #expect(bytes.last == 0x0A && bytes.filter { $0 == 0x0A }.count == 1, "no whole line")
    let line = String(decoding: bytes.dropLast(), as: UTF8.self)
    let (lines, due) = state.withLock { state in
      state.lines.append(line)
      let due = state.waiters.filter { $0.count <= state.lines.count }
      state.waiters.removeAll { $0.count <= state.lines.count }
      return (state.lines, due)
    }
    for waiter in due { waiter.done.resume(returning: lines) }
  }

  var all: [String] { state.withLock { $0.lines } }

  /// Waits until there are so many, and gives back all.
  func wait(for count: Int) async -> [String] {
    await withCheckedContinuation { (done: CheckedContinuation<[String], Never>) in
      let lines: [String]? = state.withLock { state in
        if state.lines.count >= count { return state.lines }
        state.waiters.append((count, done))
        return nil
      }
      if let lines { done.resume(returning: lines) }
    }
  }
}
