private import Synchronization

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#elseif canImport(Darwin)
  private import Darwin
#endif

/// A bounded list of free slabs of one size. One loop takes from it; slabs come home from any thread.
///
/// Giving back pushes onto a linked list whose links lie in the free blocks themselves. Taking exchanges the whole
/// list for nothing and keeps it as the loop's own stock, so that no block is ever popped while another thread looks
/// at it.
package final class SlabPool: @unchecked Sendable {
  // Sendable: `stock` is touched by the owning loop only; the rest is atomic.

  package let slabSize: Int
  private let limit: Int

  /// Head of the returned blocks. Written by any thread with release, so that the link in the block is seen;
  /// taken by the loop with acquire.
  private let returned = Atomic<UInt>(0)
  /// How many blocks are free, stock included. Relaxed: it only bounds the memory kept.
  private let kept = Atomic<Int>(0)
  /// Bytes in slabs that are handed out. Relaxed: a gauge.
  private let used = Atomic<Int>(0)
  /// The loop's own list of free blocks.
  private var stock: UInt = 0

  /// - Parameters:
  ///   - slabSize: Usable bytes of a slab.
  ///   - limit: How many free blocks are kept; more are freed.
  package init(slabSize: Int, limit: Int) {
    self.slabSize = slabSize
    self.limit = limit
  }

  deinit {
    for head in [stock, returned.load(ordering: .acquiring)] {
      var next = head
      while next != 0 {
        // Safe: every address in the lists is a block that nobody else holds.
        let block = unsafe UnsafeMutablePointer<UInt>(bitPattern: next).unsafelyUnwrapped
        next = unsafe block.pointee
        unsafe unmap(UnsafeMutableRawPointer(block))
      }
    }
  }

  /// Bytes in slabs that are in use.
  package var bytesInUse: Int { used.load(ordering: .relaxed) }
  /// How many blocks are kept for later.
  package var freeCount: Int { kept.load(ordering: .relaxed) }

  /// A slab of `slabSize`, or of `capacity` where that is larger. On the loop's thread only.
  func take(atLeast capacity: Int = 0) -> Slab? {
    guard capacity <= slabSize else {
      guard capacity <= Slab.largest, let memory = unsafe Slab.allocate(capacity) else { return nil }
      used.wrappingAdd(capacity, ordering: .relaxed)
      return unsafe Slab(memory: memory, capacity: capacity, pool: self)
    }
    if stock == 0 { stock = returned.exchange(0, ordering: .acquiring) }
    let memory: UnsafeMutablePointer<UInt8>
    if stock != 0 {
      // Safe: the stock belongs to this thread; its first word is the link.
      let block = unsafe UnsafeMutablePointer<UInt>(bitPattern: stock).unsafelyUnwrapped
      stock = unsafe block.pointee
      kept.wrappingSubtract(1, ordering: .relaxed)
      unsafe memory = UnsafeMutableRawPointer(block).assumingMemoryBound(to: UInt8.self)
    } else {
      guard let fresh = unsafe map() else { return nil }
      unsafe memory = fresh
    }
    used.wrappingAdd(slabSize, ordering: .relaxed)
    return unsafe Slab(memory: memory, capacity: slabSize, pool: self)
  }

  /// Takes a block back. On any thread.
  func giveBack(_ memory: UnsafeMutablePointer<UInt8>, capacity: Int) {
    used.wrappingSubtract(capacity, ordering: .relaxed)
    guard capacity == slabSize, kept.wrappingAdd(1, ordering: .relaxed).oldValue < limit else {
      if capacity == slabSize { kept.wrappingSubtract(1, ordering: .relaxed) }
      if capacity == slabSize { unsafe unmap(memory) } else { unsafe free(memory) }
      return
    }
    // Safe: the block is at least a word long and nobody reads it any more.
    let block = unsafe UnsafeMutableRawPointer(memory).bindMemory(to: UInt.self, capacity: 1)
    var head = returned.load(ordering: .relaxed)
    while true {
      unsafe block.pointee = head
      let (exchanged, original) = returned.compareExchange(
        expected: head, desired: UInt(bitPattern: block), successOrdering: .releasing, failureOrdering: .relaxed)
      if exchanged { return }
      head = original
    }
  }

  // MARK: Memory

  /// Slabs are mapped, not taken from the heap: what another thread frees there stays in the process, and a burst over
  /// hundreds of connections would be paid for ever after.
  private func map() -> UnsafeMutablePointer<UInt8>? {
    // Safe: a mapping of its own, which `unmap` ends. The padding is part of it.
    let memory = unsafe mmap(
      nil, slabSize + Slab.padding, PROT_READ | PROT_WRITE, MAP_PRIVATE | anonymousMapping, -1, 0)
    guard let memory = unsafe memory, unsafe memory != MAP_FAILED else { return nil }
    return unsafe memory.assumingMemoryBound(to: UInt8.self)
  }

  private func unmap(_ memory: UnsafeMutableRawPointer) {
    // Safe: nothing reads these bytes any more.
    unsafe munmap(memory, slabSize + Slab.padding)
  }
}

#if canImport(Darwin)
  private let anonymousMapping = MAP_ANON
#else
  private let anonymousMapping = MAP_ANONYMOUS
#endif
