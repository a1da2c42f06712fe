extension JSONWriter {
  /// A whole JSON value as it stood in a line; false, and nothing written, for one that does not end, and for one of a
  /// text of several lines.
  @discardableResult
  package mutating func copy(_ node: JSONNode) -> Bool {
    guard let cursor = node.cursor, let range = cursor.range(at: Int(node.place)) else { return false }
    // Safe: the bytes are copied while the cursor is open.
    let run = unsafe cursor.bytes(range)
    if unsafe run.contains(0x0A) { return false }
    unsafe raw(run: run)
    return true
  }

  /// Appends a text in quotes. Runs that need no escape, which is nearly all text, are copied whole.
  mutating func appendQuoted(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      // Safe: the buffer is the text's own storage and is only read inside this closure.
      unsafe appendQuoted(utf8)
    }
  }

  private mutating func appendQuoted(_ utf8: UnsafeBufferPointer<UInt8>) {
    appendByte(UInt8(ascii: "\""))
    var done = 0
    while done < utf8.count {
      let special = unsafe Self.firstSpecial(in: utf8, from: done)
      if special > done {
        // Safe: firstSpecial returns an offset between its start and the end of the buffer.
        unsafe appendRun(UnsafeBufferPointer(rebasing: utf8[done..<special]))
      }
      guard special < utf8.count else { break }
      // Safe: special was just found to be below the end.
      appendEscape(of: unsafe utf8[special])
      done = special + 1
    }
    appendByte(UInt8(ascii: "\""))
  }

  private mutating func appendEscape(of byte: UInt8) {
    appendByte(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): appendByte(byte)
    case 0x08: appendByte(UInt8(ascii: "b"))
    case 0x09: appendByte(UInt8(ascii: "t"))
    case 0x0A: appendByte(UInt8(ascii: "n"))
    case 0x0C: appendByte(UInt8(ascii: "f"))
    case 0x0D: appendByte(UInt8(ascii: "r"))
    default:
      for part in [UInt8(ascii: "u"), UInt8(ascii: "0"), UInt8(ascii: "0"), UInt8(ascii: "0") + byte >> 4] {
        appendByte(part)
      }
      let low = byte & 0x0F
      appendByte(low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + low - 10)
    }
  }

  /// The offset of the first byte that needs an escape, or the end.
  ///
  /// Eight bytes at a time: for each of the three conditions (below 0x20, equal to `"`, equal to `\`) the usual
  /// borrow trick sets the top bit of a byte that meets it. A borrow can only mark bytes above a true hit, so the word
  /// test is exact, and the bytes of a marked word are then looked at one by one.
  private static func firstSpecial(in utf8: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    var index = start
    while index + 8 <= utf8.count {
      // Safe: eight bytes are left, and the load needs no alignment.
      let word = unsafe UnsafeRawBufferPointer(utf8).loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let quote = word ^ (ones &* 0x22)
      let backslash = word ^ (ones &* 0x5C)
      let hits =
        ((word &- ones &* 0x20) & ~word) | ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
      if hits & tops != 0 { break }
      index += 8
    }
    // Safe: index stays below the count.
    while index < utf8.count, !needsEscape(unsafe utf8[index]) { index += 1 }
    return index
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }
}
