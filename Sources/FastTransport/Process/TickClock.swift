private import CSpawn

/// Measures how long something took with the processor's counter, which costs a hundredth of what is measured with it.
///
/// The length of a tick is found out only for something long: from the ticks and the time that have passed since the
/// process first asked.
package struct TickClock {
  private let began: UInt64

  private static let origin = (ticks: cticks_now(), time: ContinuousClock.now)
  /// So few ticks are 2 ms at most, on any counter in use; for more the time is looked up.
  private static let fewTicks: UInt64 = {
    #if arch(x86_64)
      return 2_000_000  // 1 GHz and more
    #else
      return 2_000  // 1 MHz and more
    #endif
  }()

  /// Starts to measure.
  @inline(__always)
  package init() { began = cticks_now() }

  /// How long it took, if that was `limit` or longer; `limit` is more than 2 ms.
  @inline(__always)
  package func elapsed(atLeast limit: Duration) -> Duration? {
    let ticks = cticks_now() &- began
    return ticks < Self.fewTicks ? nil : Self.duration(of: ticks, atLeast: limit)
  }

  @inline(never)
  private static func duration(of ticks: UInt64, atLeast limit: Duration) -> Duration? {
    let (then, time) = origin
    let passed = cticks_now() &- then
    guard passed > 0 else { return nil }
    let whole = ContinuousClock.now - time
    let took = whole * (Double(ticks) / Double(passed))
    return took < limit ? nil : took
  }

  /// Begins to count the time: called before anything is measured.
  package static func start() { _ = origin }
}
