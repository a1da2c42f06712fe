internal import FastTransport

/// A task that waits for something that happens on the loop, and gives up waiting when it is cancelled.
///
/// What it waits for goes on: an answer that comes later is nobody's.
final class LoopWait<Value: Sendable>: @unchecked Sendable {
  // Sendable: both fields are touched on the loop only.
  private var continuation: CheckedContinuation<Value?, Never>?
  private var outcome: Value??

  /// Waits for `finish`. On the loop `begin` is called first, with this object to be finished.
  ///
  /// - Returns: What `finish` was given; nil when the task was cancelled first.
  static func value(
    on loop: EventLoop, _ begin: @escaping @Sendable (LoopWait<Value>) -> Void
  ) async -> Value? {
    let wait = LoopWait<Value>()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { (continuation: CheckedContinuation<Value?, Never>) in
        loop.run {
          wait.attach(continuation)
          begin(wait)
        }
      }
    } onCancel: {
      loop.run { wait.settle(nil) }
    }
  }

  /// Ends the wait; again is nothing. On the loop.
  func finish(_ value: Value) { settle(value) }

  private func attach(_ continuation: CheckedContinuation<Value?, Never>) {
    if let outcome { continuation.resume(returning: outcome) } else { self.continuation = continuation }
  }

  private func settle(_ value: Value?) {
    guard outcome == nil else { return }
    outcome = .some(value)
    continuation?.resume(returning: value)
    continuation = nil
  }
}
