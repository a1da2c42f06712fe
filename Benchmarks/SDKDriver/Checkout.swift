import ClaudeAgentSDK
import Synchronization

extension SDKDriver {
  /// Runs through a pool of one process that is reset behind each: how long each waits for its process, from the moment
  /// its kind is known, and how long until its first message. Needs the stand-in in the mode `converse`.
  static func checkout(_ count: Int) async throws {
    let waits = Waits()
    var configuration = PoolConfiguration(maximumProcesses: 1)
    configuration.maximumUses = .max
    configuration.observer = waits
    let pool = ConnectionPool(configuration)
    var options = options()
    options.environment = .inherit(setting: ["FAKE_SCRIPT_TEXT": "converse"])
    try await pool.warm(options)
    var firsts: [Double] = []
    for _ in 0..<count {
      while pool.statistics.ready == 0 { try await Task.sleep(for: .microseconds(200)) }
      let began = Host.now
      _ = try await drain(query("hi", options: options, transport: pool), open: false) {
        firsts.append(Host.now - began)
      }
    }
    await pool.drain()
    let hits = waits.hits
    guard hits.count >= count, !firsts.isEmpty else { return print("{}") }
    print(
      """
      {"peer":"swift","test":"checkout","hits":\(hits.count),"p50_us":\(at(0.5, hits)),"p99_us":\(at(0.99, hits)),\
      "first_p50_us":\(at(0.5, firsts)),"first_p99_us":\(at(0.99, firsts))}
      """)
  }

  /// Bookkeeping of so many checkouts, to be counted from outside.
  static func hits(_ count: Int) {
    print("{\"peer\":\"swift\",\"test\":\"hits\",\"hits\":\(PoolExercise.hits(count))}")
  }

  /// A quantile of seconds, in microseconds.
  static func at(_ share: Double, _ seconds: [Double]) -> Double {
    seconds.sorted()[min(seconds.count - 1, Int(Double(seconds.count) * share))] * 1e6
  }
}

/// How long runs have waited for a process of a pool.
final class Waits: AgentObserver {
  private let seen = Mutex<(hits: [Double], all: [Double])>(([], []))

  /// Of those who have found one ready.
  var hits: [Double] { seen.withLock { $0.hits } }
  /// Of all.
  var checkouts: [Double] { seen.withLock { $0.all } }

  func forget() { seen.withLock { $0 = ([], []) } }

  func observe(_ event: AgentEvent) {
    guard case .pool(.checkout(let wait, let outcome)) = event else { return }
    seen.withLock { seen in
      seen.all.append(wait / .seconds(1))
      if outcome == .hit { seen.hits.append(wait / .seconds(1)) }
    }
  }
}
