/// The frames of one channel, for one consumer: serves from a local batch and waits only when there is none.
package final class FrameStream: @unchecked Sendable {
  // Sendable: the one consumer may move between threads, but two never call at once.

  private let queue: FrameQueue
  private let account: ReadAccount
  private let resume: @Sendable () -> Void
  private var chain = AtomicStack<FrameBatch>().takeAll()
  private var current: FrameBatch?
  private var ending: FrameEnd?

  init(queue: FrameQueue, account: ReadAccount, resume: @escaping @Sendable () -> Void) {
    self.queue = queue
    self.account = account
    self.resume = resume
  }

  /// The next batch with lines in it, or nil at the end of the stream or when the task is cancelled; `end` tells
  /// which. The batch before it is used up with this call, if it was not given back.
  package func nextBatch(isolation: isolated (any Actor)? = #isolation) async -> FrameBatch? {
    giveBack()
    while true {
      while let batch = chain.popFirst() {
        if let end = batch.end { ending = end }
        if batch.count > 0 {
          current = batch
          return batch
        }
      }
      if ending != nil { return nil }
      chain = queue.takeAll()
      if !chain.isEmpty { continue }
      if Task.isCancelled { return nil }
      await queue.wait()
    }
  }

  /// The next batch if one is there already.
  package func nextBatchNow() -> FrameBatch? {
    giveBack()
    if chain.isEmpty { chain = queue.takeAll() }
    while let batch = chain.popFirst() {
      if let end = batch.end { ending = end }
      if batch.count > 0 {
        current = batch
        return batch
      }
    }
    return nil
  }

  /// Why the stream ended; nil while it goes on.
  package var end: FrameEnd? { ending }

  /// The last batch is used up: what it held counts as read. `nextBatch` says so too.
  package func giveBack() {
    guard let used = current else { return }
    current = nil
    if account.subtract(used.byteCount) { resume() }
  }
}
