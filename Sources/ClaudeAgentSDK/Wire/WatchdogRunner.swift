internal import FastTransport

/// Keeps the watchdog of one connection: its machine, its one timer, and what is done. On the loop.
final class WatchdogRunner: @unchecked Sendable {
  // Sendable: everything is touched on the loop only.

  private weak let connection: Connection?
  private let deadlines: any DeadlineSource
  private var machine: WatchdogMachine
  private var timer: (any Deadline)?
  /// What the timer is set to; a later deadline needs no other timer.
  private var due: Duration?
  private var isStopped = false
  private var hasBytes = false

  init(_ watchdog: Watchdog, connection: Connection) {
    machine = WatchdogMachine(watchdog)
    self.connection = connection
    deadlines = connection.deadlines
  }

  func saw(_ event: WatchdogMachine.Event) {
    guard !isStopped else { return }
    machine.saw(event, at: deadlines.time)
    // Bytes move a deadline further away, which is found out when it comes; but the first start another clock.
    if event != .bytes || due == nil || !hasBytes { schedule() }
    if event == .bytes { hasBytes = true }
  }

  /// An assistant's or a user's message.
  func saw(_ kind: MessageKind, _ node: JSONNode) {
    switch kind {
    case .streamEvent: saw(.answer)
    case .assistant:
      saw(.answer)
      eachBlock(of: node) { block in
        guard block.at("type")?.equals("tool_use") == true, let id = block.string(at: "id") else { return }
        saw(.toolStarted(id))
      }
    case .user:
      eachBlock(of: node) { block in
        if let id = block.string(at: "tool_use_id") { saw(.toolEnded(id)) }
      }
    default: break
    }
  }

  /// Whether an answer is to come whose first part may be one that the loop does not see.
  var awaitsAnswer: Bool { !isStopped && machine.awaitsAnswer }

  /// A stream of partial messages is the consumer's: it is looked at only until an answer has begun.
  func saw(partOfAnswerIn batch: FrameBatch) {
    let isPart = (0..<batch.count).contains { batch.kind(at: $0) == MessageKind.streamEvent.rawValue }
    if isPart { saw(.answer) }
  }

  /// The first blocks of a message; so many calls of tools are looked at.
  private func eachBlock(of node: JSONNode, _ body: (JSONNode) -> Void) {
    guard var elements = node.at("message", "content")?.elements else { return }
    var left = 64
    while left > 0, let block = elements.next() {
      body(block)
      left -= 1
    }
  }

  func stop() {
    isStopped = true
    timer?.cancel()
    timer = nil
  }

  private func schedule() {
    guard let connection, let next = machine.deadline(isServing: connection.router.isServing) else { return }
    if let due, due <= next { return }
    timer?.cancel()
    due = next
    timer = deadlines.schedule(after: max(.zero, next - deadlines.time)) { [weak self] in
      guard let self, let connection = self.connection else { return }
      connection.onLoop { _ in self.look() }
    }
  }

  private func look() {
    due = nil
    timer = nil
    guard !isStopped, let connection else { return }
    let verdict = machine.look(
      at: deadlines.time, pendingRequests: connection.router.pending, sessionID: connection.sessionID)
    if let report = verdict.report { connection.events.emit(.stalled(report)) }
    switch verdict.response {
    case .interrupt: connection.begin("interrupt", timeout: .seconds(60), fields: { _ in }, complete: { _ in })
    case .close: connection.giveUp(verdict.report)
    case .report, nil: break
    }
    schedule()
  }
}
