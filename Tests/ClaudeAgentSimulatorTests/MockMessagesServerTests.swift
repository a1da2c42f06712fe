import Foundation
import Testing

@testable import ClaudeAgentSimulator

@Suite struct MockMessagesServerTests {
  @Test func `a stream has its events in the order of the real API`() async throws {
    try await MockMessagesServer.withServer { server in
      let answer = try await RawClient(port: server.port).ask("SCENARIO:simple")
      #expect(answer.status == 200)
      #expect(answer.header("content-type") == "text/event-stream; charset=utf-8")
      #expect(answer.header("request-id")?.hasPrefix("req_01") == true)
      #expect(
        answer.events == [
          "message_start", "ping", "content_block_start", "content_block_delta", "content_block_delta",
          "content_block_stop", "message_delta", "message_stop",
        ])
      #expect(answer.deltaText == "Hello! How can I help you today?")
      #expect(answer.ending == .ended)
    }
  }

  @Test func `who measures is told when a request had come and its answer had gone`() async throws {
    let served = Served()
    let server = try await MockMessagesServer.started { served.add($0) }
    let began = ServedRequest.now
    for stream in [true, false] {
      _ = try await RawClient(port: server.port).ask("SCENARIO:slow", stream: stream)
    }
    await server.stop()
    let all = served.all
    #expect(all.map(\.record.scenario) == ["slow", "slow"])
    #expect(all.allSatisfy { began <= $0.received && $0.received + 0.1 <= $0.answered })
    #expect(all.map(\.answered).allSatisfy { $0 <= ServedRequest.now })
  }

  @Test(arguments: [true, false])
  func `a prompt without scenario is answered with its words in reverse order`(stream: Bool) async throws {
    try await MockMessagesServer.withServer { server in
      let answer = try await RawClient(port: server.port).ask("red fox 7431", stream: stream)
      if stream {
        #expect(answer.deltaText == "7431 fox red")
      } else {
        let content = answer.json["content"] as? [[String: Any]]
        #expect(content?.first?["text"] as? String == "7431 fox red")
        #expect(answer.json["stop_reason"] as? String == "end_turn")
        #expect(answer.json["model"] as? String == "claude-test")
        #expect(answer.header("content-type") == "application/json")
      }
    }
  }

  @Test func `errors carry status, type and headers, and end with the attempt that succeeds`() async throws {
    try await MockMessagesServer.withServer { server in
      let client = RawClient(port: server.port)
      for _ in 0..<2 {
        let refused = try await client.ask("SCENARIO:error_429_retry")
        #expect(refused.status == 429)
        #expect(refused.header("retry-after") == "1")
        #expect((refused.json["error"] as? [String: Any])?["type"] as? String == "rate_limit_error")
      }
      let answer = try await client.ask("SCENARIO:error_429_retry")
      #expect(answer.status == 200)
      #expect(answer.deltaText == "After two retries.")
      #expect(server.requests.map(\.attempt) == [0, 1, 2])
      #expect(server.requests.map(\.status) == [429, 429, 200])
    }
  }

  @Test(arguments: [("error_400", 400), ("error_401", 401), ("error_500", 500), ("error_529_retry", 529)])
  func `the bundled errors have their status`(scenario: String, status: Int) async throws {
    try await MockMessagesServer.withServer { server in
      let answer = try await RawClient(port: server.port).ask("SCENARIO:\(scenario)")
      #expect(answer.status == status)
      #expect(answer.json["type"] as? String == "error")
    }
  }

  @Test func `a closed stream ends early and the next attempt is whole`() async throws {
    try await MockMessagesServer.withServer { server in
      let client = RawClient(port: server.port)
      let broken = try await client.ask("SCENARIO:broken_stream")
      #expect(broken.ending == .ended)
      #expect(
        broken.events == [
          "message_start", "ping", "content_block_start", "content_block_delta", "content_block_delta",
        ])
      #expect(try await client.ask("SCENARIO:broken_stream").deltaText == "Whole answer.")
    }
  }

  @Test func `a reset connection is seen as a reset`() async throws {
    try await MockMessagesServer.withServer { server in
      let client = RawClient(port: server.port)
      #expect(try await client.ask("SCENARIO:reset").ending == .reset)
      let whole = try await client.ask("SCENARIO:reset")
      #expect(whole.ending == .ended)
      #expect(whole.deltaText == "Whole after a reset.")
    }
  }

  @Test func `an error event and bad JSON come after the events before them`() async throws {
    try await MockMessagesServer.withServer { server in
      let client = RawClient(port: server.port)
      let failed = try await client.ask("SCENARIO:error_event")
      #expect(failed.events.count == 6)
      #expect(failed.events.last == "error")
      #expect(failed.body.contains(#"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#))
      #expect(try await client.ask("SCENARIO:bad_json").body.hasSuffix("\"index\":0,\"del\n\n"))
    }
  }

  @Test func `stop ends a hanging stream and frees the port`() async throws {
    let server = try await MockMessagesServer.started()
    let client = RawClient(port: server.port)
    let (texts, seen) = AsyncStream<String>.makeStream()
    async let hanging = client.post(RawClient.prompt("SCENARIO:hang"), watch: { seen.yield($0) })
    // The scenario hangs after its fifth event.
    for await text in texts where RawClient.Answer(text: text, ending: .ended).events.count == 5 { break }
    let begin = ContinuousClock.now
    await server.stop()
    // At once on a quiet machine; this one may be busy.
    #expect(ContinuousClock.now - begin < .seconds(180))
    let answer = try await hanging
    #expect(answer.ending == .ended)
    #expect(answer.events.last == "content_block_delta")
    #expect(try await client.ask("late").ending == .refused)
    await server.stop()
  }

  @Test func `delays are kept and stay within bounds`() async throws {
    try await MockMessagesServer.withServer { server in
      let clock = ContinuousClock()
      let begin = clock.now
      let answer = try await RawClient(port: server.port).ask("SCENARIO:slow")
      let taken = clock.now - begin
      // 100 ms before the first event, and 7 deltas with 20 ms after each.
      #expect(answer.events.count { $0 == "content_block_delta" } == 7)
      #expect(taken >= .milliseconds(240))
      #expect(taken < .seconds(180))
    }
  }

  @Test func `a second step follows the tool result`() async throws {
    try await MockMessagesServer.withServer { server in
      let client = RawClient(port: server.port)
      let first = try await client.ask("SCENARIO:bash", stream: false)
      #expect(first.json["stop_reason"] as? String == "tool_use")
      let blocks = first.json["content"] as? [[String: Any]] ?? []
      #expect(blocks.map { $0["type"] as? String } == ["text", "tool_use"])
      let id = try #require(blocks.last?["id"] as? String)
      #expect(id.hasPrefix("toolu_01"))
      let second = try await client.post(
        """
        {"model":"m","messages":[{"role":"user","content":"SCENARIO:bash"},{"role":"assistant","content":[]},
        {"role":"user","content":[{"type":"tool_result","tool_use_id":"\(id)","content":"simulated"}]}]}
        """)
      #expect((second.json["content"] as? [[String: Any]])?.first?["text"] as? String == "The command is done.")
      #expect(server.requests.map(\.step) == [0, 1])
      #expect(server.requests.last?.conversationText == "SCENARIO:bash\n\nsimulated")
    }
  }

  @Test func `an answer waits for its gate, and for a gate that is open it does not wait`() async throws {
    let scenarios = try ScenarioLibrary(
      json: #"{"held":{"steps":[{"gate":"first","content":[{"type":"text","text":"Let through."}]}]}}"#)
    try await MockMessagesServer.withServer(scenarios: scenarios) { server in
      let client = RawClient(port: server.port)
      server.open(gate: "another")
      async let held = client.ask("SCENARIO:held")
      // The request is in the log before its answer begins; a second client is served meanwhile.
      while server.requestCount == 0 { await Task.yield() }
      let other = try await client.ask("one two")
      #expect(other.deltaText == "two one")
      #expect(server.requests.map(\.scenario) == ["held", nil])
      server.open(gate: "first")
      let (first, second) = (try await held, try await client.ask("SCENARIO:held"))
      #expect([first.deltaText, second.deltaText] == ["Let through.", "Let through."])
    }
  }

  @Test func `stop ends an answer that waits for its gate`() async throws {
    let server = try await MockMessagesServer.started(
      scenarios: try ScenarioLibrary(json: #"{"held":{"steps":[{"gate":"never"}]}}"#))
    let client = RawClient(port: server.port)
    async let held = client.ask("SCENARIO:held")
    while server.requestCount == 0 { await Task.yield() }
    await server.stop()
    let answer = try await held
    #expect(answer.ending == .ended)
    #expect(answer.text.isEmpty)
  }

  @Test func `a long text arrives whole`() async throws {
    try await MockMessagesServer.withServer { server in
      let answer = try await RawClient(port: server.port).ask("SCENARIO:long_text")
      #expect(answer.deltaText.utf8.count == 1 << 20)
    }
  }

  @Test func `a connection serves several requests`() async throws {
    try await MockMessagesServer.withServer { server in
      let kept = RawClient.request(RawClient.prompt("one two", stream: false), connection: "keep-alive")
      let last = RawClient.request("{}", path: "/v1/messages/count_tokens")
      let answer = try await RawClient(port: server.port).send([kept, last])
      #expect(answer.text.components(separatedBy: "HTTP/1.1 200 OK").count == 3)
      #expect(answer.text.contains("two one"))
      #expect(answer.text.hasSuffix(#"{"input_tokens":1}"#))
      #expect(server.requestCount == 2)
    }
  }

  @Test func `unknown paths and bad bodies get errors as the API words them`() async throws {
    try await MockMessagesServer.withServer { server in
      let client = RawClient(port: server.port)
      let missing = try await client.post("{}", path: "/v1/other")
      #expect(missing.status == 404)
      #expect((missing.json["error"] as? [String: Any])?["type"] as? String == "not_found_error")
      #expect(try await client.post("{not json").status == 400)
      #expect(try await client.send(["no request at all\r\n\r\n"]).status == 400)
      #expect(try await client.send(["HEAD / HTTP/1.1\r\nconnection: close\r\n\r\n"]).status == 200)
    }
  }

  @Test func `the log keeps what was asked, but no credentials`() async throws {
    let server = try await MockMessagesServer.started(logLimit: 2)
    let client = RawClient(port: server.port)
    for word in ["a", "b", "c"] { _ = try await client.ask("SCENARIO:simple \(word)") }
    #expect(server.requestCount == 3)
    #expect(server.requests.map(\.lastUserText) == ["SCENARIO:simple b", "SCENARIO:simple c"])
    let last = try #require(server.requests.last)
    #expect(last.path == "/v1/messages?beta=true")
    #expect(last.method == "POST")
    #expect(last.model == "claude-test")
    #expect(last.isStreaming)
    #expect(last.scenario == "simple")
    #expect(last.headers["content-type"] == "application/json")
    #expect(last.headers["x-api-key"] == nil)
    await server.stop()
  }

  @Test func `runs have attempt counters of their own`() async throws {
    try await MockMessagesServer.withServer { server in
      let client = RawClient(port: server.port)
      let body = RawClient.prompt("SCENARIO:error_529_retry")
      var statuses: [Int] = []
      for run in ["a", "b", "a"] {
        statuses.append(try await client.post(body, path: "/run/\(run)/v1/messages").status)
      }
      #expect(statuses == [529, 529, 200])
    }
  }

  @Test func `many clients at once are all answered`() async throws {
    try await MockMessagesServer.withServer { server in
      let client = RawClient(port: server.port)
      let texts = try await withThrowingTaskGroup(of: String.self) { group in
        for number in 0..<50 { group.addTask { try await client.ask("number \(number)").deltaText } }
        return try await group.reduce(into: Set<String>()) { $0.insert($1) }
      }
      #expect(texts == Set((0..<50).map { "\($0) number" }))
      #expect(server.requestCount == 50)
    }
  }

  @Test func `a port that is taken is an error`() async throws {
    try await MockMessagesServer.withServer { server in
      await #expect(throws: SimulatorError.self) {
        try await MockMessagesServer.started(port: server.port).stop()
      }
    }
  }
}

/// What a server has told.
private final class Served: Sendable {
  private let list = Locked<[ServedRequest]>([])

  func add(_ one: ServedRequest) { list.withLock { $0.append(one) } }
  var all: [ServedRequest] { list.withLock { $0 } }
}
