/// Up to eight keys that are written into the program, to be found in one walk over an object.
///
/// Each is compared where it stands: a first byte tells most of them apart, which for so few is quicker than a table.
@safe
package struct JSONKeys: @unchecked Sendable {
  // Sendable: what the names point to is part of the program.

  fileprivate let names: [UnsafeBufferPointer<UInt8>]
  /// The first byte of each; 0 where there is none.
  fileprivate let firsts: UInt64

  /// Takes the keys, plain literals of which only the first eight count.
  package init(_ names: [StaticString]) {
    unsafe self.names = names.prefix(8).map { unsafe $0.bytes }
    firsts = unsafe self.names.enumerated().reduce(0) { unsafe $0 | UInt64($1.element[0]) << ($1.offset * 8) }
  }

  package var count: Int { unsafe names.count }
}

/// Eight places in memory: a vector would be stored and loaded again for each place that is set.
private struct Places: Sendable {
  private var all: (Int32, Int32, Int32, Int32, Int32, Int32, Int32, Int32) = (-1, -1, -1, -1, -1, -1, -1, -1)

  subscript(number: Int) -> Int {
    @inline(__always)
    get {
      // Safe: the number is masked to the eight.
      Int(unsafe withUnsafeBytes(of: all) { unsafe $0.load(fromByteOffset: (number & 7) &* 4, as: Int32.self) })
    }
    @inline(__always)
    set {
      unsafe withUnsafeMutableBytes(of: &all) {
        unsafe $0.storeBytes(of: Int32(truncatingIfNeeded: newValue), toByteOffset: (number & 7) &* 4, as: Int32.self)
      }
    }
  }
}

/// Some members of an object and of one object in it, found in one walk. Of equal keys the last one counts.
package struct JSONPicks: Sendable {
  private let object: JSONNode
  /// Places, by the number of the key; -1 for a member that is not there.
  private let places: Places
  private let innerPlaces: Places

  @inline(__always)
  fileprivate init(_ object: JSONNode, _ places: Places = Places(), inner: Places = Places()) {
    self.object = object
    self.places = places
    innerPlaces = inner
  }

  /// The member with this number among the keys.
  @inline(__always)
  package subscript(number: Int) -> JSONNode? { node(at: places[number]) }

  /// The member of the inner object with this number among its keys.
  @inline(__always)
  package subscript(inner number: Int) -> JSONNode? { node(at: innerPlaces[number]) }

  /// Whether there is the member with this number among the keys.
  package func has(_ number: Int) -> Bool { places[number] >= 0 }

  /// Whether that member is a string.
  package func isString(_ number: Int) -> Bool {
    let place = places[number]
    guard place >= 0, let cursor = object.cursor else { return false }
    return cursor.byte(at: place) == 0x22
  }

  /// Whether that member of the inner object is a string with just this text.
  @inline(__always)
  package func inner(_ number: Int, equals text: StaticString) -> Bool {
    let place = innerPlaces[number]
    guard place >= 0, let cursor = object.cursor else { return false }
    return cursor.isString(text, at: place)
  }

  @inline(__always)
  private func node(at place: Int) -> JSONNode? { place < 0 ? nil : object.moved(to: place) }
}

extension JSONNode {
  /// The members with these keys.
  package func pick(_ keys: JSONKeys) -> JSONPicks {
    guard let cursor else { return JSONPicks(self) }
    let (places, end) = cursor.pick(keys, in: Int(place))
    return end < 0 ? JSONPicks(self) : JSONPicks(self, places)
  }

  /// The members with these keys, and, of the member with the last one, those with the inner ones: in one walk.
  package func pick(_ keys: JSONKeys, inner: JSONKeys) -> JSONPicks {
    guard let cursor else { return JSONPicks(self) }
    var places = Places()
    var innerPlaces = Places()
    let last = keys.count &- 1
    var walk = JSONMemberWalk(cursor, object: Int(place))
    while walk.key != 0 {
      let number = walk.number(in: keys)
      if number >= 0 { places[number] = walk.value }
      guard number == last else {
        walk.skip()
        continue
      }
      let (found, end) = cursor.pick(inner, in: walk.value)
      // No object, or a broken one: what was found in it does not count.
      innerPlaces = end < 0 ? Places() : found
      if end < 0 { walk.skip() } else { walk.advance(behind: end) }
    }
    return walk.end < 0 ? JSONPicks(self) : JSONPicks(self, places, inner: innerPlaces)
  }
}

extension JSONCursor {
  /// The places of the values of these keys in the object at `place`, and the place behind it; -1 when it is none.
  @inline(__always)
  fileprivate func pick(_ keys: JSONKeys, in place: Int) -> (Places, Int) {
    var places = Places()
    var walk = JSONMemberWalk(self, object: place)
    while walk.key != 0 {
      let number = walk.number(in: keys)
      if number >= 0 { places[number] = walk.value }
      walk.skip()
    }
    return (places, walk.end)
  }
}

extension JSONMemberWalk {
  /// The number of the key it stands on; -1 for none of these.
  @inline(__always)
  fileprivate func number(in keys: JSONKeys) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let first = firstByte
    // A key with an escape at its beginning may be any.
    if first == 0x5C { return (0..<keys.count).first { unsafe isKey(keys.names[$0]) } ?? -1 }
    // The lowest byte that is zero is marked for certain; marks above it may be wrong, which `isKey` finds out.
    let differences = keys.firsts ^ (ones &* UInt64(first))
    var marks = (differences &- ones) & ~differences & (ones &* 0x80)
    while marks != 0 {
      let number = marks.trailingZeroBitCount / 8
      if unsafe number < keys.names.count && isKey(keys.names[number]) { return number }
      marks &= marks &- 1
    }
    return -1
  }
}
