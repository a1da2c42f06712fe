/// A line that could not become a frame, with enough of it to see what it was. The stream goes on behind it.
package final class LineFault: Sendable {
  package enum Code: Sendable {
    /// Longer than `FrameLimits.longestLine`.
    case tooLong
    /// The process-wide budget for long lines was used up.
    case overBudget
    /// It begins like an object and is not one.
    case notJSON
    /// The stream ended inside the line.
    case truncated
  }

  package let code: Code
  /// How long the line was, as far as it came.
  package let byteCount: Int
  /// The line from its start: whole when it was short enough to be kept, else 256 bytes.
  package let text: ByteSlice?

  init(_ code: Code, byteCount: Int, text: ByteSlice?) {
    self.code = code
    self.byteCount = byteCount
    self.text = text
  }

  static let prefixLength = 256
}
