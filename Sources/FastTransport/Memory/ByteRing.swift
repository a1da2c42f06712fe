/// The reading memory of one loop: a ring of padded slabs with one current slab, shared by all its connections.
///
///     current slab  | lines of a | lines of b | unfinished line of b |  free: the next read goes here |
///
/// A read claims the free tail for the connection that has bytes. At most one connection has its unfinished line in
/// the slab: the one at the tail, where the rest can follow. When another one reads, that line moves to a block of
/// its own, so an idle connection owns nothing but a line it has not finished, and pins no slab.
package final class ByteRing {
  let pool: SlabPool
  /// The least room worth a read. Below it the ring goes on to the next slab.
  let smallestRead: Int
  private(set) var slab: Slab?
  var tail = 0
  /// Who has an unfinished line at the tail.
  ///
  /// Safe: a reader takes itself off before it goes (`LineReader.release`).
  unowned(unsafe) var tailOwner: LineReader?

  package init(slabSize: Int = (256 << 10) - Slab.padding, freeSlabs: Int = 18, smallestRead: Int = 32 << 10) {
    pool = SlabPool(slabSize: slabSize, limit: freeSlabs)
    self.smallestRead = min(smallestRead, max(1, slabSize / 2))
  }

  /// The current slab with room for `need` bytes and a read; another one is taken when there is too little.
  /// Nil when memory is exhausted.
  func room(for need: Int) -> Slab? {
    if let slab, slab.capacity - tail >= need + smallestRead { return slab }
    return nextSlab()
  }

  /// Goes on to a fresh slab. The old one goes home when its last line is let go.
  func nextSlab() -> Slab? {
    slab = pool.take()
    tail = 0
    // Safe: nobody is kept alive or read through here.
    unsafe tailOwner = nil
    return slab
  }

  /// Moves the unfinished line of another connection out of the way.
  func evict(for reader: LineReader?) {
    // Safe: see `tailOwner`.
    guard let owner = unsafe tailOwner, owner !== reader else { return }
    unsafe tailOwner = nil
    owner.parkPartial()
  }
}
