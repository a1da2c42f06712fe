/// How often something is asked for, and how long making it takes: from these two follows how much to keep ready.
struct DemandMeter: Equatable {
  /// What is older than this counts for less than half.
  static let memory = 30.0

  /// Arrivals a second, as they were at `time`.
  private var rate = 0.0
  private var time = Duration.zero
  /// A mean that forgets, in seconds; nil before the first start.
  private(set) var startTime: Double?

  /// Somebody has asked.
  mutating func arrival(at now: Duration) {
    rate = rate(at: now) + 1 / Self.memory
    time = now
  }

  /// A start has taken so long.
  mutating func started(in duration: Duration) {
    let seconds = duration.inSeconds
    startTime = startTime.map { $0 * 0.8 + seconds * 0.2 } ?? seconds
  }

  /// Arrivals a second.
  func rate(at now: Duration) -> Double { rate / (1 + max(0, (now - time).inSeconds) / Self.memory) }

  /// How many are likely to be asked for while one is being started: the mean and two standard deviations.
  func wanted(at now: Duration) -> Int {
    let mean = rate(at: now) * (startTime ?? 0)
    return Int((mean + 2 * mean.squareRoot()).rounded())
  }
}

extension Duration {
  var inSeconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }
}
