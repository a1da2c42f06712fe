import Testing

@testable import ClaudeAgentSDK

@Suite(.timeLimit(.minutes(5))) struct RouterHookTests {
  private struct Trouble: Error, CustomStringConvertible { var description: String { "the house burns" } }

  private func bench(_ hooks: [Hook], _ execution: CallbackExecution = .onLoop) throws -> RouterBench {
    try RouterBench {
      $0.hooks = HookTable(hooks)
      $0.execution = execution
    }
  }

  private func body(_ id: String = "hook_0", _ input: String = "{}") -> String {
    #"{"subtype":"hook_callback","callback_id":"\#(id)","input":\#(input),"tool_use_id":"toolu_1"}"#
  }

  @Test func `a synchronous hook answers before the next request is looked at`() async throws {
    let bench = try bench([
      Hook(.preToolUse) { call in call.toolName == "Bash" ? .deny("no \(call.toolUseID)") : .continue }
    ])
    try await bench.ask("h1", body("hook_0", #"{"tool_name":"Bash","tool_use_id":"toolu_1"}"#))
    try await bench.ask("h2", body("hook_0", #"{"tool_name":"Read"}"#))
    #expect(
      bench.sent.all == [
        RouterBench.success(
          "h1",
          #"{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny","#
            + #""permissionDecisionReason":"no toolu_1"}}"#),
        RouterBench.success("h2", "{}"),
      ])
  }

  @Test(arguments: [CallbackExecution.onLoop, .concurrently])
  func `an asynchronous hook answers when it is done`(execution: CallbackExecution) async throws {
    let gate = Gate()
    let bench = try bench(
      [
        Hook(.postToolUse) { _ in
          await gate.pass("hook")
          return .block("seen")
        }
      ], execution)
    try await bench.ask("h1", body())
    await gate.hasArrived("hook")
    #expect(bench.sent.all == [])
    #expect(await bench.onLoop { $0.pending } == ["h1"])
    await gate.open("hook")
    #expect(await bench.sent.wait(for: 1) == [RouterBench.success("h1", #"{"decision":"block","reason":"seen"}"#)])
    #expect(await bench.onLoop { $0.isServing } == false)
  }

  @Test func `callbacks that run at once are answered in the order of their ends`() async throws {
    let gate = Gate()
    let bench = try bench([
      Hook(.postToolUse) { call in
        await gate.pass(call.toolName)
        return .continue
      }
    ])
    let count = 300
    for number in 0..<count { try await bench.ask("h\(number)", body("hook_0", #"{"tool_name":"\#(number)"}"#)) }
    await gate.untilArrived(count)
    #expect(await bench.onLoop { $0.pending.count } == count)
    for number in (0..<count).reversed() {
      await gate.open("\(number)")
      let lines = await bench.sent.wait(for: count - number)
      #expect(lines.last == RouterBench.success("h\(number)", "{}"))
    }
    #expect(bench.sent.all.count == count)
  }

  @Test(arguments: [true, false]) func `a hook that throws at a gating event says no`(isSynchronous: Bool) async throws
  {
    let reason = "The hook has failed: the house burns"
    let hooks =
      isSynchronous
      ? [
        Hook(.preToolUse) { _ in throw Trouble() }, Hook(.permissionRequest) { _ in throw Trouble() },
        Hook(.userPromptSubmit) { _ in throw Trouble() },
      ]
      : [
        Hook(.preToolUse) { _ in
          await Task.yield()
          throw Trouble()
        },
        Hook(.permissionRequest) { _ in
          await Task.yield()
          throw Trouble()
        },
        Hook(.userPromptSubmit) { _ in
          await Task.yield()
          throw Trouble()
        },
      ]
    let bench = try bench(hooks)
    for number in 0..<3 {
      try await bench.ask("h\(number)", body("hook_\(number)"))
      _ = await bench.sent.wait(for: number + 1)
    }
    #expect(
      bench.sent.all == [
        RouterBench.success(
          "h0",
          #"{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny","permissionDecisionReason":"\#(reason)"}}"#
        ),
        RouterBench.success(
          "h1",
          #"{"hookSpecificOutput":{"hookEventName":"PermissionRequest","decision":{"behavior":"deny","message":"\#(reason)"}}}"#
        ),
        RouterBench.success("h2", #"{"decision":"block","reason":"\#(reason)"}"#),
      ])
    #expect(bench.recorder.callbackFailures == ["hook PreToolUse", "hook PermissionRequest", "hook UserPromptSubmit"])
  }

  @Test func `a hook that throws elsewhere, or may go on, is an error for the CLI`() async throws {
    let bench = try bench([
      Hook(.preToolUse, onFailure: .continue) { _ in throw Trouble() },
      Hook(.stop) { _ in throw ClaudeAgentError(.invalidInput, detail: "A \"detail\".", advice: "An advice.") },
      Hook(.named("FromTheFuture"), onFailure: .block) { _ in throw Trouble() },
    ])
    for number in 0..<3 { try await bench.ask("h\(number)", body("hook_\(number)")) }
    #expect(
      bench.sent.all == [
        RouterBench.failure("h0", "the house burns"), RouterBench.failure("h1", #"A \"detail\"."#),
        RouterBench.failure("h2", "the house burns"),
      ])
  }

  @Test(
    arguments: [
      (#""hook_9""#, "hook_9"), (#""""#, ""), ("7", ""), ("null", ""), (#""hook_-1""#, "hook_-1"),
      (#""hook_00""#, "hook_00"), (#""hook_99999999999999999999""#, "hook_99999999999999999999"),
    ])
  func `an id that was not given out is an error`(id: String, shown: String) async throws {
    let bench = try bench([Hook(.stop) { _ in .continue }])
    try await bench.ask("h", #"{"subtype":"hook_callback","callback_id":\#(id),"input":{}}"#)
    try await bench.ask("i", #"{"subtype":"hook_callback"}"#)
    #expect(
      bench.sent.all == [
        RouterBench.failure("h", "No hook callback found for ID: \(shown)"),
        RouterBench.failure("i", "No hook callback found for ID: "),
      ])
  }

  @Test func `input that is missing or broken is no trap`() async throws {
    let bench = try bench([Hook(.preToolUse) { call in .deny("[\(call.toolName)]") }])
    for input in ["null", "7", #""text""#, "[]", #"{"tool_name":5}"#] {
      try await bench.ask("h", #"{"subtype":"hook_callback","callback_id":"hook_0","input":\#(input)}"#)
    }
    try await bench.ask("h", #"{"subtype":"hook_callback","callback_id":"hook_0"}"#)
    #expect(bench.sent.all.count == 6)
    #expect(bench.sent.all.allSatisfy { $0.contains(#""permissionDecisionReason":"[]""#) })
  }

  @Test func `a hook that the CLI takes back is cancelled and answers nothing`() async throws {
    let gate = Gate()
    let bench = try bench([
      Hook(.stop) { _ in
        try await gate.passUnlessCancelled("hook")
        return .continue
      }
    ])
    try await bench.ask("h1", body())
    await gate.hasArrived("hook")
    await bench.cancel("nobody")
    await bench.cancel("h1")
    #expect(await bench.onLoop { $0.isServing } == false)
    await gate.hasLeft("hook")
    #expect(await gate.cancelled == ["hook"])
    #expect(await bench.untilRunning(0))
    await bench.cancel("h1")
    #expect(bench.sent.all == [])
    #expect(bench.recorder.callbackFailures == [])
  }

  @Test func `an id that was taken back may be used again while the first callback still runs`() async throws {
    let gate = Gate()
    let bench = try bench([
      Hook(.userPromptSubmit) { input in
        await gate.pass(input.prompt)
        return .block(input.prompt)
      }
    ])
    try await bench.ask("h", body("hook_0", #"{"prompt":"first"}"#))
    await gate.hasArrived("first")
    await bench.cancel("h")
    try await bench.ask("h", body("hook_0", #"{"prompt":"second"}"#))
    await gate.hasArrived("second")
    await gate.open("first")
    await gate.hasLeft("first")
    #expect(await bench.untilRunning(1))
    #expect(bench.sent.all == [])
    await gate.open("second")
    #expect(await bench.sent.wait(for: 1) == [RouterBench.success("h", #"{"decision":"block","reason":"second"}"#)])
  }
}
