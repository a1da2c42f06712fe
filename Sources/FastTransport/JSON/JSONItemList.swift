/// The elements of an array, found in one walk, for random access.
package struct JSONItemList: RandomAccessCollection, Sendable {
  private let array: JSONNode
  private let places: [UInt32]

  /// Nil for what is no array, and for a broken one.
  package init?(_ array: JSONNode) {
    guard let cursor = array.cursor, let places = cursor.elementPlaces(in: Int(array.place)) else { return nil }
    self.array = array
    self.places = places
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { places.count }
  package subscript(position: Int) -> JSONNode { array.moved(to: Int(places[position])) }
}

extension JSONCursor {
  /// The places of the elements of the array at `place`; nil when it is none or broken.
  fileprivate func elementPlaces(in place: Int) -> [UInt32]? {
    guard place &+ 1 < count, byte(at: place) == 0x5B else { return nil }
    var places: [UInt32] = []
    var next = place &+ 1
    if byte(at: next) == 0x5D { return places }
    while next < count {
      let end = skip(next)
      guard end > 0, end < count else { return nil }
      places.append(UInt32(truncatingIfNeeded: next))
      let separator = byte(at: end)
      if separator == 0x5D { return places }
      guard separator == 0x2C else { return nil }
      next = end &+ 1
    }
    return nil
  }
}
