import ClaudeAgentSDK

/// Cancels the reading of recorded conversations at many places, in a process that does nothing else, and says what is
/// left of it.
package enum Sweep {
  /// - Parameters:
  ///   - count: How many places there are.
  ///   - piece: Which part of them is taken: every `pieces`th, from this one on.
  ///   - pieces: How many parts there are.
  /// - Returns: A line of JSON.
  package static func report(_ count: Int, piece: Int, of pieces: Int) async throws -> String {
    let points = try SweepPoint.all(count).enumerated().filter { $0.offset % pieces == piece }.map(\.element)
    // What is made once (loops, guardian, pools, descriptors of timers) is not left behind by a cancellation.
    for point in points.prefix(8) { _ = await point.run() }
    try await Task.sleep(for: .milliseconds(50))
    var before = ProcessState()
    await settle {
      before = ProcessState()
      return before.children <= 1
    }
    var faults: [String] = []
    var (cancelled, settling, closing) = (0, Duration.zero, Duration.zero)
    let began = ContinuousClock.now
    for point in points {
      let outcome = await point.run()
      cancelled += outcome.wasCancelled ? 1 : 0
      settling = max(settling, outcome.settling)
      closing = max(closing, outcome.closing)
      faults += outcome.faults.map { "\(point): \($0)" }
    }
    let took = began.duration(to: .now)
    var after = ProcessState()
    await settle {
      after = ProcessState()
      return after.children <= before.children && after.descriptors <= before.descriptors
    }
    let fields = [
      "\"points\":\(points.count)", "\"cancelled\":\(cancelled)", "\"milliseconds\":\(milliseconds(took))",
      "\"settled_ms\":\(milliseconds(settling))", "\"closed_ms\":\(milliseconds(closing))",
      "\"children\":[\(before.children),\(after.children)]", "\"zombies\":\(after.zombies)",
      "\"descriptors\":[\(before.descriptors),\(after.descriptors)]",
      "\"threads\":[\(before.threads),\(after.threads)]",
      "\"faults\":\(JSONValue.array(faults.map { .string($0) }).serialized())",
    ]
    return "{\(fields.joined(separator: ","))}"
  }

  /// Waits until something holds that happens elsewhere; gives up after half a minute.
  private static func settle(_ isSettled: () -> Bool) async {
    let deadline = ContinuousClock.now + .seconds(30)
    while !isSettled(), ContinuousClock.now < deadline { try? await Task.sleep(for: .milliseconds(5)) }
  }

  private static func milliseconds(_ duration: Duration) -> Int64 {
    duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000
  }
}
