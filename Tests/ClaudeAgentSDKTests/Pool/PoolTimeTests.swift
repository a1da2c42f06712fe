import ClaudeAgentTestKit
import Testing

@testable import ClaudeAgentSDK

/// What a pool does when time passes: a clock that the test turns, and the stand-in.
@Suite struct PoolTimeTests {
  private struct Timed {
    let fake: FakeCLI
    let pool: ConnectionPool
    let clock = ManualClock()
    let recorder = EventRecorder()

    init(_ change: (inout PoolConfiguration) -> Void) throws {
      fake = try FakeCLI("converse")
      var configuration = PoolConfiguration(maximumProcesses: 1)
      configuration.observer = recorder
      configuration.measuringInterval = .seconds(100_000)
      change(&configuration)
      pool = ConnectionPool(configuration, base: ProcessTransportProvider(), clock: PoolClock(clock))
    }

    var discards: [PoolEvent.DiscardReason] {
      recorder.all { if case .pool(.discarded(let reason)) = $0 { reason } else { nil } }
    }

    func end() async -> Bool {
      await pool.drain()
      defer { fake.remove() }
      return await fake.untilGone(atLeast: 0)
    }
  }

  @Test func `a process that nobody asks for is ended, and one that is wanted at least stays`() async throws {
    let timed = try Timed { $0.idleTimeout = .seconds(60) }
    let options = try timed.fake.options()
    try await timed.pool.warm(options)
    timed.clock.advance(by: .seconds(61))
    #expect(timed.pool.statistics.ready == 1)
    try await timed.pool.warm(options, count: 0)
    timed.clock.advance(by: .seconds(60))
    #expect(await Eventually.holds { timed.pool.statistics.processes == 0 })
    #expect(timed.discards == [.idle])
    #expect(await timed.end())
  }

  @Test func `an old process is replaced`() async throws {
    let timed = try Timed { $0.maximumAge = .seconds(600) }
    try await timed.pool.warm(try timed.fake.options())
    let old = timed.fake.pids
    timed.clock.advance(by: .seconds(601))
    #expect(await Eventually.holds { timed.fake.pids.count == 2 && timed.pool.statistics.ready == 1 })
    #expect(timed.discards == [.aged])
    #expect(timed.fake.pids.first == old.first)
    #expect(await timed.end())
  }

  @Test func `a run that has waited for too long is refused, and the more urgent one is served first`() async throws {
    let timed = try Timed { $0.queueTimeout = .seconds(30) }
    let options = try timed.fake.options()
    let client = ClaudeClient(options, transport: timed.pool)
    try await client.connect()
    @Sendable func ask(_ words: String, _ priority: Int, _ timeout: Duration?) -> Task<String, any Error> {
      var options = options
      options.admission = Admission(priority: priority, timeout: timeout)
      return Task { [options] in try await query(Prompt(words), options: options, transport: timed.pool).text() }
    }
    let impatient = ask("impatient", 9, .seconds(5))
    #expect(await Eventually.holds { timed.pool.statistics.waiting == 1 })
    let ordinary = ask("ordinary", 0, .seconds(1000))
    #expect(await Eventually.holds { timed.pool.statistics.waiting == 2 })
    let urgent = ask("urgent", 5, .seconds(1000))
    #expect(await Eventually.holds { timed.pool.statistics.waiting == 3 })
    timed.clock.advance(by: .seconds(5))
    let error = await #expect(throws: ClaudeAgentError.self) { try await impatient.value }
    #expect(error?.code == .overloaded && error?.retryAfter != nil)
    #expect(error?.detail.hasPrefix("No process of the pool became free in time; 1 of 1 processes have users") == true)
    await client.close()
    #expect(try await urgent.value == "urgent")
    #expect(try await ordinary.value == "ordinary")
    let waits = timed.recorder.all { if case .pool(.checkout(let wait, .missBusy)) = $0 { wait } else { nil } }
    #expect(waits.count == 2)
    #expect(await timed.end())
  }

  @Test func `a line that is full refuses at once`() async throws {
    let timed = try Timed { $0.queueLimit = 0 }
    let options = try timed.fake.options()
    let error = await #expect(throws: ClaudeAgentError.self) {
      try await query("x", options: options, transport: timed.pool).text()
    }
    #expect(error?.code == .overloaded && error?.retryAfter != nil)
    #expect(error?.detail.hasPrefix("0 runs wait for a process of the pool already") == true)
    #expect(await timed.end())
  }
}
