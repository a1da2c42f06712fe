/// Where deadlines come from: the loop's timers in production, a clock that tests turn by hand.
package protocol DeadlineSource: Sendable {
  /// Runs `action` once, after `delay`, unless the deadline is cancelled before.
  func schedule(after delay: Duration, _ action: @escaping @Sendable () -> Void) -> any Deadline

  /// Time since some moment in the past, by the same clock. Cheap; may be as old as the round of the loop.
  var time: Duration { get }
}

/// One scheduled action.
package protocol Deadline: Sendable {
  /// Takes the action back. After it has run, or twice, this is nothing.
  func cancel()
}

extension EventLoop: DeadlineSource {
  package var time: Duration { .milliseconds(Int64(clamping: milliseconds)) }

  package func schedule(after delay: Duration, _ action: @escaping @Sendable () -> Void) -> any Deadline {
    let deadline = LoopDeadline(loop: self)
    run { deadline.start(after: delay, action) }
    return deadline
  }
}

/// A deadline on a loop, cancelled from any thread.
private final class LoopDeadline: Deadline, @unchecked Sendable {
  // Sendable: the fields are touched on the loop only.
  private let loop: EventLoop
  private var timer: LoopTimer?
  private var isCancelled = false

  init(loop: EventLoop) { self.loop = loop }

  func start(after delay: Duration, _ action: @escaping () -> Void) {
    guard !isCancelled else { return }
    let timer = LoopTimer(loop: loop)
    self.timer = timer
    timer.start(after: delay) { [self] in
      finish()
      action()
    }
  }

  func cancel() {
    loop.run { [self] in
      isCancelled = true
      finish()
    }
  }

  private func finish() {
    timer?.close()
    timer = nil
  }
}
