import Testing

@testable import ClaudeAgentSDK

@Suite struct WatchdogMachineTests {
  /// A machine with its own notion of time, in seconds.
  private struct Bench {
    var machine: WatchdogMachine
    var now = Duration.zero
    var isServing = false

    init(_ change: (inout Watchdog) -> Void = { _ in }) {
      var limits = Watchdog()
      limits.start = .seconds(10)
      limits.initialize = .seconds(20)
      limits.firstToken = .seconds(30)
      limits.streamIdle = .seconds(40)
      limits.toolIdle = .seconds(50)
      limits.interruptGrace = .seconds(5)
      change(&limits)
      machine = WatchdogMachine(limits)
    }

    mutating func saw(_ events: WatchdogMachine.Event...) {
      for event in events { machine.saw(event, at: now) }
    }

    mutating func wait(_ seconds: Int) { now += .seconds(seconds) }

    /// How long until it is to be looked at again, in seconds.
    var due: Int64? { machine.deadline(isServing: isServing).map { ($0 - now).components.seconds } }

    mutating func look() -> WatchdogMachine.Verdict {
      machine.look(at: now, pendingRequests: isServing ? ["r"] : [], sessionID: "s")
    }

    /// Waits until it is to be looked at, and looks.
    mutating func stall() -> WatchdogMachine.Verdict {
      guard let due = machine.deadline(isServing: isServing) else { return WatchdogMachine.Verdict() }
      now = max(now, due)
      return look()
    }

    /// Up to the answer to `initialize`.
    static func resting(_ change: (inout Watchdog) -> Void = { _ in }) -> Bench {
      var bench = Bench(change)
      bench.saw(.started, .bytes, .initialized)
      return bench
    }

    /// With a prompt under way.
    static func waiting(_ change: (inout Watchdog) -> Void = { _ in }) -> Bench {
      var bench = resting(change)
      bench.saw(.prompt)
      return bench
    }

    /// In the middle of an answer.
    static func answering(_ change: (inout Watchdog) -> Void = { _ in }) -> Bench {
      var bench = waiting(change)
      bench.saw(.answer, .bytes)
      return bench
    }
  }

  private let nothing = WatchdogMachine.Verdict()

  // MARK: Clocks

  @Test func `nothing runs before the start`() {
    var bench = Bench { $0.run = .seconds(1) }
    #expect(bench.due == nil)
    bench.wait(1000)
    #expect(bench.look() == nothing)
  }

  @Test func `each phase has its clock`() {
    var bench = Bench()
    bench.saw(.started)
    #expect(bench.due == 10)
    bench.saw(.bytes)
    #expect(bench.due == 20)
    bench.saw(.initialized)
    #expect(bench.due == nil)
    bench.saw(.prompt)
    #expect(bench.due == 30)
    bench.saw(.answer)
    #expect(bench.due == 40)
    bench.saw(.toolStarted("t"))
    #expect(bench.due == 50)
    bench.saw(.toolEnded("t"))
    #expect(bench.due == 40)
    bench.saw(.result)
    #expect(bench.due == nil)
  }

  @Test func `each clock reports under its own name and age`() {
    func clock(_ events: [WatchdogMachine.Event]) -> StallReport? {
      var bench = Bench()
      for event in events { bench.saw(event) }
      return bench.stall().report
    }
    let start: [WatchdogMachine.Event] = [.started]
    #expect(clock(start)?.clock == .start)
    #expect(clock(start)?.age == .seconds(10))
    #expect(clock(start + [.bytes])?.clock == .initialize)
    #expect(clock(start + [.bytes, .initialized, .prompt])?.clock == .firstToken)
    let answer = start + [.bytes, .initialized, .prompt, .answer]
    #expect(clock(answer)?.clock == .streamIdle)
    #expect(clock(answer)?.lastMessageType == "assistant")
    #expect(clock(answer + [.toolStarted("t")])?.clock == .toolIdle)
    #expect(clock(answer + [.toolStarted("t")])?.age == .seconds(50))
    #expect(clock(answer + [.toolStarted("t")])?.pendingTools == ["t"])
  }

  @Test(arguments: 0..<5) func `a clock without a limit does not run`(which: Int) {
    var bench = Bench {
      switch which {
      case 0: $0.start = nil
      case 1: $0.initialize = nil
      case 2: $0.firstToken = nil
      case 3: $0.streamIdle = nil
      default: $0.toolIdle = nil
      }
    }
    let events: [WatchdogMachine.Event] = [.started, .bytes, .initialized, .prompt, .answer, .toolStarted("t")]
    let counts = [1, 2, 4, 5, 6]
    for event in events.prefix(counts[which]) { bench.saw(event) }
    #expect(bench.due == nil)
    bench.wait(100_000)
    #expect(bench.look() == nothing)
  }

  @Test func `whatever comes winds the clock up`() {
    var bench = Bench.answering()
    for event in [WatchdogMachine.Event.bytes, .system("status"), .state("running"), .answer, .served] {
      bench.wait(39)
      #expect(bench.look() == nothing)
      bench.saw(event)
      #expect(bench.due == 40)
    }
    bench.wait(40)
    #expect(bench.look().report?.clock == .streamIdle)
  }

  @Test func `a run at rest is no stall, whoever says so`() {
    for end in [WatchdogMachine.Event.result, .state("idle")] {
      var bench = Bench.answering()
      bench.saw(.toolStarted("t"), end)
      #expect(bench.due == nil)
      bench.wait(100_000)
      #expect(bench.look() == nothing)
      // A turn that nobody asked for begins with `init`.
      bench.saw(.system("init"))
      #expect(bench.due == 30)
    }
    // Before the handshake idle means nothing.
    var early = Bench()
    early.saw(.started, .bytes, .state("idle"))
    #expect(early.due == 20)
  }

  @Test func `the run's own clock is never wound up`() {
    var bench = Bench.answering { $0.run = .seconds(100) }
    for _ in 0..<4 {
      bench.wait(24)
      bench.saw(.bytes)
      #expect(bench.look() == nothing)
    }
    #expect(bench.due == 4)
    let report = bench.stall().report
    #expect(report?.clock == .run)
    #expect(report?.age == .seconds(100))
    // Once. Silence behind it is a stall of its own.
    #expect(bench.due == 36)
    #expect(bench.stall().report?.clock == .streamIdle)
    #expect(bench.due == nil)
  }

  // MARK: What excuses silence

  @Test func `a callback at work is no stall of the stream`() {
    var bench = Bench.answering()
    bench.isServing = true
    #expect(bench.due == 50)
    bench.wait(49)
    #expect(bench.look() == nothing)
    bench.isServing = false
    bench.saw(.served)
    #expect(bench.due == 40)
    var waiting = Bench.waiting()
    waiting.isServing = true
    let report = waiting.stall().report
    #expect(report?.clock == .toolIdle)
    #expect(report?.pendingRequests == ["r"])
    #expect(report?.sessionID == "s")
  }

  @Test func `several tools must all end`() {
    var bench = Bench.answering()
    bench.saw(.toolStarted("a"), .toolStarted("b"), .toolStarted("a"), .toolEnded("x"), .toolEnded("a"))
    #expect(bench.due == 50)
    bench.saw(.toolEnded("b"))
    #expect(bench.due == 40)
  }

  @Test func `only so many tools are remembered`() {
    var bench = Bench.answering()
    for number in 0..<(WatchdogMachine.toolLimit + 100) { bench.saw(.toolStarted("\(number)")) }
    #expect(bench.stall().report?.pendingTools.count == WatchdogMachine.toolLimit)
  }

  @Test func `an announced retry is no stall`() {
    var bench = Bench.waiting()
    bench.wait(10)
    bench.saw(.retry(after: .seconds(100)))
    #expect(bench.due == 130)
    bench.wait(129)
    #expect(bench.look() == nothing)
    #expect(bench.stall().report?.clock == .firstToken)
    // An answer needs no excuse any more; nor does a wait in the past.
    var answered = Bench.waiting()
    answered.saw(.retry(after: .seconds(1000)), .answer)
    #expect(answered.due == 40)
    answered.saw(.retry(after: .seconds(-1000)))
    #expect(answered.due == 40)
    answered.saw(.retry(after: .seconds(1000)), .result, .prompt)
    #expect(answered.due == 30)
  }

  // MARK: What is done

  @Test func `one stall is told once, and the next one again`() {
    var bench = Bench.answering()
    #expect(bench.stall().report != nil)
    #expect(bench.due == nil)
    bench.wait(100_000)
    #expect(bench.look() == nothing)
    bench.saw(.bytes)
    #expect(bench.due == 40)
    #expect(bench.stall().report?.clock == .streamIdle)
  }

  @Test func `a response of closing closes once`() {
    var bench = Bench.answering { $0.response = .close }
    let verdict = bench.stall()
    #expect(verdict.response == .close)
    #expect(verdict.report?.response == .close)
    bench.saw(.bytes, .prompt)
    #expect(bench.due == nil)
    bench.wait(1000)
    #expect(bench.look() == nothing)
  }

  @Test func `a turn that is interrupted and does not end is closed`() {
    var bench = Bench.answering { $0.response = .interrupt }
    let verdict = bench.stall()
    #expect(verdict.response == .interrupt)
    #expect(verdict.report?.response == .interrupt)
    #expect(bench.due == 5)
    bench.wait(4)
    #expect(bench.look() == nothing)
    bench.wait(1)
    #expect(bench.look() == WatchdogMachine.Verdict(report: nil, response: .close))
    #expect(bench.due == nil)
  }

  @Test func `that the interrupt is answered is no end of the turn`() {
    var bench = Bench.answering { $0.response = .interrupt }
    _ = bench.stall()
    bench.wait(1)
    // The control response, and some other line.
    bench.saw(.bytes, .system("status"), .bytes, .answer)
    #expect(bench.due == 4)
    #expect(bench.stall() == WatchdogMachine.Verdict(report: nil, response: .close))
  }

  @Test func `a turn that ends behind its interrupt is not closed`() {
    for end in [WatchdogMachine.Event.result, .state("idle")] {
      var bench = Bench.answering { $0.response = .interrupt }
      _ = bench.stall()
      bench.saw(.bytes, end)
      #expect(bench.due == nil)
      bench.saw(.prompt)
      #expect(bench.due == 30)
      #expect(bench.stall().response == .interrupt)
    }
  }

  @Test func `before the handshake there is nothing to interrupt`() {
    var bench = Bench { $0.response = .interrupt }
    bench.saw(.started)
    #expect(bench.stall().response == .close)
    var second = Bench { $0.response = .interrupt }
    second.saw(.started, .bytes)
    #expect(second.stall().report?.response == .close)
  }

  @Test func `a run that is over its time at rest is interrupted without a sequel`() {
    var bench = Bench.resting {
      $0.response = .interrupt
      $0.run = .seconds(100)
    }
    #expect(bench.due == 100)
    #expect(bench.stall().response == .interrupt)
    #expect(bench.due == nil)
  }
}
