extension JSONNode {
  /// What the value is; nil when the line is broken here.
  package var kind: JSONKind? {
    guard let cursor, place < cursor.count else { return nil }
    switch cursor.byte(at: Int(place)) {
    case 0x7B: return .object
    case 0x5B: return .array
    case 0x22: return .string
    case 0x74, 0x66: return .bool
    case 0x6E: return .null
    case 0x2D, 0x30...0x39: return .number
    default: return nil
    }
  }

  /// The value of a member of an object; of equal keys the last one counts.
  package subscript(key: String) -> JSONNode? {
    var key = key
    return key.withUTF8 { name in
      guard let cursor else { return nil }
      var found = 0
      var walk = JSONMemberWalk(cursor, object: Int(place))
      while walk.key != 0 {
        // Safe: the bytes are read inside the closure only.
        if unsafe cursor.isKey(named: name, at: walk.key) { found = walk.value }
        walk.skip()
      }
      return walk.end < 0 || found == 0 ? nil : moved(to: found)
    }
  }

  /// The same for a key known when the program is compiled: no string is made.
  @inline(__always)
  package func at(_ key: StaticString) -> JSONNode? {
    guard let cursor, let found = unsafe cursor.value(of: key.bytes, in: Int(place)) else { return nil }
    return moved(to: found)
  }

  /// A member of a member, found in one walk.
  @inline(__always)
  package func at(_ first: StaticString, _ second: StaticString) -> JSONNode? {
    guard let cursor, let outer = unsafe cursor.value(of: first.bytes, in: Int(place)),
      let inner = unsafe cursor.value(of: second.bytes, in: outer)
    else { return nil }
    return moved(to: inner)
  }

  /// The string value; nil for anything else, and for a string with a bad escape.
  @inline(__always)
  package var string: String? { cursor?.string(at: Int(place)) }

  /// The string value of a member.
  @inline(__always)
  package func string(at key: StaticString) -> String? {
    guard let cursor, let found = unsafe cursor.value(of: key.bytes, in: Int(place)) else { return nil }
    return cursor.string(at: found)
  }

  /// The string value three members down, found in one walk.
  @inline(__always)
  package func string(at first: StaticString, _ second: StaticString, _ third: StaticString) -> String? {
    guard let cursor,
      let outer = unsafe cursor.value(of: first.bytes, in: Int(place)),
      let middle = unsafe cursor.value(of: second.bytes, in: outer),
      let inner = unsafe cursor.value(of: third.bytes, in: middle)
    else { return nil }
    return cursor.string(at: inner)
  }

  /// Whether the value is a string with just this text. No string is made unless it has escapes.
  @inline(__always)
  package func equals(_ text: StaticString) -> Bool {
    cursor?.isString(text, at: Int(place)) ?? false
  }

  /// `true` or `false`; nil for anything else.
  package var bool: Bool? {
    guard let raw = rawSlice else { return nil }
    if raw.equals("true") { return true }
    return raw.equals("false") ? false : nil
  }

  /// Whether the value is `null`.
  package var isNull: Bool { kind == .null && rawSlice?.equals("null") == true }

  /// The value as an integer: written without fraction and exponent, and in the range of `Int`.
  package var int: Int? {
    guard let raw = rawSlice else { return nil }
    return JSONNumber.integer(raw.bytes)
  }

  /// The value as a floating-point number; an integer too. Beyond its range it is infinite, as in Python.
  package var double: Double? {
    guard let raw = rawSlice else { return nil }
    return JSONNumber.double(raw.bytes)
  }

  /// The value as it stands in the line, with quotes and escapes; nil when it does not end.
  package var rawSlice: ByteSlice? {
    guard let cursor, let range = cursor.range(at: Int(place)) else { return nil }
    return ByteSlice(slab: slab, offset: Int(offset) + range.lowerBound, count: range.count)
  }

  /// The raw text as a string.
  package var rawText: String? {
    guard let raw = rawSlice else { return nil }
    // Safe: the bytes are copied inside the closure.
    return unsafe raw.bytes.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
  }

  /// The beginning of the raw text, of `limit` bytes at most and cut between two scalars, and whether it is all of it.
  package func rawText(upTo limit: Int) -> (text: String, isWhole: Bool)? {
    guard let raw = rawSlice else { return nil }
    guard raw.count > limit else { return rawText.map { ($0, true) } }
    var end = max(limit, 0)
    // A byte that continues a scalar does not begin one.
    while end > 0, raw.bytes.byte(end) & 0xC0 == 0x80 { end -= 1 }
    // Safe: the bytes are copied inside the closure.
    let text = unsafe raw.bytes.withUnsafeBytes { unsafe String(decoding: $0.prefix(end), as: UTF8.self) }
    return (text, false)
  }
}

extension StaticString {
  @inline(__always)
  var bytes: UnsafeBufferPointer<UInt8> {
    // Safe: the keys of this package are literals of more than one ASCII character, stored as a pointer.
    unsafe UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
  }
}

extension ByteSlice {
  /// Whether the bytes are those of a literal.
  package func equals(_ text: StaticString) -> Bool {
    // Safe: both ranges are read inside the closure.
    unsafe bytes.withUnsafeBytes { unsafe $0.elementsEqual(text.bytes) }
  }
}
