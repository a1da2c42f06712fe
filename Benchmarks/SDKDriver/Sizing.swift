import ClaudeAgentSDK

extension SDKDriver {
  /// Runs that begin at random, ten in a second on average, through a pool of so many processes: how long they wait for
  /// one. Needs a stand-in that takes its time for starts and turns.
  ///
  /// - Parameters:
  ///   - processes: How many there may be.
  ///   - uses: How many conversations each may serve.
  static func sizing(_ processes: Int, uses: Int) async throws {
    let waits = Waits()
    var configuration = PoolConfiguration(maximumProcesses: processes)
    configuration.maximumReady = processes
    configuration.maximumUses = uses
    configuration.maximumStarts = processes
    configuration.queueTimeout = .seconds(60)
    configuration.observer = waits
    let pool = ConnectionPool(configuration)
    let options = options()
    var random = Random(state: 42)
    // The first runs teach the pool how much is asked for.
    for part in [40, 100] {
      if part == 100 { waits.forget() }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<part {
          group.addTask { _ = try await drain(query("slow-now", options: options, transport: pool), open: false) }
          try await Task.sleep(for: .seconds(random.pause(mean: 0.1)))
        }
        try await group.waitForAll()
      }
    }
    await pool.drain()
    let all = waits.checkouts
    print(
      """
      {"peer":"swift","test":"sizing","processes":\(processes),"uses":\(uses),"runs":\(all.count),\
      "p50_ms":\(at(0.5, all) / 1000),"p99_ms":\(at(0.99, all) / 1000)}
      """)
  }
}

/// Times between arrivals, the same in every run.
private struct Random {
  var state: UInt64

  /// A sum of uniform numbers in the place of a logarithm: its spread is what matters here.
  mutating func pause(mean: Double) -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let share = Double(state >> 11) / Double(UInt64(1) << 53)
    // Of four arrivals three come in a burst.
    return share < 0.75 ? mean * 0.4 * share / 0.75 : mean * 3.4
  }
}
