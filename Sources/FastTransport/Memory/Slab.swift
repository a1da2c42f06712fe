private import Synchronization

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#elseif canImport(Darwin)
  private import Darwin
#endif

/// A padded block of bytes, shared by everything that was read into it.
///
///     | lines, written once by the loop, then read-only ........ | free tail | 64 bytes of padding |
///     start                                                      claimed by the next read
///
/// A byte is written once, by the loop thread, before any slice of it is handed out; from then on it is only read.
/// The block goes home to its pool, or is freed, when the last slice lets go, on whatever thread that is.
@safe
package final class Slab: @unchecked Sendable {
  // Sendable: the pointer never changes; bytes are published by the hand-off of the slices that cover them.

  /// Room behind the last usable byte, so that a vector read may run over the end of a line.
  package static let padding = 64

  /// The largest block: offsets into a slab are 32-bit.
  package static let largest = Int(UInt32.max) - 4096

  let start: UnsafeMutablePointer<UInt8>
  /// Usable bytes; the padding comes on top.
  package let capacity: Int
  /// A number no other slab of this process bears: an address may come back, an identity does not.
  package let identity: UInt64
  private let pool: SlabPool?

  /// A block of its own, freed with its last reference. Nil when memory is exhausted or the size is out of range.
  package convenience init?(capacity: Int) {
    guard capacity >= 0, capacity <= Self.largest, let memory = unsafe Self.allocate(capacity) else { return nil }
    unsafe self.init(memory: memory, capacity: capacity, pool: nil)
  }

  /// Takes over `memory`, which `allocate` returned for this capacity.
  init(memory: UnsafeMutablePointer<UInt8>, capacity: Int, pool: SlabPool?) {
    unsafe self.start = memory
    self.capacity = capacity
    self.pool = pool
    identity = SlabIdentity.next()
  }

  /// A block without bytes, which stands in where there is no memory for more.
  static let empty = unsafe Slab(
    memory: UnsafeMutablePointer<UInt8>.allocate(capacity: padding), capacity: 0, pool: nil)

  deinit {
    // Safe: the last reference is gone, so nothing reads these bytes any more.
    if let pool { unsafe pool.giveBack(start, capacity: capacity) } else { unsafe free(start) }
  }

  /// A copy of `bytes` in a block of its own.
  package convenience init?(copying bytes: RawSpan) {
    self.init(capacity: bytes.byteCount)
    // Safe: the block has room for just these bytes.
    unsafe bytes.withUnsafeBytes { source in
      if let base = source.baseAddress { unsafe memcpy(start, base, source.count) }
    }
  }

  static func allocate(_ capacity: Int) -> UnsafeMutablePointer<UInt8>? {
    // Safe: the padding is part of the allocation.
    guard let memory = unsafe malloc(capacity + padding) else { return nil }
    return unsafe memory.assumingMemoryBound(to: UInt8.self)
  }
}

/// Where slabs get their numbers.
enum SlabIdentity {
  /// Written by every thread that makes a slab; only uniqueness matters, so the order is relaxed.
  private static let last = Atomic<UInt64>(0)

  static func next() -> UInt64 { last.wrappingAdd(1, ordering: .relaxed).newValue }
}
