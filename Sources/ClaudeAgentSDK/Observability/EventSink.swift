/// Where events of one connection go: the user's observer and the user's log. Costs a comparison when there is neither.
/// One object for all who emit, so that every line of the log names the session once it is known.
final class EventSink: @unchecked Sendable {
  // Sendable: `log` is touched on the loop of the connection only.
  let observer: (any AgentObserver)?
  private var log: EventLog?

  init(observer: (any AgentObserver)?, log: EventLog?) {
    self.observer = observer
    self.log = log
  }

  /// From here on the log names the session.
  func session(_ id: String) { log?.session(id) }

  /// Whether anybody listens.
  var isListening: Bool { observer != nil || log != nil }

  func emit(_ event: @autoclosure () -> AgentEvent) {
    guard isListening else { return }
    let event = event()
    observer?.observe(event)
    log?.write(event)
  }
}
