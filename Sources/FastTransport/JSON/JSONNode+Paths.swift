/// Accessors that answer a whole question in one walk over the line, for what is asked of most lines.
extension JSONNode {
  /// Whether the value is an object that ends, and, if it is the whole text, nothing stands behind it. What is
  /// inside is not checked.
  package var isWholeObject: Bool {
    guard let cursor, Int(place) < cursor.count, cursor.byte(at: Int(place)) == 0x7B,
      let end = cursor.end(of: Int(place))
    else { return false }
    return place != 0 || end == cursor.count
  }

  /// The number of the name in `names` that the string member `key` equals.
  package func name(at key: StaticString, among names: [StaticString]) -> Int? {
    guard let cursor, let found = unsafe cursor.value(of: key.bytes, in: Int(place)) else { return nil }
    return names.firstIndex { cursor.isString($0, at: found) }
  }

  /// Whether the string member two down equals `text`.
  package func equals(_ text: StaticString, at first: StaticString, _ second: StaticString) -> Bool {
    guard let cursor, let outer = unsafe cursor.value(of: first.bytes, in: Int(place)),
      let inner = unsafe cursor.value(of: second.bytes, in: outer)
    else { return false }
    return cursor.isString(text, at: inner)
  }

  /// The string member `key` of the object two down, if that object's `type` is `type`.
  @inline(__always)
  package func string(
    at first: StaticString, _ second: StaticString, _ key: StaticString, ofType type: StaticString
  ) -> String? {
    guard let cursor else { return nil }
    // Safe: the names are literals.
    let (first, second, key, type) = unsafe (first.bytes, second.bytes, key.bytes, type.bytes)
    // One walk: the inner objects are read on the way, not skipped and read again.
    var found = -1
    var outer = JSONMemberWalk(cursor, object: Int(place))
    while outer.key != 0 {
      guard unsafe outer.isKey(first) else {
        outer.skip()
        continue
      }
      found = -1
      var middle = JSONMemberWalk(cursor, object: outer.value)
      while middle.key != 0 {
        guard unsafe middle.isKey(second) else {
          middle.skip()
          continue
        }
        let inner = unsafe cursor.typedMember(key, ofType: type, in: middle.value)
        found = inner.found
        middle.advance(behind: inner.end)
      }
      if middle.end < 0 {
        // No object, or a broken one: what was found in it does not count.
        found = -1
        outer.skip()
      } else {
        outer.advance(behind: middle.end)
      }
    }
    return outer.end < 0 || found < 0 ? nil : cursor.string(at: found)
  }

  /// A string as it is; of an array the `text` of every element of type `text`, joined; nil for anything else.
  ///
  /// Nothing is allocated but the result: a single text is decoded in place, several into one buffer.
  package var joinedText: String? { cursor?.joinedText(at: Int(place)) }

  /// The same for a member.
  package func joinedText(at key: StaticString) -> String? {
    guard let cursor, let found = unsafe cursor.value(of: key.bytes, in: Int(place)) else { return nil }
    return cursor.joinedText(at: found)
  }

  /// The same for a member of a member.
  package func joinedText(at first: StaticString, _ second: StaticString) -> String? {
    guard let cursor, let outer = unsafe cursor.value(of: first.bytes, in: Int(place)),
      let inner = unsafe cursor.value(of: second.bytes, in: outer)
    else { return nil }
    return cursor.joinedText(at: inner)
  }
}

extension JSONCursor {
  @inline(__always)
  fileprivate func value(of key: StaticString, in place: Int) -> Int? {
    // Safe: the key is a literal.
    unsafe value(of: key.bytes, in: place)
  }

  /// The member `key` of the value at `place`, if that is an object whose `type` is `type`, and the place behind it.
  @inline(__always)
  fileprivate func typedMember(
    _ key: UnsafeBufferPointer<UInt8>, ofType type: UnsafeBufferPointer<UInt8>, in place: Int
  ) -> (found: Int, end: Int) {
    let typeKey = unsafe Self.typeKey.bytes
    var found = -1
    var typePlace = -1
    var walk = JSONMemberWalk(self, object: place)
    while walk.key != 0 {
      if unsafe walk.isKey(key) {
        found = walk.value
      } else if unsafe walk.isKey(typeKey) {
        typePlace = walk.value
      }
      walk.skip()
    }
    guard walk.end >= 0 else { return (-1, end(of: place) ?? -1) }
    guard typePlace >= 0, unsafe isString(type, at: typePlace) else { return (-1, walk.end) }
    return (found, walk.end)
  }

  private static let typeKey: StaticString = "type"

  /// Whether the value at `place` is a string with just this text.
  @inline(__always)
  func isString(_ text: StaticString, at place: Int) -> Bool {
    // Safe: the text is a literal.
    unsafe isString(text.bytes, at: place)
  }

  @inline(__always)
  func isString(_ wanted: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    guard let range = stringRange(at: place) else { return false }
    // Safe: both ranges are read inside this call.
    let bytes = unsafe bytes(range)
    if bytes.count == wanted.count {
      guard let one = bytes.baseAddress, let two = wanted.baseAddress else { return bytes.isEmpty }
      // Safe: both runs are equally long.
      return unsafe sameBytes(one, two, bytes.count)
    }
    guard bytes.count > wanted.count, unsafe bytes.contains(0x5C), let string = string(at: place) else { return false }
    return unsafe string.utf8.elementsEqual(wanted)
  }

  fileprivate func joinedText(at place: Int) -> String? {
    guard place < count else { return nil }
    if byte(at: place) == 0x22 { return string(at: place) }
    guard byte(at: place) == 0x5B else { return nil }
    var texts = 0
    var byteCount = 0
    var first: Int?
    forEachText(in: place) { text, range in
      texts += 1
      byteCount += range.count
      if first == nil { first = text }
    }
    guard let first else { return "" }
    if texts == 1 { return string(at: first) ?? "" }
    // Safe: each text writes at most as many bytes as its range has, and `byteCount` is their sum. A text with a bad
    // escape (-1) is left out, as it would be alone.
    return unsafe String(unsafeUninitializedCapacity: byteCount) { target in
      guard let base = target.baseAddress else { return 0 }
      var written = 0
      forEachText(in: place) { _, range in
        guard !range.isEmpty else { return }
        written += max(unsafe JSONString.unescape(bytes(range), into: base + written), 0)
      }
      return written
    }
  }

  /// Visits the text of every element of the array that is an object of type `text`.
  @inline(__always)
  private func forEachText(in array: Int, _ visit: (_ place: Int, _ range: Range<Int>) -> Void) {
    var element = array + 1
    while element < count, byte(at: element) != 0x5D {
      if let type = value(of: "type", in: element), isString("text", at: type),
        let text = value(of: "text", in: element), let range = stringRange(at: text)
      {
        visit(text, range)
      }
      guard let end = end(of: element), end < count, byte(at: end) == 0x2C else { return }
      element = end + 1
    }
  }
}

extension JSONNode {
  /// The number behind `prefix` in a string such as `hook_12`: no sign, no leading zero, nine digits at most. Nil for
  /// anything else. No string is made, unless it has escapes.
  package func number(behind prefix: StaticString) -> Int? {
    guard let cursor, let range = cursor.stringRange(at: Int(place)) else { return nil }
    // Safe: the bytes are read while the cursor is open.
    if let number = unsafe JSONNode.number(in: cursor.bytes(range), behind: prefix) { return number }
    guard unsafe cursor.bytes(range).contains(0x5C), var text = string else { return nil }
    return text.withUTF8 { unsafe JSONNode.number(in: $0, behind: prefix) }
  }

  @inline(__always)
  private static func number(in text: UnsafeBufferPointer<UInt8>, behind prefix: StaticString) -> Int? {
    let count = prefix.utf8CodeUnitCount
    // Safe: the prefix is a literal; both runs have `count` bytes, and every index is below the count.
    guard let start = text.baseAddress, count < text.count, text.count <= count &+ 9,
      unsafe sameBytes(start, prefix.utf8Start, count)
    else { return nil }
    guard unsafe start[count] != 0x30 || text.count == count &+ 1 else { return nil }
    var number = 0
    for index in count..<text.count {
      let digit = unsafe start[index]
      guard digit &- 0x30 < 10 else { return nil }
      number = number &* 10 &+ Int(digit &- 0x30)
    }
    return number
  }
}
