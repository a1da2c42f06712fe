extension JSONNode {
  /// The elements of an array, in order; empty for anything else, and up to the break in a broken one.
  package var elements: JSONElements { JSONElements(self) }

  /// The members of an object, in order, equal keys and all; empty for anything else.
  package var members: JSONMembers { JSONMembers(self) }

  /// The element at `index` of an array. Takes time in proportion to what stands before it.
  package subscript(index: Int) -> JSONNode? {
    guard index >= 0 else { return nil }
    var left = index
    for element in elements {
      if left == 0 { return element }
      left -= 1
    }
    return nil
  }

  /// The place of the first item of a container that opens with `bracket`.
  fileprivate func firstPlace(opening bracket: UInt8) -> Int? {
    guard let cursor, Int(place) + 1 < cursor.count, cursor.byte(at: Int(place)) == bracket,
      cursor.byte(at: Int(place) + 1) != bracket + 2
    else { return nil }
    return Int(place) + 1
  }

  /// The place behind the value at `value`, if another item follows.
  fileprivate func placeAfter(_ value: Int) -> Int? {
    guard let cursor, let end = cursor.end(of: value), end + 1 < cursor.count, cursor.byte(at: end) == 0x2C else {
      return nil
    }
    return end + 1
  }
}

/// The elements of an array, found one by one.
package struct JSONElements: Sequence, IteratorProtocol, Sendable {
  private let array: JSONNode
  private var following: Int?

  init(_ array: JSONNode) {
    self.array = array
    following = array.firstPlace(opening: 0x5B)
  }

  package mutating func next() -> JSONNode? {
    guard let place = following else { return nil }
    following = array.placeAfter(place)
    return array.moved(to: place)
  }
}

/// The members of an object, found one by one.
package struct JSONMembers: Sequence, IteratorProtocol, Sendable {
  private let object: JSONNode
  private var following: Int?

  init(_ object: JSONNode) {
    self.object = object
    following = object.firstPlace(opening: 0x7B)
  }

  package mutating func next() -> (key: String, value: JSONNode)? {
    guard let place = following, let cursor = object.cursor, place + 2 < cursor.count,
      cursor.byte(at: place + 1) == 0x3A,
      let key = cursor.string(at: place)
    else { return nil }
    following = object.placeAfter(place + 2)
    return (key, object.moved(to: place + 2))
  }
}
