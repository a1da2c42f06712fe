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

  /// Where a byte last stands before a place.
  package static func last(_ byte: UInt8, in bytes: Span<UInt8>, before end: Int) -> Int? {
    // Safe: every place is below `end`, which is inside.
    unsafe bytes.withUnsafeBufferPointer { buffer in
      var place = end - 1
      while place >= 0 {
        if unsafe buffer[place] == byte { return place }
        place -= 1
      }
      return nil
    }
  }

  /// Whether a text stands anywhere in the bytes.
  package static func contains(_ text: StaticString, in bytes: Span<UInt8>) -> Bool {
    let size = text.utf8CodeUnitCount
    // Safe: every load lies inside the bytes, which are borrowed for the call.
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress, size > 0, size <= buffer.count else { return false }
      let raw = unsafe UnsafeRawPointer(base)
      let ends = buffer.count &- size
      let first = unsafe SIMD16<UInt8>(repeating: text.utf8Start[0])
      let last = unsafe SIMD16<UInt8>(repeating: text.utf8Start[size &- 1])
      var place = 0
      // Sixteen places at once: where both the first and the last byte fit, the rest is compared.
      while place &+ 15 <= ends {
        let one = unsafe raw.loadUnaligned(fromByteOffset: place, as: SIMD16<UInt8>.self) .== first
        let two = unsafe raw.loadUnaligned(fromByteOffset: place &+ size &- 1, as: SIMD16<UInt8>.self) .== last
        let both = one .& two
        if any(both) {
          for lane in 0..<16 where both[lane] {
            if unsafe sameBytes(base + place + lane, text.utf8Start, size) { return true }
          }
        }
        place &+= 16
      }
      while place <= ends {
        if unsafe sameBytes(base + place, text.utf8Start, size) { return true }
        place &+= 1
      }
      return false
    }
  }

  /// Whether the bytes begin with a text.
  package static func begins(_ bytes: Span<UInt8>, with text: StaticString) -> Bool {
    // Safe: as many bytes are compared as there are.
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard buffer.count >= text.utf8CodeUnitCount, let base = buffer.baseAddress else { return false }
      return unsafe sameBytes(base, text.utf8Start, text.utf8CodeUnitCount)
    }
  }
}
