private import Synchronization

/// Lets only so many connections of a loop be in the making at once; the others wait in line.
///
/// A start holds an environment, a command line and their copies for the kernel. Five hundred at once would hold
/// megabytes for a moment, which the allocator never gives back, while the loop starts children one by one anyway.
package final class StartGate: @unchecked Sendable {
  // Sendable: `waiting` and `first` belong to the loop; `inside` is atomic.
  private let limit: Int
  /// How many are inside, and how many wait. Changed by any thread; who counts beyond the limit waits. Relaxed: the line
  /// itself is kept by the loop.
  private let inside = Atomic<Int>(0)
  /// Those whose turn came before they had joined the line.
  private var early = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []
  /// Where the line begins; the array is cut when half of it has gone.
  private var first = 0

  init(limit: Int = 4) { self.limit = limit }

  /// Waits for its turn: not at all, mostly. Every call is followed by one of `leave`.
  package func enter(on loop: EventLoop) async {
    if inside.wrappingAdd(1, ordering: .relaxed).newValue <= limit { return }
    await withCheckedContinuation { (turn: CheckedContinuation<Void, Never>) in
      loop.run { [self] in
        if early > 0 {
          early -= 1
          turn.resume()
        } else {
          waiting.append(turn)
        }
      }
    }
  }

  /// Lets the next one in.
  package func leave(on loop: EventLoop) {
    // Nobody waits when everybody who counted was within the limit.
    if inside.wrappingSubtract(1, ordering: .relaxed).oldValue <= limit { return }
    loop.run { [self] in
      guard first < waiting.count else {
        early += 1
        return
      }
      let next = waiting[first]
      first += 1
      if first * 2 > waiting.count {
        waiting.removeFirst(first)
        first = 0
      }
      next.resume()
    }
  }
}
