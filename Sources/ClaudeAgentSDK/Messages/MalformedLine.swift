package import FastTransport

/// A line that is no JSON object. The stream goes on behind it.
///
/// The CLI writes one when it is killed in the middle of a line, and anything the CLI loads may write to its standard
/// output.
public struct MalformedLine: JSONBacked {
  /// Why a line is no message.
  public enum Reason: Hashable, Sendable {
    /// It is no JSON object.
    case notJSON
    /// The CLI's output ended inside it.
    case truncated
    /// It is longer than ``ClaudeAgentOptions/maxLineLength``; only its start was kept.
    case tooLong
    /// All connections together assemble more than this process may hold; only its start was kept.
    case overBudget
  }

  /// The line, as far as it was kept; nothing can be read from it but its bytes.
  public let json: JSONView
  /// Why it is no message.
  public let reason: Reason
  /// The length of the line in bytes, without its end, as far as it came.
  public let byteCount: Int

  /// A face over any value.
  public init(json: JSONView) { self.init(json: json, reason: .notJSON, byteCount: json.node.textSlice.count) }

  private init(json: JSONView, reason: Reason, byteCount: Int) {
    self.json = json
    self.reason = reason
    self.byteCount = byteCount
  }

  package init(_ fault: LineFault) {
    let reason: Reason =
      switch fault.code {
      case .notJSON: .notJSON
      case .truncated: .truncated
      case .tooLong: .tooLong
      case .overBudget: .overBudget
      }
    let json = fault.text.map { JSONView(node: JSONNode($0)) } ?? .null
    self.init(json: json, reason: reason, byteCount: fault.byteCount)
  }

  /// What is wrong with the line, and where. Found when asked for, by a walk over the line.
  public var fault: JSONFault {
    if reason == .tooLong || reason == .overBudget { return JSONFault(code: .tooLarge, offset: 0) }
    do {
      try json.validate()
      return JSONFault(code: .notAnObject, offset: 0)
    } catch {
      return error
    }
  }

  /// The line as an error: what, where, and what to try.
  public var error: ClaudeAgentError {
    let start = String(decoding: firstBytes(100), as: UTF8.self)
    return switch reason {
    case .tooLong:
      ClaudeAgentError(.lineTooLong, detail: "A line of \(byteCount) bytes passed the longest line allowed: \(start)…")
    case .overBudget:
      ClaudeAgentError(
        .memoryLimitReached, detail: "There was no memory left to assemble a line of \(byteCount) bytes: \(start)…")
    case .notJSON, .truncated:
      ClaudeAgentError(.malformedLine, detail: "A line of \(byteCount) bytes is not JSON (\(fault)): \(start)")
    }
  }

  /// The first bytes of the line, for a log. They need not be UTF-8.
  ///
  /// - Parameter limit: How many bytes at most.
  public func firstBytes(_ limit: Int = 64) -> [UInt8] { json.node.firstBytesOfText(limit) }

  /// Gives the bytes of the line without copying them.
  ///
  /// - Parameter body: Reads the bytes, which are gone when it returns.
  /// - Returns: What `body` returns.
  /// - Throws: What `body` throws.
  public func withBytes<Result, Failure: Error>(_ body: (RawSpan) throws(Failure) -> Result) throws(Failure) -> Result {
    let slice = json.node.textSlice
    return try body(slice.bytes)
  }

  /// The line in a block of its own, so that the block it came in is let go.
  public func copy() -> MalformedLine {
    MalformedLine(json: JSONView(node: json.node.copyOfText()), reason: reason, byteCount: byteCount)
  }
}
