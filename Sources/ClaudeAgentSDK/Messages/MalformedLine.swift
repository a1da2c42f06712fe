internal import FastTransport

/// A line that is no JSON object. The stream goes on behind it.
///
/// The CLI writes one when it is killed in the middle of a line, and anything the CLI loads may write to its standard
/// output.
public struct MalformedLine: JSONBacked {
  /// The line, as it arrived; nothing can be read from it but its bytes.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// What is wrong with the line, and where. Found when asked for, by a walk over the line.
  public var fault: JSONFault {
    do {
      try json.validate()
      return JSONFault(code: .notAnObject, offset: 0)
    } catch {
      return error
    }
  }

  /// The length of the line in bytes, without its end.
  public var byteCount: Int { json.node.textSlice.count }

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
  public func copy() -> MalformedLine { MalformedLine(json: JSONView(node: json.node.copyOfText())) }
}
