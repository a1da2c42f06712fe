/// Finds the top-level `type` of a line: all that the loop does with JSON.
///
/// Most lines begin `{"type":"…"`, and comparing those bytes costs a few nanoseconds. A line that begins otherwise
/// takes a look-up over its index. The names come from outside; this module has never heard of them.
package struct LineClassifier: Sendable {
  private struct Name: Sendable {
    let text: StaticString
    let tag: UInt8
  }

  private let names: [Name]
  /// One bit for each tag: such frames go to the sink on the loop first.
  private let routed: UInt64

  /// - Parameters:
  ///   - names: The types, the most frequent first; the place in the list is the tag. At most 64.
  ///   - routed: Tags that go to the sink.
  package init(names: [StaticString], routed: Set<UInt8>) {
    self.names = names.prefix(64).enumerated().map { Name(text: $1, tag: UInt8($0)) }
    self.routed = routed.reduce(0) { $0 | 1 << UInt64($1) }
  }

  @inline(__always)
  func isRouted(_ tag: UInt8) -> Bool { tag < 64 && routed >> UInt64(tag) & 1 == 1 }

  /// The tag of the line that lies at `offset`; it holds no blanks at its ends.
  @inline(__always)
  func tag(of slab: Slab, offset: Int, length: Int) -> UInt8 {
    guard length > 1, slab.byte(at: offset &+ length &- 1) == 0x7D else { return FrameTag.broken }
    let tag = quickTag(of: slab, offset: offset, length: length)
    return tag == FrameTag.other ? look(in: slab, offset: offset, length: length) : tag
  }

  /// The tag of a line that begins with its type and ends with a brace; `FrameTag.other` when a closer look is needed.
  @inline(__always)
  func quickTag(of slab: Slab, offset: Int, length: Int) -> UInt8 {
    // Safe: the line lies inside the slab; no name is compared beyond its end.
    let line = unsafe slab.start + offset
    // The eight bytes `{"type":`, and the quote behind them.
    guard length > 12, unsafe UnsafeRawPointer(line).loadUnaligned(as: UInt64.self) == Self.head,
      unsafe line[8] == 0x22
    else { return FrameTag.other }
    for name in names {
      let size = name.text.utf8CodeUnitCount
      if size + 10 < length, unsafe line[9 + size] == 0x22, unsafe sameBytes(line + 9, name.text.utf8Start, size) {
        return name.tag
      }
    }
    return FrameTag.other
  }

  private static let head = UInt64(littleEndian: 0x3A22_6570_7974_227B)

  @inline(never)
  private func look(in slab: Slab, offset: Int, length: Int) -> UInt8 {
    let node = JSONNode(slab: slab, offset: UInt32(offset), length: UInt32(length))
    guard let cursor = node.cursor, cursor.count > 0, cursor.byte(at: 0) == 0x7B else { return FrameTag.broken }
    guard let type = node.at("type") else {
      return (try? node.validate()) == nil ? FrameTag.broken : FrameTag.other
    }
    for name in names where type.equals(name.text) { return name.tag }
    return FrameTag.other
  }
}
