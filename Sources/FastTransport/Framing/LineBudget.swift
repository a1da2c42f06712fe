private import Synchronization

/// Memory for lines that outgrow a slab, counted for the whole process: a thousand connections may not each assemble
/// a line of the largest size at once.
package final class LineBudget: Sendable {
  package static let shared = LineBudget(bytes: 1 << 30)

  private let limit: Int
  /// Written by the loops; only the sum matters, so the order is relaxed.
  private let used = Atomic<Int>(0)

  package init(bytes: Int) { limit = bytes }

  package var bytesInUse: Int { used.load(ordering: .relaxed) }

  /// Whether so many bytes were free; they are taken then.
  func take(_ bytes: Int) -> Bool {
    if used.wrappingAdd(bytes, ordering: .relaxed).newValue <= limit { return true }
    used.wrappingSubtract(bytes, ordering: .relaxed)
    return false
  }

  func giveBack(_ bytes: Int) { used.wrappingSubtract(bytes, ordering: .relaxed) }
}
