/// The lines of a file, one after the other, without a copy of each.
///
/// The file is read block by block; a line is a part of the block it was read into. The beginning of a line that a block
/// cuts off goes to the next one, which is as large as it must be.
package struct FileLines: ~Copyable {
  /// How much is read at once.
  private static let blockByteCount = 1 << 20

  package struct Line {
    /// The bytes, without the newline.
    package let bytes: ByteSlice
    /// Where the line begins in the file.
    package let offset: Int
    /// Whether a newline ends it. Only the last line may have none.
    package let isEnded: Bool
  }

  private let file: OpenFile
  private let limit: Int
  private var block: Slab
  /// Where the block begins in the file, how much of it is filled, and how much of that was handed out.
  private var blockOffset: Int
  private var filled = 0
  private var taken = 0
  private var isAtEnd = false

  /// - Parameters:
  ///   - file: The file.
  ///   - offset: Where to begin: at the beginning of a line.
  ///   - limit: The longest line. A longer one throws.
  package init(_ file: consuming OpenFile, from offset: Int = 0, limit: Int = 1 << 30) throws(TransportError) {
    guard let block = Slab(capacity: Self.blockByteCount) else { throw TransportError(.outOfMemory, at: "FileLines") }
    self.file = file
    self.limit = limit
    self.block = block
    blockOffset = offset
  }

  /// The next line; nil at the end of the file.
  package mutating func next() throws(TransportError) -> Line? {
    var searched = taken
    while true {
      if let newline = block.newline(from: searched, to: filled) {
        defer { taken = newline + 1 }
        return try line(to: newline, isEnded: true)
      }
      searched = filled
      if isAtEnd {
        defer { taken = filled }
        return taken < filled ? try line(to: filled, isEnded: false) : nil
      }
      try fill(&searched)
    }
  }

  /// The bytes at a place in the file, in a block of their own; fewer when the file ends before.
  package func bytes(at offset: Int, count: Int) throws(TransportError) -> ByteSlice {
    guard let slab = Slab(capacity: count) else { throw TransportError(.outOfMemory, at: "\(count) bytes of a file") }
    return ByteSlice(slab: slab, offset: 0, count: try slab.read(file, at: offset, from: 0))
  }

  private func line(to end: Int, isEnded: Bool) throws(TransportError) -> Line {
    guard end - taken <= limit else { throw tooLong }
    return Line(
      bytes: ByteSlice(slab: block, offset: taken, count: end - taken), offset: blockOffset + taken, isEnded: isEnded)
  }

  private var tooLong: TransportError { TransportError(.overflow, at: "a line at byte \(blockOffset + taken)") }

  /// Reads on; what of the block was not handed out is kept.
  private mutating func fill(_ searched: inout Int) throws(TransportError) {
    let kept = filled - taken
    guard kept <= limit else { throw tooLong }
    if filled == block.capacity || taken > 0 {
      let capacity = kept * 2 > Self.blockByteCount ? kept * 2 : Self.blockByteCount
      guard let next = Slab(capacity: min(capacity, Slab.largest)) else {
        throw TransportError(.outOfMemory, at: "a line at byte \(blockOffset + taken)")
      }
      next.copy(from: block, taken..<filled)
      blockOffset += taken
      searched -= taken
      (block, filled, taken) = (next, kept, 0)
    }
    let count = try block.read(file, at: blockOffset + filled, from: filled)
    filled += count
    isAtEnd = filled < block.capacity
  }
}

extension Slab {
  /// Where the next newline is.
  fileprivate func newline(from start: Int, to end: Int) -> Int? {
    guard start < end else { return nil }
    // Safe: `end` is at most the capacity.
    let bytes = unsafe Span(_unsafeStart: self.start, count: end)
    return ByteSearch.first(0x0A, in: bytes, from: start)
  }

  fileprivate func copy(from other: Slab, _ range: Range<Int>) {
    // Safe: the caller has made this block large enough, and nobody else knows it yet.
    unsafe start.update(from: other.start + range.lowerBound, count: range.count)
  }

  /// Fills the block from `place` on.
  fileprivate func read(_ file: borrowing OpenFile, at offset: Int, from place: Int) throws(TransportError) -> Int {
    // Safe: the bytes behind `place` were in no line yet.
    var room = unsafe MutableSpan(_unsafeStart: start, count: capacity)
    return try file.read(into: &room, place..<capacity, at: offset)
  }
}
