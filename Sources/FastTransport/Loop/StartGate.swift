/// Lets only so many connections of a loop be in the making at once; the others wait in line.
///
/// A start holds an environment, a command line and their copies for the kernel. Five hundred at once would hold
/// megabytes for a moment, which the allocator never gives back, while the loop starts children one by one anyway.
package final class StartGate: @unchecked Sendable {
  // Sendable: the fields belong to the loop.
  private let limit: Int
  private var inside = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []
  /// Where the line begins; the array is cut when half of it has gone.
  private var first = 0

  init(limit: Int = 4) { self.limit = limit }

  /// Waits for its turn. Every call is followed by one of `leave`.
  package func enter(on loop: EventLoop) async {
    await withCheckedContinuation { (turn: CheckedContinuation<Void, Never>) in
      loop.run { [self] in
        if inside < limit {
          inside += 1
          turn.resume()
        } else {
          waiting.append(turn)
        }
      }
    }
  }

  /// Lets the next one in.
  package func leave(on loop: EventLoop) {
    loop.run { [self] in
      guard first < waiting.count else {
        inside -= 1
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
