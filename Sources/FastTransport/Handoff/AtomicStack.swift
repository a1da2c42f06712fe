private import Synchronization

/// Something that can stand in an `AtomicStack`. In at most one at a time.
package class LinkedNode: @unchecked Sendable {
  // Sendable: `next` belongs to whoever holds the node: the pushing thread, then the taking one.
  fileprivate var next: UInt = 0

  package init() {}
}

/// The one way in which threads hand things to each other: any thread pushes, one thread takes everything at once.
///
/// Pushing links a node in front of the head; taking exchanges the head for nothing and turns the chain round, so
/// that it comes in the order of pushing. A node is never popped alone, hence no reclamation and no ABA problem.
/// The bound is kept by those who push, in the unit that matters to them (bytes, mostly).
package struct AtomicStack<Node: LinkedNode>: ~Copyable, Sendable {
  /// 0: empty. 1: empty, and the taker waits for a call. Else the address of the newest node, retained.
  ///
  /// Pushed with release, so that the node's content is seen; taken with acquire.
  private let head = Atomic<UInt>(0)

  private static var parked: UInt { 1 }

  package init() {}

  deinit { _ = takeAll() }

  package enum Pushed {
    /// There was nothing before: a taker that polls wants a call.
    case first
    /// There was something before.
    case more
    /// The taker had parked; it must be called now.
    case unparked
  }

  /// Adds a node.
  @discardableResult
  package func push(_ node: Node) -> Pushed {
    // Safe: the reference taken here is given up in `takeAll`.
    let address = unsafe UInt(bitPattern: Unmanaged.passRetained(node).toOpaque())
    var old = head.load(ordering: .relaxed)
    while true {
      node.next = old == Self.parked ? 0 : old
      let (exchanged, original) = head.weakCompareExchange(
        expected: old, desired: address, successOrdering: .acquiringAndReleasing, failureOrdering: .relaxed)
      if exchanged { return old == 0 ? .first : old == Self.parked ? .unparked : .more }
      old = original
    }
  }

  /// Whether there is nothing to take. A hint, except for the taker who sees false.
  package var isEmpty: Bool { head.load(ordering: .relaxed) <= Self.parked }

  /// Everything pushed so far, in the order of pushing. For the one taker, which is not parked.
  package func takeAll() -> AtomicChain<Node> {
    guard !isEmpty else { return AtomicChain(first: 0) }
    var newest = head.exchange(0, ordering: .acquiring)
    var chain: UInt = 0
    while newest > Self.parked {
      // Safe: the address came from `push`, and the chain keeps the reference.
      let node = unsafe Unmanaged<Node>.fromOpaque(UnsafeRawPointer(bitPattern: newest).unsafelyUnwrapped)
      let next = unsafe node._withUnsafeGuaranteedRef { node in
        let next = node.next
        node.next = chain
        return next
      }
      chain = newest
      newest = next
    }
    return AtomicChain(first: chain)
  }

  /// Marks the taker as waiting. False when something has come in the meantime.
  package func park() -> Bool {
    head.compareExchange(expected: 0, desired: Self.parked, ordering: .acquiringAndReleasing).exchanged
  }

  /// Takes the mark back, from any thread. True for the one who did: a push that found the mark has gone first
  /// otherwise.
  package func unpark() -> Bool {
    head.compareExchange(expected: Self.parked, desired: 0, ordering: .acquiringAndReleasing).exchanged
  }
}

/// Nodes taken from a stack, oldest first.
package struct AtomicChain<Node: LinkedNode>: ~Copyable, Sendable {
  private var first: UInt

  fileprivate init(first: UInt) { self.first = first }

  package var isEmpty: Bool { first == 0 }

  package mutating func popFirst() -> Node? {
    guard first != 0 else { return nil }
    // Safe: the chain holds one reference for each of its nodes; it is handed to the caller.
    let node = unsafe Unmanaged<Node>.fromOpaque(UnsafeRawPointer(bitPattern: first).unsafelyUnwrapped)
      .takeRetainedValue()
    first = node.next
    node.next = 0
    return node
  }

  deinit {
    var next = first
    while next != 0 {
      // Safe: as in `popFirst`.
      let node = unsafe Unmanaged<Node>.fromOpaque(UnsafeRawPointer(bitPattern: next).unsafelyUnwrapped)
        .takeRetainedValue()
      next = node.next
    }
  }
}
