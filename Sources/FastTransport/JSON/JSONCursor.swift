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

  /// The place behind the value at `place`, or nil when it does not end.
  @inline(__always)
  func end(of place: Int) -> Int? {
    guard place < count else { return nil }
    // `{` and `[` differ in one bit, and so do `}` and `]`.
    guard byte(at: place) | 0x20 == 0x7B else { return place + 1 }
    var depth = 1
    var next = place + 1
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
    return nil
  }

  /// The place of the value of `key` in the object at `place`. Of equal keys the last one counts, as in Python.
  @inline(__always)
  func value(of key: UnsafeBufferPointer<UInt8>, in place: Int) -> Int? {
    guard place < count, byte(at: place) == 0x7B else { return nil }
    var found: Int?
    var next = place + 1
    guard next < count, byte(at: next) != 0x7D else { return nil }
    while next + 2 < count, byte(at: next) == 0x22, byte(at: next + 1) == 0x3A {
      let value = next + 2
      if unsafe keyEquals(key, at: next) { found = value }
      guard let end = end(of: value), end < count else { return nil }
      let separator = byte(at: end)
      if separator == 0x7D { return found }
      guard separator == 0x2C else { return nil }
      next = end + 1
    }
    return nil
  }

  /// Whether the key at `place` is `key`.
  @inline(__always)
  private func keyEquals(_ key: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    let start = offset(of: place) + 1
    // A closing quote must follow inside the text; the colon's position bounds the key.
    let room = offset(of: place + 1) - start
    guard room > key.count else { return false }
    var index = 0
    while index < key.count {
      // Safe: `start + index` lies before the colon.
      let byte = unsafe text[start + index]
      if unsafe byte != key[index] {
        return byte == 0x5C ? unsafe escapedKeyEquals(key, at: place) : false
      }
      index &+= 1
    }
    // Safe: `room > key.count`, so this byte lies before the colon.
    let next = unsafe text[start + index]
    if next == 0x22 { return true }
    return next == 0x5C ? unsafe escapedKeyEquals(key, at: place) : false
  }

  @inline(never)
  private func escapedKeyEquals(_ key: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    guard let name = string(at: place) else { return false }
    return unsafe name.utf8.elementsEqual(key)
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
    while end > 0, unsafe text[end - 1] <= 0x20 { end &-= 1 }
    return end
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
