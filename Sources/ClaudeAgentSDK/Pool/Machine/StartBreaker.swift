/// Holds starts back when they fail: longer from failure to failure, and altogether after too many in a row.
struct StartBreaker: Equatable {
  /// Failures in a row.
  private(set) var failures = 0
  /// Before this moment nothing is started in advance, and nothing at all while the breaker is open.
  private(set) var retryAt = Duration.zero
  /// The one start that shows whether it works again is under way.
  private(set) var isProbing = false

  /// Whether a start for somebody who waits may begin.
  func allowsStart(at now: Duration, limit: Int) -> Bool { !isOpen(limit) || (now >= retryAt && !isProbing) }

  /// Whether a start in advance may begin.
  func allowsRefill(at now: Duration, limit: Int) -> Bool {
    now >= retryAt && !(isOpen(limit) && isProbing)
  }

  /// Whether to refuse who asks now: too many starts have failed, and it is not time for another try.
  func refuses(at now: Duration, limit: Int) -> Bool { isOpen(limit) && (now < retryAt || isProbing) }

  func isOpen(_ limit: Int) -> Bool { failures >= limit }

  /// A start begins.
  mutating func begins(limit: Int) { if isOpen(limit) { isProbing = true } }

  mutating func succeeded() { self = StartBreaker() }

  /// A start has failed.
  ///
  /// - Parameters:
  ///   - pauses: The first pause and the longest one; each is twice the one before.
  ///   - jitter: Between 0 and 1: how much of the pause's second half counts, so that many hosts do not try at once.
  mutating func failed(at now: Duration, pauses: ClosedRange<Duration>, jitter: Double) {
    isProbing = false
    let doublings = min(failures, 30)
    failures += 1
    let full = min(pauses.lowerBound.inSeconds * Double(1 << doublings), pauses.upperBound.inSeconds)
    retryAt = now + .seconds(full * (0.5 + 0.5 * jitter))
  }
}
