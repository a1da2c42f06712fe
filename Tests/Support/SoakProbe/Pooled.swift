import ClaudeAgentSDK
import Foundation
import RecordingSupport

/// Many runs through one pool, many at once, each with a word that must come back to its own caller.
extension SoakProbe {
  private static let processes = 4
  private static let callers = 40

  static func pooled(cli: String, count: Int) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("soak-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let pidFile = folder.appendingPathComponent("pids").path
    var options = ClaudeAgentOptions()
    options.cliPath = cli
    options.environment = .only(
      ["FAKE_SCRIPT_TEXT": "converse", "FAKE_LIFETIME": "1800", "FAKE_PID_FILE": pidFile])
    let tally = Tally()
    var configuration = PoolConfiguration(maximumProcesses: processes)
    configuration.maximumUses = 50
    configuration.queueTimeout = .seconds(120)
    configuration.observer = tally
    let pool = ConnectionPool(configuration)
    let (asked, callers) = (options, callers)
    // Ten callers for each process, who ask one after the other.
    @Sendable func run(_ count: Int) async -> Int {
      await withTaskGroup(of: Int.self) { group in
        for caller in 0..<callers {
          group.addTask {
            var failures = 0
            for number in stride(from: caller, to: count, by: callers) {
              // A tenth of the runs may not be cleared for another, and one in a hundred dies.
              let word = number % 100 == 7 ? "exit-now" : number % 10 == 3 ? "tool-now \(number)" : "nonce \(number)"
              let answer = try? await query(Prompt(word), options: asked, transport: pool).text()
              if answer != (number % 100 == 7 ? nil : word) { failures += 1 }
            }
            return failures
          }
        }
        return await group.reduce(0, +)
      }
    }
    var failures = await run(max(callers, count / 5))
    let before = ProcessState()
    let began = ContinuousClock.now
    failures += await run(count)
    let took = began.duration(to: .now)
    let after = ProcessState()
    await pool.drain()
    await ProcessState.settle(pidFile)
    let milliseconds = took.components.seconds * 1000 + took.components.attoseconds / 1_000_000_000_000_000
    print(
      """
      {"test":"pool","runs":\(count),"failures":\(failures),"milliseconds":\(milliseconds),\
      "recycled":\(tally.recycled),"started":\(tally.started),"most_processes":\(tally.most),\
      "zombies":\(ProcessState().zombies),"orphans":\(ProcessState.living(in: pidFile)),\
      "threads":[\(before.threads),\(after.threads)],"rss_kb":[\(before.residentKiB),\(after.residentKiB)],\
      "sanitized":\(ProcessState.isSanitized)}
      """)
  }

  /// A host with a pool that has idle processes and one at work, to be killed.
  static func poolHost(cli: String, prompt: String) async throws {
    var options = ClaudeAgentOptions()
    options.cliPath = cli
    options.environment = .only(ProcessInfo.processInfo.environment)
    let pool = ConnectionPool(PoolConfiguration(maximumProcesses: 4))
    try await pool.warm(options, count: 2)
    let run = Task { try await query(Prompt(prompt), options: options, transport: pool).text() }
    while pool.statistics.leased == 0 || pool.statistics.ready < 2 { try await Task.sleep(for: .milliseconds(5)) }
    print("ready")
    fflush(nil)
    _ = try await run.value
  }
}

/// Counts what a pool tells.
private final class Tally: AgentObserver, @unchecked Sendable {
  // Sendable: everything is touched under the lock.
  private let lock = NSLock()
  private var counts = (recycled: 0, started: 0, most: 0)

  var recycled: Int { lock.withLock { counts.recycled } }
  var started: Int { lock.withLock { counts.started } }
  var most: Int { lock.withLock { counts.most } }

  func observe(_ event: AgentEvent) {
    guard case .pool(let event) = event else { return }
    lock.withLock {
      switch event {
      case .recycled: counts.recycled += 1
      case .started: counts.started += 1
      case .level(let level): counts.most = max(counts.most, level.processes)
      default: return
      }
    }
  }
}
