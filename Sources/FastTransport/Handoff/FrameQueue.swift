/// Batches on their way from a loop to the one task that reads them. No lock, one wake-up for a batch.
///
/// The loop pushes and never waits. The reader takes everything at once; when there is nothing it leaves its
/// continuation behind and marks the stack as parked, in this order. Whoever turns the mark back (the loop with the
/// next batch, or a cancellation) owns the continuation and resumes it.
package final class FrameQueue: @unchecked Sendable {
  // Sendable: `waiter` is written before the mark is set and read by the one who clears it; the mark orders the two.

  private let stack = AtomicStack<FrameBatch>()
  private var waiter: CheckedContinuation<Void, Never>?

  package init() {}

  /// Adds a batch. From one thread.
  func push(_ batch: FrameBatch) {
    if case .unparked = stack.push(batch) { wake() }
  }

  /// Everything there is, oldest first.
  func takeAll() -> AtomicChain<FrameBatch> { stack.takeAll() }

  /// Waits until there may be something to take, or the task is cancelled. For the one reader.
  nonisolated(nonsending) func wait() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        waiter = continuation
        // Cancelled before the mark was set: the handler has run and found nothing.
        if !stack.park() || (Task.isCancelled && stack.unpark()) { wake() }
      }
    } onCancel: {
      if stack.unpark() { wake() }
    }
  }

  private func wake() {
    let continuation = waiter
    waiter = nil
    continuation?.resume()
  }
}
