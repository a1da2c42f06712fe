/// Stands on one member of an object after the other.
///
///     { "type" : "text" , "text" : "hi" }
///       key    +1 +2      key ...            end
///
/// Every walk goes to the end of its object: of equal keys the last one counts, as in Python. A member may be stepped
/// over, or walked into and left behind by the place where its value ends, so that nothing is walked twice.
struct JSONMemberWalk {
  private let cursor: JSONCursor
  /// The place of the key it stands on; 0 when there is no further member.
  private(set) var key = 0
  /// The place behind the object once there is no further member; -1 when the object is broken.
  private(set) var end = -1

  @inline(__always)
  init(_ cursor: JSONCursor, object place: Int) {
    self.cursor = cursor
    guard place < cursor.count, cursor.byte(at: place) == 0x7B else { return }
    if place &+ 1 < cursor.count, cursor.byte(at: place &+ 1) == 0x7D {
      end = place &+ 2
    } else {
      enter(place &+ 1)
    }
  }

  /// Takes a walk up again behind the member whose key is at `key`; from the start for 0.
  @inline(__always)
  init(_ cursor: JSONCursor, object place: Int, behind key: Int) {
    if key == 0 {
      self.init(cursor, object: place)
    } else {
      self.init(cursor, at: key)
      skip()
    }
  }

  @inline(__always)
  private init(_ cursor: JSONCursor, at key: Int) {
    self.cursor = cursor
    self.key = key
  }

  /// The place of the value.
  @inline(__always) var value: Int { key &+ 2 }

  /// Whether the key it stands on is `name`.
  @inline(__always)
  func isKey(_ name: UnsafeBufferPointer<UInt8>) -> Bool { unsafe cursor.isKey(name, at: key) }

  /// The first byte of the key it stands on, as it is spelt.
  @inline(__always) var firstByte: UInt8 { cursor.textByte(at: cursor.offset(of: key) &+ 1) }

  /// Goes on behind the value.
  @inline(__always)
  mutating func skip() { advance(behind: cursor.skip(value)) }

  /// Goes on behind a value that ends before this place; -1 for one that does not end.
  @inline(__always)
  mutating func advance(behind end: Int) {
    key = 0
    guard end > 0, end < cursor.count else { return }
    let separator = cursor.byte(at: end)
    if separator == 0x7D {
      self.end = end &+ 1
    } else if separator == 0x2C {
      enter(end &+ 1)
    }
  }

  /// A member takes four places at least: key, colon, value, and what follows.
  @inline(__always)
  private mutating func enter(_ place: Int) {
    if place &+ 3 < cursor.count, cursor.byte(at: place) == 0x22, cursor.byte(at: place &+ 1) == 0x3A { key = place }
  }
}
