/// Steps over the members of an object, one after the other, equal keys and all, and tells at the end whether the
/// object was whole.
///
/// A key is looked up among names where it stands; a string is made of it only when it is asked for.
package struct JSONMemberScan: Sendable {
  /// What a step has found.
  package enum Step: Equatable, Sendable {
    /// A member whose key has this number among the names.
    case name(Int)
    /// A member with another key.
    case other
    /// No further member.
    case end
    /// The object is broken here, or there is none.
    case broken
  }

  private let object: JSONNode
  /// The value of the member that the last step has found.
  package private(set) var value: JSONNode
  /// The place of its key; 0 before the first step.
  private var key = 0

  package init(_ object: JSONNode) {
    self.object = object
    value = object
  }

  /// Goes on to the next member.
  @inline(__always)
  package mutating func next(_ names: JSONNames) -> Step {
    guard let cursor = object.cursor else { return .broken }
    let walk = JSONMemberWalk(cursor, object: Int(object.place), behind: key)
    if walk.key == 0 { return walk.end < 0 ? .broken : .end }
    key = walk.key
    value = object.moved(to: walk.value)
    guard let index = cursor.index(of: key, in: names) else { return .broken }
    return index < 0 ? .other : .name(index)
  }

  /// The key of the member that the last step has found; nil before the first step.
  package var keyText: String? { key == 0 ? nil : object.cursor?.string(at: key) }

  /// Whether that key is written in ASCII without escapes.
  package var isKeyPlain: Bool {
    guard key != 0, let cursor = object.cursor, let range = cursor.stringRange(at: key) else { return false }
    // Safe: the bytes are read while the cursor is open.
    return unsafe cursor.bytes(range).allSatisfy { $0 < 0x80 && $0 != 0x5C }
  }

  /// A number for that member: no other member of the object has it.
  package var member: Int { key }

  /// Whether a later member has the same key as that one. Takes time in proportion to what stands behind it.
  package var isReplaced: Bool {
    guard var name = keyText, let cursor = object.cursor else { return false }
    return name.withUTF8 { bytes in
      var walk = JSONMemberWalk(cursor, object: Int(object.place), behind: key)
      while walk.key != 0 {
        // Safe: the bytes are read inside the closure.
        if unsafe cursor.isKey(named: bytes, at: walk.key) { return true }
        walk.skip()
      }
      return false
    }
  }

  /// The numbers of all members that a later one with the same key replaces.
  package static func replacedMembers(of object: JSONNode) -> Set<Int> {
    guard let cursor = object.cursor else { return [] }
    var replaced: Set<Int> = []
    var last: [[UInt8]: Int] = [:]
    var walk = JSONMemberWalk(cursor, object: Int(object.place))
    while walk.key != 0 {
      if let name = cursor.string(at: walk.key), let earlier = last.updateValue(walk.key, forKey: Array(name.utf8)) {
        replaced.insert(earlier)
      }
      walk.skip()
    }
    return replaced
  }
}
