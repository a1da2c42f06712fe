import ClaudeAgentSimulator

/// A moment, and the processor time that the host had used by then.
struct Moment {
  let time: Double
  let processor: Double

  static var now: Moment { Moment(time: ServedRequest.now, processor: Host.processorTime) }
}

/// One measured stretch of time, in seconds, and how it divides.
struct Stretch {
  let wall: Double
  /// From the request's arrival at the simulated API to the last byte of its answer.
  let model: Double
  /// Processor time of the host, the driver's own reading of messages included.
  let sdk: Double
  /// What is left: the CLI, and whatever waits for a processor.
  var cli: Double { wall - model - sdk }

  /// - Parameter sharers: How many such stretches pass at once, and share the processor time.
  init(from: Moment, to: Moment, served: [Served], sharers: Int = 1) {
    wall = to.time - from.time
    sdk = (to.processor - from.processor) / Double(sharers)
    model = Self.covered(served.map { (max($0.received, from.time), min($0.answered, to.time)) })
  }

  /// How much time the spans cover together: requests that are answered at once count once.
  private static func covered(_ spans: [(Double, Double)]) -> Double {
    var sum = 0.0
    var end = 0.0
    for span in spans.sorted(by: <) where span.1 > max(span.0, end) {
      sum += span.1 - max(span.0, end)
      end = span.1
    }
    return sum
  }
}

/// The medians of many stretches of the same kind.
struct Phase: Encodable {
  let n: Int
  let ms: Double
  let modelMs: Double
  let sdkMs: Double
  let cliMs: Double
  let modelShare: Double
  let sdkShare: Double
  let cliShare: Double

  init(_ stretches: [Stretch]) {
    n = stretches.count
    func share(_ part: (Stretch) -> Double) -> Double { median(stretches.map { part($0) / $0.wall }).rounded(to: 4) }
    func milliseconds(_ part: (Stretch) -> Double) -> Double { median(stretches.map(part)).milliseconds }
    ms = milliseconds(\.wall)
    modelMs = milliseconds(\.model)
    sdkMs = milliseconds(\.sdk)
    cliMs = milliseconds(\.cli)
    modelShare = share(\.model)
    sdkShare = share(\.sdk)
    cliShare = share(\.cli)
  }
}

extension Double {
  /// These seconds as milliseconds, as they are printed.
  var milliseconds: Double { (self * 1000).rounded(to: 4) }

  fileprivate func rounded(to places: Int) -> Double {
    let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
    return (self * scale).rounded() / scale
  }
}

func median(_ values: [Double]) -> Double {
  guard !values.isEmpty else { return 0 }
  let sorted = values.sorted()
  return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}
