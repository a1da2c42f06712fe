/// Lines out of bytes that somebody else reads, on the caller's thread: the framing of a connection without the
/// connection, for files of recorded lines.
///
/// Every line counts, in order: those that a connection leaves out (stray output, empty lines) come with the tag
/// `FrameTag.skipped`.
package struct LineFeed: ~Copyable {
  private let reader: LineReader

  /// - Parameters:
  ///   - classifier: Names the types.
  ///   - limits: The longest line is what counts here.
  package init(classifier: LineClassifier, limits: FrameLimits = FrameLimits()) {
    reader = LineReader(
      ring: ByteRing(slabSize: 256 << 10, freeSlabs: 2), classifier: classifier, limits: limits, keepsEverything: true)
  }

  /// Takes bytes in; a line may be cut anywhere.
  ///
  /// - Parameters:
  ///   - bytes: What comes next.
  ///   - deliver: Gets the lines that are finished by it.
  /// - Throws: What `deliver` throws; `overflow` when there is no memory to read into.
  package mutating func receive(_ bytes: [UInt8], deliver: (FrameBatch) throws -> Void) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      if let batch = try reader.take(from: &rest, route: { _ in true }) { try deliver(batch) }
    }
  }

  /// The end of the bytes: a last line without its end still counts.
  package mutating func finish(deliver: (FrameBatch) throws -> Void) throws {
    if let batch = reader.finish(route: { _ in true }) { try deliver(batch) }
  }
}
