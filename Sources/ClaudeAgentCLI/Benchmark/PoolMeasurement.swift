import ClaudeAgentSDK
import Foundation

/// Questions to processes from nothing and to processes that wait, in turn.
struct PoolMeasurement {
  private let options: ClaudeAgentOptions
  private let rounds: Int
  private let atOnce: Int

  init(_ options: ClaudeAgentOptions, rounds: Int, atOnce: Int) {
    self.options = options
    self.rounds = rounds
    self.atOnce = atOnce
  }

  func run() async throws -> PoolFigures {
    var configuration = PoolConfiguration(maximumProcesses: atOnce)
    configuration.maximumReady = atOnce
    let pool = ConnectionPool(configuration)
    var times: [PoolFigures.Kind: [Double]] = [:]
    do {
      for round in 0..<rounds {
        times[.cold, default: []] += try await together { try await ask(round, ProcessTransportProvider()) }
        // Nothing starts beside what is measured.
        try await pool.warm(options, count: atOnce)
        times[.first, default: []] += try await together { try await ask(round, pool) }
        try await pool.warm(options, count: atOnce)
        times[.later, default: []] += try await together { try await later(round, pool) }
      }
    } catch {
      await pool.drain(within: .zero)
      throw error
    }
    await pool.drain(within: .zero)
    return PoolFigures(rounds: rounds, atOnce: atOnce, times: times)
  }

  /// The same so many times at once; seconds each.
  private func together(_ body: @escaping @Sendable () async throws -> Double) async throws -> [Double] {
    try await withThrowingTaskGroup(of: Double.self) { group in
      for _ in 0..<atOnce { group.addTask { try await body() } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }

  private func ask(_ round: Int, _ provider: any TransportProvider) async throws -> Double {
    let began = ContinuousClock.now
    let stream = query(prompt(round), options: options, transport: provider)
    let result = try await stream.result()
    let took = began.duration(to: .now)
    if let error = result.error { throw error }
    await stream.close()
    return took / .seconds(1)
  }

  private func later(_ round: Int, _ pool: ConnectionPool) async throws -> Double {
    try await withClaudeClient(options, transport: pool) { client in
      _ = try await client.send(prompt(round)).text()
      let began = ContinuousClock.now
      _ = try await client.send(prompt(round)).text()
      return began.duration(to: .now) / .seconds(1)
    }
  }

  private func prompt(_ round: Int) -> Prompt { "Answer with one short sentence: what is \(round) plus \(round)?" }
}

/// What was measured.
struct PoolFigures {
  enum Kind: String, CaseIterable {
    case cold
    case first
    case later

    var words: String {
      switch self {
      case .cold: "a process from nothing"
      case .first: "a process that waited, first turn"
      case .later: "the same process, later turn"
      }
    }
  }

  let rounds: Int
  let atOnce: Int
  /// In seconds.
  let times: [Kind: [Double]]

  /// A quantile in milliseconds.
  func at(_ share: Double, _ kind: Kind) -> Double {
    let sorted = (times[kind] ?? []).sorted()
    guard !sorted.isEmpty else { return 0 }
    return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))] * 1000
  }

  /// The middle of the times ÷ that of a process from nothing.
  func ratio(_ kind: Kind) -> Double {
    let cold = at(0.5, .cold)
    return cold > 0 ? at(0.5, kind) / cold : 0
  }

  func table() -> String {
    var lines = ["\(Quantity.count(rounds, "round")), \(atOnce) at once; milliseconds to the result", ""]
    lines.append(Self.row("", ["p50", "p90", "ratio"]))
    for kind in Kind.allCases {
      lines.append(
        Self.row(
          kind.words,
          [
            String(format: "%.1f", at(0.5, kind)), String(format: "%.1f", at(0.9, kind)),
            String(format: "%.2f", ratio(kind)),
          ]))
    }
    return lines.joined(separator: "\n")
  }

  private static func row(_ name: String, _ cells: [String]) -> String {
    name.padding(toLength: 36, withPad: " ", startingAt: 0)
      + cells.map { String(repeating: " ", count: max(1, 9 - $0.count)) + $0 }.joined()
  }

  func json() throws -> String {
    var object: [String: Any] = ["rounds": rounds, "at_once": atOnce]
    for kind in Kind.allCases {
      object[kind.rawValue] = ["p50_ms": at(0.5, kind), "p90_ms": at(0.9, kind), "ratio": ratio(kind)]
    }
    return String(decoding: try JSONSerialization.data(withJSONObject: object, options: .sortedKeys), as: UTF8.self)
  }
}
