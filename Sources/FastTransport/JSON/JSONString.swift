/// Escaped bytes to Swift strings.
///
/// A lone surrogate becomes U+FFFD: Swift strings cannot hold it, and the raw bytes stay reachable. Everything else
/// that is no escape makes the string unreadable (nil).
enum JSONString {
  /// The text of the bytes between two quotes. They are UTF-8: simdjson has checked the line.
  @inline(__always)
  static func decode(_ source: UnsafeBufferPointer<UInt8>) -> String? {
    if source.isEmpty { return "" }
    var failed = false
    // Safe: `unescape` writes at most `source.count` bytes, since no escape is shorter than what it stands for.
    let text = unsafe String(unsafeUninitializedCapacity: source.count) { target in
      let written = unsafe unescape(source, into: target.baseAddress.unsafelyUnwrapped)
      failed = written < 0
      return max(written, 0)
    }
    return failed ? nil : text
  }

  /// Copies `source` to `target` without its escapes; the number of bytes written, or -1 for a bad escape.
  ///
  /// Eight bytes at a time while no backslash is among them. Writes never pass `target + source.count`.
  static func unescape(_ source: UnsafeBufferPointer<UInt8>, into target: UnsafeMutablePointer<UInt8>) -> Int {
    let count = source.count
    let from = unsafe source.baseAddress.unsafelyUnwrapped
    let ones: UInt64 = 0x0101_0101_0101_0101
    let backslashes: UInt64 = 0x5C5C_5C5C_5C5C_5C5C
    var read = 0
    var written = 0
    while read < count {
      if read &+ 8 <= count {
        // Safe: eight bytes are left to read, and `written <= read` leaves as much room to write.
        let word = unsafe UnsafeRawPointer(from + read).loadUnaligned(as: UInt64.self)
        unsafe UnsafeMutableRawPointer(target + written).storeBytes(of: word, as: UInt64.self)
        let differences = UInt64(littleEndian: word) ^ backslashes
        let found = (differences &- ones) & ~differences & 0x8080_8080_8080_8080
        if found == 0 {
          read &+= 8
          written &+= 8
          continue
        }
        let before = found.trailingZeroBitCount / 8
        read &+= before
        written &+= before
      } else if read == written, count &- read > 2, unsafe copyEnd(from, into: target, read, count) {
        return count
      } else {
        // Safe: `read < count`.
        let byte = unsafe from[read]
        if byte != 0x5C {
          unsafe target[written] = byte
          read &+= 1
          written &+= 1
          continue
        }
      }
      guard unsafe escape(from, count: count, at: &read, into: target, at: &written) else { return -1 }
    }
    return written
  }

  /// Copies the last bytes, of which fewer than eight are left, if there is no backslash among them; `read` bytes
  /// before them were copied to just as many. Two words that overlap take the place of single bytes.
  @inline(__always)
  private static func copyEnd(
    _ from: UnsafePointer<UInt8>, into target: UnsafeMutablePointer<UInt8>, _ read: Int, _ count: Int
  ) -> Bool {
    let source = unsafe UnsafeRawPointer(from)
    let copy = UnsafeMutableRawPointer(target)
    // Safe: every load and store lies inside the `count` bytes, which hold as many on both sides.
    if count >= 8 {
      let last = unsafe source.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
      if hasBackslash(last) { return false }
      unsafe copy.storeBytes(of: last, toByteOffset: count &- 8, as: UInt64.self)
      return true
    }
    guard count >= 4 else { return false }
    let first = unsafe source.loadUnaligned(as: UInt32.self)
    let last = unsafe source.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
    if hasBackslash(UInt64(first) << 32 | UInt64(last)) { return false }
    unsafe copy.storeBytes(of: first, as: UInt32.self)
    unsafe copy.storeBytes(of: last, toByteOffset: count &- 4, as: UInt32.self)
    return true
  }

  @inline(__always)
  private static func hasBackslash(_ word: UInt64) -> Bool {
    let differences = word ^ 0x5C5C_5C5C_5C5C_5C5C
    return (differences &- 0x0101_0101_0101_0101) & ~differences & 0x8080_8080_8080_8080 != 0
  }

  /// One escape at `read`, which stands on a backslash.
  private static func escape(
    _ from: UnsafePointer<UInt8>, count: Int, at read: inout Int, into target: UnsafeMutablePointer<UInt8>,
    at written: inout Int
  ) -> Bool {
    guard read &+ 1 < count else { return false }
    let plain: UInt8
    // Safe: `read + 1 < count`.
    switch unsafe from[read &+ 1] {
    case 0x6E: plain = 0x0A
    case 0x22: plain = 0x22
    case 0x5C: plain = 0x5C
    case 0x74: plain = 0x09
    case 0x72: plain = 0x0D
    case 0x2F: plain = 0x2F
    case 0x62: plain = 0x08
    case 0x66: plain = 0x0C
    case 0x75: return unsafe unicode(from, count: count, at: &read, into: target, at: &written)
    default: return false
    }
    // Safe: an escape is two bytes, so there is room for one.
    unsafe target[written] = plain
    written &+= 1
    read &+= 2
    return true
  }

  private static func unicode(
    _ from: UnsafePointer<UInt8>, count: Int, at read: inout Int, into target: UnsafeMutablePointer<UInt8>,
    at written: inout Int
  ) -> Bool {
    guard let first = unsafe hexadecimal(from, count: count, at: read &+ 2) else { return false }
    read &+= 6
    var scalar = first
    if first >= 0xD800 && first < 0xE000 {
      scalar = 0xFFFD
      // Safe: `read + 1 < count` is checked first.
      if first < 0xDC00, read &+ 1 < count, unsafe from[read] == 0x5C, unsafe from[read &+ 1] == 0x75,
        let second = unsafe hexadecimal(from, count: count, at: read &+ 2), second >= 0xDC00, second < 0xE000
      {
        scalar = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00)
        read &+= 6
      }
    }
    // Safe: six escaped bytes (twelve for a pair) leave room for the three (four) bytes they stand for.
    func put(_ byte: UInt32) {
      unsafe target[written] = UInt8(truncatingIfNeeded: byte)
      written &+= 1
    }
    if scalar < 0x80 {
      put(scalar)
    } else if scalar < 0x800 {
      put(0xC0 | scalar >> 6)
      put(0x80 | scalar & 0x3F)
    } else if scalar < 0x1_0000 {
      put(0xE0 | scalar >> 12)
      put(0x80 | scalar >> 6 & 0x3F)
      put(0x80 | scalar & 0x3F)
    } else {
      put(0xF0 | scalar >> 18)
      put(0x80 | scalar >> 12 & 0x3F)
      put(0x80 | scalar >> 6 & 0x3F)
      put(0x80 | scalar & 0x3F)
    }
    return true
  }

  private static func hexadecimal(_ from: UnsafePointer<UInt8>, count: Int, at offset: Int) -> UInt32? {
    guard offset &+ 4 <= count else { return nil }
    var value: UInt32 = 0
    for index in offset..<(offset &+ 4) {
      // Safe: the four digits lie inside the source.
      let digit = unsafe from[index]
      switch digit {
      case 0x30...0x39: value = value << 4 | UInt32(digit &- 0x30)
      case 0x41...0x46: value = value << 4 | UInt32(digit &- 0x37)
      case 0x61...0x66: value = value << 4 | UInt32(digit &- 0x57)
      default: return nil
      }
    }
    return value
  }
}
