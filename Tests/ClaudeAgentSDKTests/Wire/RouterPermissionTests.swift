import Testing

@testable import ClaudeAgentSDK

@Suite(.timeLimit(.minutes(5))) struct RouterPermissionTests {
  private struct Trouble: Error, CustomStringConvertible { var description: String { "out of paper" } }

  private func bench(
    canDefer: Bool = false, _ decide: @escaping @Sendable (PermissionRequest) throws -> PermissionDecision
  ) throws -> RouterBench {
    try RouterBench {
      $0.canUseTool = PermissionCallback(decide)
      $0.canDefer = canDefer
    }
  }

  private func body(_ input: String = #"{"command":"ls"}"#, _ more: String = "") -> String {
    #"{"subtype":"can_use_tool","tool_name":"Bash","input":\#(input),"tool_use_id":"toolu_1"\#(more)}"#
  }

  /// The payload of the answer to one request.
  private func answer(_ decision: PermissionDecision, input: String = #"{"command":"ls"}"#) async throws -> String? {
    let bench = try bench { _ in decision }
    try await bench.ask("p", body(input))
    let line = try #require(bench.sent.all.first)
    #expect(bench.sent.all.count == 1)
    let head = RouterBench.success("p", "")
    #expect(line.hasPrefix(head.dropLast(2)))
    return String(line.dropFirst(head.count - 2).dropLast(2))
  }

  // MARK: Decisions

  @Test(
    arguments: [
      (.allow(), #"{"behavior":"allow","updatedInput":{"command":"ls"}}"#),
      (.allow([:]), #"{"behavior":"allow","updatedInput":{}}"#),
      (.allow(["b": 1, "a": "\n"]), #"{"behavior":"allow","updatedInput":{"b":1,"a":"\n"}}"#),
      (
        .allow(updatedPermissions: []), #"{"behavior":"allow","updatedInput":{"command":"ls"},"updatedPermissions":[]}"#
      ),
      (.deny("no"), #"{"behavior":"deny","message":"no"}"#), (.deny(""), #"{"behavior":"deny","message":""}"#),
      (.deny("no", interrupt: true), #"{"behavior":"deny","message":"no","interrupt":true}"#),
      (
        .deferred,
        #"{"behavior":"deny","message":"Nobody here can decide later: the decision was put off outside of a client."}"#
      ),
    ] as [(PermissionDecision, String)])
  func `a decision is written as the CLI reads it`(decision: PermissionDecision, payload: String) async throws {
    #expect(try await answer(decision) == payload)
  }

  @Test(
    arguments: [
      #"{ "a" : 1.0e5 ,"b":"\u00e9\/\ud83d" , "a":2, "c":12345678901234567890 }"#, "{}", #"{"é":"\u0000"}"#,
      #"{"deep":[[[[[[{"x":[]}]]]]]]}"#, "[1,2]", #""text""#, "0",
    ])
  func `an allowance gives the input back byte for byte`(input: String) async throws {
    #expect(try await answer(.allow(), input: input) == #"{"behavior":"allow","updatedInput":\#(input)}"#)
  }

  @Test func `an input of a megabyte comes back whole`() async throws {
    let input = #"{"text":"\#(String(repeating: "ü", count: 1 << 19))"}"#
    #expect(try await answer(.allow(), input: input) == #"{"behavior":"allow","updatedInput":\#(input)}"#)
  }

  @Test func `an input that is missing is an empty object`() async throws {
    #expect(try await answer(.allow(), input: "null") == #"{"behavior":"allow","updatedInput":{}}"#)
    let bench = try bench { _ in .allow() }
    try await bench.ask("p", #"{"subtype":"can_use_tool"}"#)
    #expect(bench.sent.all == [RouterBench.success("p", #"{"behavior":"allow","updatedInput":{}}"#)])
  }

  // MARK: Updates of permissions

  @Test func `updates go as they are, suggestions unchanged`() async throws {
    let suggestion =
      #"{"type":"addRules","destination":"localSettings","rules":[{"toolName":"Bash","ruleContent":"ls"}],"behavior":"allow"}"#
    let bench = try bench { request in .allow(updatedPermissions: request.suggestions) }
    try await bench.ask("p", body("{}", #","permission_suggestions":[\#(suggestion)]"#))
    #expect(
      bench.sent.all == [
        RouterBench.success("p", #"{"behavior":"allow","updatedInput":{},"updatedPermissions":[\#(suggestion)]}"#)
      ])
    #expect(bench.recorder.droppedUpdates == [])
  }

  @Test func `one update that cannot be sent keeps all back, and the call goes ahead`() async throws {
    let bench = try bench { request in .allow(updatedPermissions: request.suggestions) }
    try await bench.ask(
      "p",
      body(
        "{}",
        #","permission_suggestions":[{"type":"setMode","mode":"plan","destination":"session"},{"type":"addRules"},{"nothing":1}]"#
      ))
    #expect(bench.sent.all == [RouterBench.success("p", #"{"behavior":"allow","updatedInput":{}}"#)])
    #expect(bench.recorder.droppedUpdates == [1])
  }

  // MARK: Failures

  @Test func `without a callback there is an error`() async throws {
    let bench = try RouterBench()
    try await bench.ask("p", body())
    #expect(bench.sent.all == [RouterBench.failure("p", "No callback for permissions is set")])
  }

  @Test func `a callback that throws denies`() async throws {
    let denial = #"{"behavior":"deny","message":"The permission callback has failed: out of paper"}"#
    let synchronous = try bench { _ in throw Trouble() }
    try await synchronous.ask("p", body())
    #expect(synchronous.sent.all == [RouterBench.success("p", denial)])
    #expect(synchronous.recorder.callbackFailures == ["canUseTool"])
    let asynchronous = try RouterBench {
      $0.canUseTool = PermissionCallback { _ in
        await Task.yield()
        throw Trouble()
      }
    }
    try await asynchronous.ask("p", body())
    #expect(await asynchronous.sent.wait(for: 1) == [RouterBench.success("p", denial)])
  }

  // MARK: Later answers

  @Test func `a decision that is put off is made once`() async throws {
    let bench = try bench(canDefer: true) { _ in .deferred }
    try await bench.ask("p", body(#"{"x": 1}"#))
    #expect(bench.sent.all == [])
    #expect(await bench.onLoop { $0.pending } == ["p"])
    #expect(await bench.onLoop { $0.isServing })
    #expect(await bench.onLoop { $0.answerLater("q", .allow()) } == false)
    #expect(await bench.onLoop { $0.answerLater("p", .deferred) } == false)
    #expect(await bench.onLoop { $0.answerLater("p", .allow()) })
    #expect(await bench.onLoop { $0.answerLater("p", .deny("late")) } == false)
    #expect(bench.sent.all == [RouterBench.success("p", #"{"behavior":"allow","updatedInput":{"x": 1}}"#)])
    #expect(await bench.onLoop { $0.isServing } == false)
  }

  @Test func `a decision that is put off and taken back, or outlived, is none`() async throws {
    let bench = try bench(canDefer: true) { _ in .deferred }
    try await bench.ask("a", body())
    try await bench.ask("b", body())
    await bench.cancel("a")
    #expect(await bench.onLoop { $0.answerLater("a", .allow()) } == false)
    await bench.onLoop { $0.close() }
    #expect(await bench.onLoop { $0.answerLater("b", .allow()) } == false)
    #expect(bench.sent.all == [])
    #expect(await bench.onLoop { $0.pending } == [])
  }

  @Test func `only so many decisions can be put off`() async throws {
    let bench = try bench(canDefer: true) { _ in .deferred }
    for number in 0..<ControlRouter.deferredLimit { try await bench.ask("p\(number)", body()) }
    #expect(bench.sent.all == [])
    try await bench.ask("one more", body())
    #expect(
      bench.sent.all == [
        RouterBench.success("one more", #"{"behavior":"deny","message":"256 decisions are put off already."}"#)
      ])
    #expect(await bench.onLoop { $0.answerLater("p7", .deny("x")) })
    try await bench.ask("again", body())
    #expect(bench.sent.all.count == 2)
    #expect(await bench.onLoop { $0.pending.count } == ControlRouter.deferredLimit)
  }

  @Test func `a request can be kept and answered by its id`() async throws {
    let bench = try bench(canDefer: true) { request in
      #expect(request.requestID == "p")
      #expect(request.copy().requestID == "p")
      #expect(request.copy().input.rawText == #"{"command":"ls"}"#)
      return .deferred
    }
    try await bench.ask("p", body())
    #expect(await bench.onLoop { $0.pending } == ["p"])
  }

  @Test func `the same id twice while the first waits is one answer`() async throws {
    let bench = try bench(canDefer: true) { _ in .deferred }
    try await bench.ask("p", body())
    try await bench.ask("p", body(#"{"other":1}"#))
    #expect(bench.recorder.repeated == ["p"])
    #expect(await bench.onLoop { $0.answerLater("p", .allow()) })
    #expect(bench.sent.all == [RouterBench.success("p", #"{"behavior":"allow","updatedInput":{"command":"ls"}}"#)])
  }
}
