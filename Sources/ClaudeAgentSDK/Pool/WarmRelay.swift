internal import FastTransport

/// Where a pooled process tells what its transport has to tell: to whoever uses it just now.
final class WarmRelay: AgentObserver {
  private struct Target {
    var processID: Int32?
    var observer: (any AgentObserver)?
    var stderrHandler: (@Sendable (String) -> Void)?
  }

  private let target = ShortLock(Target())

  /// The process, once it runs.
  var processID: Int32? { target.withLock { $0.processID } }

  /// From here on these are told.
  func tell(_ observer: (any AgentObserver)?, _ stderrHandler: (@Sendable (String) -> Void)?) {
    target.withLock { target in
      target.observer = observer
      target.stderrHandler = stderrHandler
    }
  }

  func observe(_ event: AgentEvent) {
    let observer = target.withLock { target in
      if case .started(let processID) = event { target.processID = processID }
      return target.observer
    }
    observer?.observe(event)
  }

  func stderr(_ line: String) { target.withLock { $0.stderrHandler }?(line) }
}
