import FastTransport
import Testing

@testable import ClaudeAgentSDK
@testable import ClaudeAgentTestKit

/// Where callbacks run, how many, and what becomes of those that do not end.
@Suite(.timeLimit(.minutes(5))) struct CallbackRunnerTests {
  private let question = #"{"subtype":"elicitation"}"#
  private let cancelled = #"{"action":"cancel"}"#

  private func bench(
    _ execution: CallbackExecution = .onLoop,
    _ answer: @escaping @Sendable (ElicitationRequest) async throws -> ElicitationAnswer
  ) throws -> RouterBench {
    try RouterBench {
      $0.onElicitation = ElicitationCallback(answer)
      $0.execution = execution
    }
  }

  @Test func `callbacks that never return are cancelled at the end, and nothing is left`() async throws {
    let gate = Gate()
    weak var router: ControlRouter?
    do {
      let bench = try bench { _ in
        try await gate.passUnlessCancelled("one")
        return .cancel
      }
      router = bench.router
      for number in 0..<10 { try await bench.ask("e\(number)", question) }
      await gate.untilArrived(10)
      await bench.onLoop { $0.close() }
      #expect(await bench.onLoop { $0.isServing } == false)
      await bench.settle()
      #expect(bench.sent.all == [])
    }
    #expect(await Eventually.holds { await gate.left.count == 10 })
    #expect(await gate.cancelled.count == 10)
    #expect(await Eventually.holds { router == nil })
  }

  @Test func `a router that goes away cancels its callbacks`() async throws {
    let gate = Gate()
    do {
      let bench = try bench { _ in
        try await gate.passUnlessCancelled("one")
        return .cancel
      }
      try await bench.ask("e", question)
      await gate.hasArrived("one")
    }
    await gate.hasLeft("one")
    #expect(await gate.cancelled == ["one"])
  }

  @Test func `a callback that returns behind the end writes nothing, and nothing more is served`() async throws {
    let gate = Gate()
    let bench = try bench { _ in
      await gate.pass("one")
      return .cancel
    }
    try await bench.ask("e", question)
    await gate.hasArrived("one")
    await bench.onLoop { $0.close() }
    await gate.open("one")
    await gate.hasLeft("one")
    try await bench.ask("f", question)
    try await bench.ask("g", #"{"subtype":"frobnicate"}"#)
    try await bench.receive(line: #"{"request_id":"h"}"#)
    await bench.settle()
    #expect(bench.sent.all == [])
    #expect(await gate.arrived == ["one"])
  }

  @Test func `only so many run at once`() async throws {
    let gate = Gate()
    let bench = try bench { _ in
      await gate.pass("all")
      return .cancel
    }
    for number in 0..<CallbackRunner.limit { try await bench.ask("e\(number)", question) }
    #expect(bench.sent.all == [])
    try await bench.ask("more", question)
    #expect(bench.sent.all == [RouterBench.success("more", #"{"action":"decline"}"#)])
    #expect(bench.recorder.callbackFailures == ["onElicitation"])
    await gate.open("all")
    #expect(await bench.sent.wait(for: 1 + CallbackRunner.limit).count == 1 + CallbackRunner.limit)
    try await bench.ask("again", question)
    #expect(await bench.sent.wait(for: 2 + CallbackRunner.limit).last == RouterBench.success("again", cancelled))
  }

  @Test func `callbacks that ignore their cancellation count until they end`() async throws {
    let gate = Gate()
    let bench = try bench { _ in
      await gate.pass("all")
      return .cancel
    }
    for number in 0..<CallbackRunner.limit {
      try await bench.ask("e\(number)", question)
      await bench.cancel("e\(number)")
    }
    #expect(await bench.onLoop { $0.isServing } == false)
    try await bench.ask("more", question)
    #expect(bench.sent.all == [RouterBench.success("more", #"{"action":"decline"}"#)])
    await gate.open("all")
    #expect(await bench.untilRunning(0))
    try await bench.ask("again", question)
    #expect(await bench.sent.wait(for: 2) == bench.sent.all)
    #expect(bench.sent.all.last == RouterBench.success("again", cancelled))
    #expect(bench.sent.all.count == 2)
  }

  @Test func `a slow synchronous callback is reported by its name`() async throws {
    let bench = try RouterBench {
      $0.onElicitation = ElicitationCallback { _ in
        let end = ContinuousClock.now + CallbackRunner.patience + .milliseconds(1)
        while ContinuousClock.now < end {}
        return .cancel
      }
    }
    try await bench.ask("e", question)
    #expect(bench.recorder.slow == ["onElicitation"])
    #expect(bench.sent.all == [RouterBench.success("e", cancelled)])
  }

  // MARK: Where they run

  @Test func `an asynchronous callback stays on the loop, across its waits and actors`() async throws {
    let box = LoopBox()
    let counter = Counter()
    let bench = try bench { _ in
      #expect(box.loop?.isCurrent == true)
      await Task.yield()
      #expect(box.loop?.isCurrent == true)
      await counter.count { #expect(box.loop?.isCurrent == true) }
      #expect(box.loop?.isCurrent == true)
      return .cancel
    }
    box.loop = bench.loop
    try await bench.ask("e", question)
    _ = await bench.sent.wait(for: 1)
    #expect(await counter.value == 1)
  }

  @Test func `a callback that is to run concurrently is not on the loop`() async throws {
    let box = LoopBox()
    let bench = try bench(.concurrently) { _ in
      #expect(box.loop?.isCurrent == false)
      await Task.yield()
      #expect(box.loop?.isCurrent == false)
      return .cancel
    }
    box.loop = bench.loop
    try await bench.ask("e", question)
    #expect(await bench.sent.wait(for: 1) == [RouterBench.success("e", cancelled)])
  }

  @Test(arguments: [CallbackExecution.onLoop, .concurrently])
  func `a callback on the main actor runs there`(execution: CallbackExecution) async throws {
    let bench = try RouterBench {
      $0.execution = execution
      $0.onElicitation = ElicitationCallback { @MainActor _ async in
        MainActor.assertIsolated()
        return .cancel
      }
    }
    try await bench.ask("e", question)
    #expect(await bench.sent.wait(for: 1) == [RouterBench.success("e", cancelled)])
  }

  private actor Counter {
    private(set) var value = 0

    func count(_ look: @Sendable () -> Void) {
      value += 1
      look()
    }

    /// A callback isolated to this actor.
    func callback() -> ElicitationCallback {
      ElicitationCallback { _ in
        await self.count {}
        return .cancel
      }
    }
  }

  @Test func `callbacks of an actor run one at a time on it`() async throws {
    let counter = Counter()
    let callback = await counter.callback()
    let bench = try RouterBench { $0.onElicitation = callback }
    for number in 0..<100 { try await bench.ask("e\(number)", question) }
    #expect(await bench.sent.wait(for: 100).count == 100)
    #expect(await counter.value == 100)
  }

  /// The loop, told to a callback that was made before it.
  private final class LoopBox: Sendable {
    private let state = Guarded<EventLoop?>(nil)
    var loop: EventLoop? {
      get { state.withLock { $0 } }
      set { state.withLock { $0 = newValue } }
    }
  }
}
