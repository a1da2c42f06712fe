public import ClaudeAgentSDK
public import CoreMetrics
private import Metrics

/// Reports what happens to a metrics backend (swift-metrics). Give it to a ``PoolConfiguration`` and to the options of
/// runs: the one tells of the pool, the others of turns and callbacks.
///
/// ```swift
/// let metrics = MetricsObserver()
/// configuration.observer = metrics
/// options.observer = metrics
/// ```
///
/// Every handler is made once. Labels take values of fixed lists, so that nothing the CLI says, no session and no prompt
/// ever becomes one. The article Metrics of ClaudeAgentSDK lists them.
public final class MetricsObserver: AgentObserver {
  private let counters: [Metric: [String: Counter]]
  private let timers: [Metric: [String: Metrics.Timer]]
  private let gauges: [Metric: [String: Gauge]]
  private let memory: Recorder
  private let next: (any AgentObserver)?

  /// Makes an observer.
  ///
  /// - Parameters:
  ///   - factory: The backend; the one that the program has bootstrapped by default.
  ///   - next: Another observer, which learns of everything, too.
  public init(factory: any MetricsFactory = MetricsSystem.factory, forwardingTo next: (any AgentObserver)? = nil) {
    func made<Handler>(_ metrics: [Metric], _ make: (String, [(String, String)]) -> Handler) -> [Metric: [String:
      Handler]]
    {
      var handlers: [Metric: [String: Handler]] = [:]
      for metric in metrics {
        let label = metric.label
        for value in label?.values ?? [""] {
          handlers[metric, default: [:]][value] = make(metric.rawValue, label.map { [($0.name, value)] } ?? [])
        }
      }
      return handlers
    }
    counters = made([
      .checkouts, .refusals, .startFailures, .recyclingFailures, .discards, .parked, .processStarts, .processExits,
      .tokens, .stalls, .skippedLines, .unsupportedRequests, .warnings,
    ]) { Counter(label: $0, dimensions: $1, factory: factory) }
    timers = made([.checkoutWait, .starts, .recycles, .handshakes, .turns, .turnAPI, .callbacks]) {
      Metrics.Timer(label: $0, dimensions: $1, preferredDisplayUnit: .seconds, factory: factory)
    }
    gauges = made([.processes, .waiting, .memory]) { Gauge(label: $0, dimensions: $1, factory: factory) }
    memory = Recorder(label: Metric.processMemory.rawValue, dimensions: [], aggregate: true, factory: factory)
    self.next = next
  }

  /// Something happened.
  ///
  /// - Parameter event: What.
  public func observe(_ event: AgentEvent) {
    record(event)
    next?.observe(event)
  }

  private func record(_ event: AgentEvent) {
    switch event {
    case .pool(let event): record(event)
    case .started: count(.processStarts)
    case .exited(let end): count(.processExits, status(of: end))
    case .initialized(let duration): time(.handshakes, duration)
    case .turnEnded(let turn): record(turn)
    case .callbackEnded(let call): time(.callbacks, call.duration, call.kind.rawValue)
    case .stalled: count(.stalls)
    case .skippedLines(let lines): count(.skippedLines, by: lines)
    case .unsupportedRequest: count(.unsupportedRequests)
    case .warning: count(.warnings)
    default: return
    }
  }

  private func record(_ turn: TurnSummary) {
    let outcome = turn.isError ? "error" : "success"
    time(.turns, turn.duration, outcome)
    time(.turnAPI, turn.apiDuration, outcome)
    count(.tokens, "input", by: turn.inputTokens)
    count(.tokens, "output", by: turn.outputTokens)
    count(.tokens, "cache_read", by: turn.cacheReadTokens)
    count(.tokens, "cache_creation", by: turn.cacheCreationTokens)
  }

  private func record(_ event: PoolEvent) {
    switch event {
    case .checkout(let wait, let outcome):
      switch outcome {
      case .hit: count(.checkouts, "hit")
      case .missBusy: count(.checkouts, "miss_busy")
      case .missKind: count(.checkouts, "miss_kind")
      }
      time(.checkoutWait, wait)
    case .refused(_, let code): count(.refusals, code.description)
    case .started(let duration): time(.starts, duration)
    case .startFailed(let error): count(.startFailures, error.code.description)
    case .recycled(let duration): time(.recycles, duration)
    case .recyclingFailed: count(.recyclingFailures)
    case .discarded(let reason): count(.discards, reason.rawValue)
    case .sessionParked: count(.parked)
    case .level(let level):
      set(.processes, level.starting, "starting")
      set(.processes, level.ready, "ready")
      set(.processes, level.leased, "leased")
      set(.processes, level.closing, "closing")
      set(.waiting, level.waiting)
      set(.memory, level.memory)
    case .memory(let sizes): for size in sizes { memory.record(size) }
    }
  }

  private func status(of end: TransportEnd) -> String {
    switch end.exitStatus {
    case .exited(code: 0): "success"
    case .exited: "failure"
    case .signalled: "signal"
    case nil: "unknown"
    }
  }

  // MARK: Handlers

  /// A value that is none of the label's list counts as `other`.
  private func count(_ metric: Metric, _ value: String = "", by amount: Int = 1) {
    guard let handlers = counters[metric] else { return }
    (handlers[value] ?? handlers["other"])?.increment(by: amount)
  }

  private func time(_ metric: Metric, _ duration: Duration, _ value: String = "") {
    let (seconds, attoseconds) = duration.components
    timers[metric]?[value]?.recordNanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
  }

  private func set(_ metric: Metric, _ number: Int, _ value: String = "") { gauges[metric]?[value]?.record(number) }
}
