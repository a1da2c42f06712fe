/// A value inside a line, decoded when it is asked for.
///
/// It is a place in the structural index of the line (see `JSONCursor`), plus the slab that holds the line. Making
/// one costs a retain; nothing is decoded before a leaf is read. A node keeps its whole slab alive: `copy()` lets go.
///
/// A line is checked as deep as it is read. What cannot be read is nil; `validate()` says why and where.
package struct JSONNode: Sendable {
  let slab: Slab
  let offset: UInt32
  let length: UInt32
  /// The place in the structural index; 0 is the whole text.
  let place: UInt32

  @inline(__always)
  init(slab: Slab, offset: UInt32, length: UInt32, place: UInt32 = 0) {
    self.slab = slab
    self.offset = offset
    self.length = length
    self.place = place
  }

  /// The whole of a line.
  package init(_ line: ByteSlice) {
    self.init(slab: line.slab, offset: line.offset, length: line.length)
  }

  /// A value over bytes of its own. Nil when memory is exhausted or there are 4 GiB and more.
  package init?(copying bytes: RawSpan) {
    guard let slice = ByteSlice(copying: bytes) else { return nil }
    self.init(slice)
  }

  package init?(copying bytes: [UInt8]) {
    // Safe: the span is read while the array is borrowed.
    unsafe self.init(copying: bytes.span.bytes)
  }

  /// A value that is known when the program is compiled.
  package init(literal: StaticString) {
    // Safe: the bytes are copied inside the closure. An empty slab stands in when memory is exhausted.
    let bytes = unsafe Array(literal.bytes)
    self.init(ByteSlice(copying: bytes) ?? ByteSlice(slab: Slab.empty, offset: 0, count: 0))
  }

  @inline(__always)
  var cursor: JSONCursor? { JSONCursor(slab, offset: offset, length: length) }

  @inline(__always)
  func moved(to place: Int) -> JSONNode {
    JSONNode(slab: slab, offset: offset, length: length, place: UInt32(truncatingIfNeeded: place))
  }

  /// Whether two nodes are the same place of the same line.
  package func isSame(as other: JSONNode) -> Bool {
    slab === other.slab && offset == other.offset && length == other.length && place == other.place
  }

  /// The value in a block of its own, so that the slab it came in can go home.
  package func copy() -> JSONNode {
    guard let slice = rawSlice, let node = JSONNode(copying: slice.bytes) else { return self }
    return node
  }

  /// The whole text that the node is part of, in a block of its own, whether it is JSON or not.
  package func copyOfText() -> JSONNode { JSONNode(textSlice.copy()) }

  /// The first bytes of the whole text, at most `limit`.
  package func firstBytesOfText(_ limit: Int) -> [UInt8] {
    let slice = textSlice
    // Safe: the bytes are copied inside the closure.
    return unsafe slice.bytes.withUnsafeBytes { unsafe Array($0.prefix(max(limit, 0))) }
  }
}
