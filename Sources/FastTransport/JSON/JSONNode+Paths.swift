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
  fileprivate func isString(_ text: StaticString, at place: Int) -> Bool {
    // Safe: the text is a literal.
    unsafe isString(text.bytes, at: place)
  }

  @inline(__always)
  private func isString(_ wanted: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
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

/// Some members of an object, found in one walk. Of equal keys the last one counts.
package struct JSONPicks: Sendable {
  private let object: JSONNode
  /// Places, by the number of the name; -1 for a member that is not there.
  private let places: SIMD8<Int32>

  fileprivate static let none = SIMD8<Int32>(repeating: -1)

  fileprivate init(_ object: JSONNode, _ places: SIMD8<Int32>) {
    self.object = object
    self.places = places
  }

  /// The member with this number among the names.
  @inline(__always)
  package subscript(number: Int) -> JSONNode? {
    let place = places[number]
    return place < 0 ? nil : object.moved(to: Int(place))
  }
}

extension JSONNode {
  /// The members with these names, of which only the first eight count.
  package func pick(_ names: JSONNames) -> JSONPicks {
    guard let cursor else { return JSONPicks(self, JSONPicks.none) }
    let (places, end) = cursor.pick(names, in: Int(place))
    return JSONPicks(self, end < 0 ? JSONPicks.none : places)
  }

  /// The members with these names, and, of the member with the last name, those with the inner ones: in one walk.
  package func pick(_ names: JSONNames, inner: JSONNames) -> (JSONPicks, JSONPicks) {
    guard let cursor else { return (JSONPicks(self, JSONPicks.none), JSONPicks(self, JSONPicks.none)) }
    var places = JSONPicks.none
    var innerPlaces = JSONPicks.none
    var walk = JSONMemberWalk(cursor, object: Int(place))
    while walk.key != 0 {
      let number = cursor.index(of: walk.key, in: names) ?? -1
      if (0..<8).contains(number) { places[number] = Int32(truncatingIfNeeded: walk.value) }
      guard number == names.count &- 1 else {
        walk.skip()
        continue
      }
      let (found, end) = cursor.pick(inner, in: walk.value)
      // No object, or a broken one: what was found in it does not count.
      innerPlaces = end < 0 ? JSONPicks.none : found
      if end < 0 { walk.skip() } else { walk.advance(behind: end) }
    }
    guard walk.end >= 0 else { return (JSONPicks(self, JSONPicks.none), JSONPicks(self, JSONPicks.none)) }
    return (JSONPicks(self, places), JSONPicks(self, innerPlaces))
  }
}

extension JSONCursor {
  /// The places of the values of these names in the object at `place`, and the place behind it; -1 when it is none.
  fileprivate func pick(_ names: JSONNames, in place: Int) -> (SIMD8<Int32>, Int) {
    var places = JSONPicks.none
    var walk = JSONMemberWalk(self, object: place)
    while walk.key != 0 {
      let number = index(of: walk.key, in: names) ?? -1
      if (0..<8).contains(number) { places[number] = Int32(truncatingIfNeeded: walk.value) }
      walk.skip()
    }
    return (places, walk.end)
  }
}

extension JSONNode {
  /// The number behind `prefix` in a string such as `hook_12`: no sign, no leading zero, nine digits at most. Nil for
  /// anything else. No string is made, unless it has escapes.
  package func number(behind prefix: StaticString) -> Int? {
    guard let cursor, let range = cursor.stringRange(at: Int(place)) else { return nil }
    // Safe: the bytes are read while the cursor is open; the prefix is a literal.
    let text = unsafe cursor.bytes(range)
    if unsafe text.contains(0x5C) { return string.flatMap { JSONNode.number(in: Array($0.utf8)[...], behind: prefix) } }
    return unsafe JSONNode.number(in: text[...], behind: prefix)
  }

  private static func number(in text: some RandomAccessCollection<UInt8>, behind prefix: StaticString) -> Int? {
    let count = prefix.utf8CodeUnitCount
    // Safe: the prefix is a literal.
    guard unsafe text.prefix(count).elementsEqual(prefix.bytes) else { return nil }
    let digits = text.dropFirst(count)
    guard (1...9).contains(digits.count), digits.first != 0x30 || digits.count == 1 else { return nil }
    var number = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      number = number &* 10 &+ Int(digit &- 0x30)
    }
    return number
  }
}
