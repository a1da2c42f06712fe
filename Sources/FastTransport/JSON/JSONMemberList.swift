/// The members of an object, found in one walk, for many look-ups. Of equal keys the last one counts.
///
/// Keys are compared byte by byte, with their escapes resolved: `é` as one scalar and as two are different keys, as
/// they are in JSON, though Swift's strings call them equal. Few members are searched; from some size on a table of
/// hashes is kept, so that a large object does not make every look-up slow.
package struct JSONMemberList: Sendable {
  private let object: JSONNode
  /// The places of the keys in order. Equal ones are among them while there are few.
  private var keys: [UInt32] = []
  /// Numbers in `keys` plus one, at the place that the hash of the key says or behind it; 0 for none.
  private var table: [UInt32] = []

  private static let largestSearched = 16

  /// Nil for what is no object, and for a broken one.
  package init?(_ object: JSONNode) {
    guard let cursor = object.cursor else { return nil }
    self.object = object
    var walk = JSONMemberWalk(cursor, object: Int(object.place))
    while walk.key != 0 {
      guard let range = cursor.stringRange(at: walk.key) else { return nil }
      // Safe: the bytes are read while the cursor is open.
      if unsafe cursor.bytes(range).contains(0x5C), cursor.string(at: walk.key) == nil { return nil }
      keys.append(UInt32(truncatingIfNeeded: walk.key))
      walk.skip()
    }
    guard walk.end >= 0 else { return nil }
    if keys.count > Self.largestSearched { makeTable(cursor) }
  }

  /// The value of a member.
  package subscript(name: String) -> JSONNode? {
    guard let cursor = object.cursor else { return nil }
    var name = name
    let place = name.withUTF8 { bytes in
      // Safe: the bytes are read inside the closure.
      unsafe self.place(of: bytes, cursor)
    }
    return place.map { object.moved(to: $0 + 2) }
  }

  /// The keys, each once.
  package var names: [String] {
    guard let cursor = object.cursor else { return [] }
    let all = keys.compactMap { cursor.string(at: Int($0)) }
    guard table.isEmpty else { return all }
    return all.enumerated().filter { index, name in
      !all[..<index].contains { $0.utf8.elementsEqual(name.utf8) }
    }.map(\.element)
  }

  private func place(of name: UnsafeBufferPointer<UInt8>, _ cursor: JSONCursor) -> Int? {
    if table.isEmpty { return keys.last { unsafe cursor.isKey(named: name, at: Int($0)) }.map(Int.init) }
    let slot = unsafe self.slot(of: name, cursor)
    return table[slot] == 0 ? nil : Int(keys[Int(table[slot]) - 1])
  }

  /// Where the key stands in the table, or the free place where it would.
  private func slot(of name: UnsafeBufferPointer<UInt8>, _ cursor: JSONCursor) -> Int {
    var hasher = Hasher()
    // Safe: the bytes are read inside this call.
    unsafe hasher.combine(bytes: UnsafeRawBufferPointer(name))
    var slot = hasher.finalize() & (table.count - 1)
    while table[slot] != 0, unsafe !cursor.isKey(named: name, at: Int(keys[Int(table[slot]) - 1])) {
      slot = (slot + 1) & (table.count - 1)
    }
    return slot
  }

  /// Puts each key into the table once, with the place of its last member.
  private mutating func makeTable(_ cursor: JSONCursor) {
    var size = 64
    while size < keys.count * 2 { size *= 2 }
    table = [UInt32](repeating: 0, count: size)
    let all = keys
    keys.removeAll(keepingCapacity: true)
    for place in all {
      guard var name = cursor.string(at: Int(place)) else { continue }
      let slot = name.withUTF8 { bytes in
        // Safe: the bytes are read inside the closure.
        unsafe self.slot(of: bytes, cursor)
      }
      if table[slot] == 0 {
        keys.append(place)
        table[slot] = UInt32(truncatingIfNeeded: keys.count)
      } else {
        keys[Int(table[slot]) - 1] = place
      }
    }
  }
}
