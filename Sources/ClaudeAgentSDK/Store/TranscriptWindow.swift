internal import FastTransport

/// The beginning and the end of a transcript: all that is read of one to list it, however long it is.
///
/// One window serves many files, one after the other, with the same memory.
struct TranscriptWindow: ~Copyable {
  /// How much is read at either end.
  static let byteCount = 64 << 10

  private var bytes = [UInt8](repeating: 0, count: 2 * byteCount)
  private var headCount = 0
  private var tailCount = 0
  private var isWhole = true
  private(set) var status = FileStatus(kind: .other, byteCount: 0, modified: 0)

  /// The first bytes.
  var head: Span<UInt8> {
    @_lifetime(borrow self)
    get { bytes.span.extracting(first: headCount) }
  }

  /// The last bytes; of a short file all of them, like the first.
  var tail: Span<UInt8> {
    @_lifetime(borrow self)
    get { isWhole ? head : bytes.span.extracting(Self.byteCount..<(Self.byteCount + tailCount)) }
  }

  /// Reads both ends of a file.
  ///
  /// - Returns: False for a file that cannot be read, is none or is empty.
  mutating func read(_ path: String) -> Bool {
    do throws(TransportError) {
      let file = try OpenFile(path)
      status = file.status
      let isWhole = status.byteCount <= Self.byteCount
      self.isWhole = isWhole
      let size = Self.byteCount
      var counts = (head: 0, tail: 0)
      var room = bytes.mutableSpan
      counts.head = try file.read(into: &room, 0..<size, at: 0)
      if !isWhole { counts.tail = try file.read(into: &room, size..<(2 * size), at: file.status.byteCount - size) }
      (headCount, tailCount) = counts
      return headCount > 0
    } catch { return false }
  }
}
