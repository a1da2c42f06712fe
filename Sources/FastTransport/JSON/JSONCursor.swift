internal import CSimdJSON

/// Walks the structural index of one text.
///
/// simdjson's first stage leaves the position of every bracket, comma and colon, of every opening quote and of the
/// first byte of every other scalar:
///
///     {"type":"assistant","n":12}
///     ^^     ^^          ^^  ^^ ^       position 0, 1, 2 … : a place in this list names a value for good
///
/// The index is a pure function of the text, so a place found once stays right when another thread indexes the text
/// again. Walking is iterative (no nesting limit) and can start anywhere (no forward-only cursor).
@safe
struct JSONCursor {
  private let text: UnsafePointer<UInt8>
  private let indexes: UnsafePointer<UInt32>
  let length: Int
  let count: Int

  /// The index of `slice`, made on this thread unless it is the one made last. Nil when the text has none.
  ///
  /// Valid until the thread opens another text, and while the slab of `slice` is alive: a cursor never leaves the
  /// function that opened it.
  @inline(__always)
  init?(_ slab: Slab, offset: UInt32, length: UInt32) {
    // Safe: the parser belongs to this thread; the range lies inside the slab.
    guard let parser = unsafe csj_thread_parser() else { return nil }
    let start = unsafe UnsafePointer(slab.start + Int(offset))
    guard unsafe csj_index(parser, start, Int(length), slab.identity) == 0,
      let indexes = unsafe parser.pointee.indexes
    else { return nil }
    unsafe text = start
    unsafe self.indexes = indexes
    self.length = Int(length)
    unsafe count = parser.pointee.count
  }

  /// The byte at a place. The caller has checked `place < count`.
  @inline(__always)
  func byte(at place: Int) -> UInt8 {
    // Safe: positions lie inside the text; the caller keeps `place` below `count`.
    unsafe text[Int(indexes[place])]
  }

  /// The offset in the text of a place.
  @inline(__always)
  func offset(of place: Int) -> Int {
    // Safe: as in `byte(at:)`.
    unsafe Int(indexes[place])
  }

  /// The byte at an offset of the text, which the caller keeps inside it.
  @inline(__always)
  func textByte(at offset: Int) -> UInt8 { unsafe text[offset] }

  /// The place behind the value at `place`, or nil when it does not end.
  @inline(__always)
  func end(of place: Int) -> Int? {
    guard place < count else { return nil }
    let end = skip(place)
    return end < 0 ? nil : end
  }

  /// The place behind the value at `place`, which is below `count`; -1 when it does not end.
  @inline(__always)
  func skip(_ place: Int) -> Int {
    // `{` and `[` differ in one bit, and so do `}` and `]`.
    byte(at: place) | 0x20 == 0x7B ? skipContainer(place) : place &+ 1
  }

  private func skipContainer(_ place: Int) -> Int {
    var depth = 1
    var next = place &+ 1
    while next < count {
      let byte = byte(at: next) | 0x20
      next &+= 1
      if byte == 0x7B {
        depth &+= 1
      } else if byte == 0x7D {
        depth &-= 1
        if depth == 0 { return next }
      }
    }
    return -1
  }

  /// The place of the value of `key` in the object at `place`. Of equal keys the last one counts, as in Python.
  @inline(__always)
  func value(of key: UnsafeBufferPointer<UInt8>, in place: Int) -> Int? {
    var found = -1
    var walk = JSONMemberWalk(self, object: place)
    while walk.key != 0 {
      if unsafe walk.isKey(key) { found = walk.value }
      walk.skip()
    }
    return walk.end < 0 || found < 0 ? nil : found
  }

  /// Whether the key at `place` is `key`, which has no quote or backslash in it. A colon stands at the next place.
  ///
  /// Most keys are told apart by their first byte, and a key that is the same ends where its quote stands.
  @inline(__always)
  func isKey(_ key: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    let start = offset(of: place) &+ 1
    // Safe: the colon of the next place stands behind the opening quote.
    let first = unsafe text[start]
    guard let wanted = key.baseAddress, !key.isEmpty else { return first == 0x22 }
    if unsafe first != wanted.pointee { return unsafe first == 0x5C && escapedKeyEquals(key, at: place, from: start) }
    let room = offset(of: place &+ 1) &- start
    // Safe: `key.count` bytes and a quote fit before the colon.
    if unsafe room > key.count && sameBytes(text + start, wanted, key.count) && text[start &+ key.count] == 0x22 {
      return true
    }
    return unsafe room > key.count && escapedKeyEquals(key, at: place, from: start)
  }

  /// Whether the key at `place` is `name`, whatever is in that: a name that was not written into the program.
  func isKey(named name: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    // Safe: the bytes are read inside this call.
    guard unsafe name.contains(0x5C) else { return unsafe isKey(name, at: place) }
    return unsafe string(at: place)?.utf8.elementsEqual(name) == true
  }

  /// Whether a key that is longer than `key` is the same with its escapes resolved. Most are not, and differ in
  /// their first bytes.
  @inline(never)
  private func escapedKeyEquals(_ key: UnsafeBufferPointer<UInt8>, at place: Int, from start: Int) -> Bool {
    for index in 0..<key.count {
      // Safe: the key in the text is longer than `key`.
      let byte = unsafe text[start + index]
      if byte == 0x5C { return unsafe string(at: place)?.utf8.elementsEqual(key) == true }
      if unsafe byte != key[index] { return false }
    }
    // Safe: as above.
    guard unsafe text[start + key.count] == 0x5C else { return false }
    return unsafe string(at: place)?.utf8.elementsEqual(key) == true
  }

  /// The text between the quotes of the string at `place`, still escaped, as offsets.
  @inline(__always)
  func stringRange(at place: Int) -> Range<Int>? {
    guard place < count, byte(at: place) == 0x22 else { return nil }
    let start = offset(of: place) + 1
    // The closing quote is the last byte before the next position that is not blank.
    let limit = trimmedEnd(before: place + 1 < count ? offset(of: place + 1) : length)
    // Safe: `limit - 1` is at least `start`, inside the text.
    guard limit > start, unsafe text[limit - 1] == 0x22 else { return nil }
    return start..<(limit - 1)
  }

  /// The range of the whole value at `place`, as it stands in the text.
  func range(at place: Int) -> Range<Int>? {
    guard let next = end(of: place) else { return nil }
    let start = offset(of: place)
    if byte(at: place) | 0x20 == 0x7B { return start..<(offset(of: next - 1) + 1) }
    let limit = trimmedEnd(before: next < count ? offset(of: next) : length)
    return limit > start ? start..<limit : nil
  }

  @inline(__always)
  private func trimmedEnd(before offset: Int) -> Int {
    var end = offset
    // Safe: stays inside the text.
    while end > 0, unsafe isBlank(text[end - 1]) { end &-= 1 }
    return end
  }

  /// Space, tab, line feed or carriage return. Another control character belongs to the scalar that it follows.
  @inline(__always)
  private func isBlank(_ byte: UInt8) -> Bool {
    byte <= 0x20 && 1 << UInt64(byte) & UInt64(0x1_0000_2600) != 0
  }

  /// The string at `place`, unescaped.
  @inline(__always)
  func string(at place: Int) -> String? {
    guard let range = stringRange(at: place) else { return nil }
    // Safe: the range lies inside the text.
    return unsafe JSONString.decode(UnsafeBufferPointer(start: text + range.lowerBound, count: range.count))
  }

  /// The bytes of a range of the text. Valid as long as the cursor.
  func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    // Safe: callers pass ranges found by this cursor.
    unsafe UnsafeBufferPointer(start: text + range.lowerBound, count: range.count)
  }
}
