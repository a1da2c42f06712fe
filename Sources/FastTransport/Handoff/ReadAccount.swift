private import Synchronization

/// Finished lines that nobody has read yet, in bytes, and the decision to pause the pipe.
///
/// The loop adds and pauses; the reader subtracts and asks for more. Each writes its own word and then reads the
/// other's, both with sequential order, so that at least one of them sees that a paused pipe may go on.
package final class ReadAccount: Sendable {
  private let high: Int
  private let low: Int
  private let unread = Atomic<Int>(0)
  private let paused = Atomic<Bool>(false)

  package init(high: Int, low: Int) {
    self.high = high
    self.low = low
  }

  package var unreadBytes: Int { unread.load(ordering: .relaxed) }
  package var isPaused: Bool { paused.load(ordering: .relaxed) }

  /// The loop has handed `bytes` over. True when it must pause the pipe now.
  func add(_ bytes: Int) -> Bool {
    guard unread.wrappingAdd(bytes, ordering: .sequentiallyConsistent).newValue >= high else { return false }
    paused.store(true, ordering: .sequentiallyConsistent)
    if unread.load(ordering: .sequentiallyConsistent) < low, clearPause() { return false }
    return true
  }

  /// The reader has used `bytes` up. True when it must ask the loop to go on.
  func subtract(_ bytes: Int) -> Bool {
    let left = unread.wrappingSubtract(bytes, ordering: .sequentiallyConsistent).newValue
    return left < low && paused.load(ordering: .sequentiallyConsistent) && clearPause()
  }

  private func clearPause() -> Bool {
    paused.compareExchange(expected: true, desired: false, ordering: .sequentiallyConsistent).exchanged
  }
}
