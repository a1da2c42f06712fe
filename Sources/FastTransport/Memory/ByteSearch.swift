#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#elseif canImport(Darwin)
  private import Darwin
#endif

/// Looking for bytes in bytes.
package enum ByteSearch {
  /// Where a byte first stands, from a place on.
  package static func first(_ byte: UInt8, in bytes: Span<UInt8>, from start: Int) -> Int? {
    // Safe: the C library reads what lies between `start` and the end, while the span is borrowed.
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard start < buffer.count, let base = buffer.baseAddress,
        let found = unsafe memchr(base + start, Int32(byte), buffer.count - start)
      else { return nil }
      return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
  }

  /// Where a text first stands, from a place on.
  package static func first(_ text: StaticString, in bytes: Span<UInt8>, from start: Int = 0) -> Int? {
    // Safe: the bytes are borrowed for the call.
    unsafe bytes.withUnsafeBufferPointer { unsafe first(text, in: $0, from: start) }
  }

  static func first(_ text: StaticString, in buffer: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    let size = text.utf8CodeUnitCount
    let ends = buffer.count &- size
    guard let base = buffer.baseAddress, size > 0, start >= 0, start <= ends else { return nil }
    // Safe: every load lies between `start` and the end.
    let raw = unsafe UnsafeRawPointer(base)
    let first = unsafe SIMD16<UInt8>(repeating: text.utf8Start[0])
    let last = unsafe SIMD16<UInt8>(repeating: text.utf8Start[size &- 1])
    var place = start
    // Sixteen places at once: where both the first and the last byte fit, the rest is compared.
    while place &+ 15 <= ends {
      let one = unsafe raw.loadUnaligned(fromByteOffset: place, as: SIMD16<UInt8>.self) .== first
      let two = unsafe raw.loadUnaligned(fromByteOffset: place &+ size &- 1, as: SIMD16<UInt8>.self) .== last
      let both = one .& two
      if any(both) {
        for lane in 0..<16 where both[lane] {
          if unsafe sameBytes(base + place + lane, text.utf8Start, size) { return place &+ lane }
        }
      }
      place &+= 16
    }
    while place <= ends {
      if unsafe sameBytes(base + place, text.utf8Start, size) { return place }
      place &+= 1
    }
    return nil
  }

  /// Whether a text stands anywhere in the bytes.
  package static func contains(_ text: StaticString, in bytes: Span<UInt8>) -> Bool { first(text, in: bytes) != nil }
}
