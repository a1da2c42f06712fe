import ClaudeAgentTestKit
import FastTransport

@testable import ClaudeAgentSDK

/// A pool of stand-ins that converse, and what it tells.
struct PooledCLI {
  let fake: FakeCLI
  let pool: ConnectionPool
  let recorder = EventRecorder()

  init(
    _ steps: [String] = ["converse"], environment: [String: String] = [:], processes: Int = 4,
    _ change: (inout PoolConfiguration) -> Void = { _ in }
  ) throws {
    fake = try FakeCLI(steps, environment: environment)
    var configuration = PoolConfiguration(maximumProcesses: processes)
    configuration.observer = recorder
    // A sanitizer and a busy machine take their time.
    configuration.resetTimeout = .seconds(60)
    change(&configuration)
    pool = ConnectionPool(configuration)
  }

  func options(_ change: (inout ClaudeAgentOptions) -> Void = { _ in }) throws -> ClaudeAgentOptions {
    try fake.options(change)
  }

  var events: [PoolEvent] { recorder.all { if case .pool(let event) = $0 { event } else { nil } } }

  var outcomes: [PoolEvent.Outcome] {
    events.compactMap { if case .checkout(_, let outcome) = $0 { outcome } else { nil } }
  }

  var discards: [PoolEvent.DiscardReason] {
    events.compactMap { if case .discarded(let reason) = $0 { reason } else { nil } }
  }

  var recycled: Int { events.count { if case .recycled = $0 { true } else { false } } }
  var recyclingFailures: [String] {
    events.compactMap { if case .recyclingFailed(let what) = $0 { what } else { nil } }
  }

  /// Asks one question and gives the answer's text.
  func ask(_ words: String, _ options: ClaudeAgentOptions) async throws -> String {
    try await query(Prompt(words), options: options, transport: pool).text()
  }

  /// Drains the pool; false when a process is left.
  func end() async -> Bool {
    await pool.drain(within: .seconds(20))
    defer { fake.remove() }
    return await fake.untilGone(atLeast: 0)
  }
}
