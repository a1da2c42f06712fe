import ClaudeAgentSDK

/// A failure of the tool's own.
struct Failure: Error {
  /// What happened and what to try, in sentences.
  let text: String
  /// The exit code.
  let code: Int32

  init(_ text: String, code: Int32 = 1) {
    self.text = text
    self.code = code
  }

  /// Says what happened, what to try, and what the CLI said about it.
  static func report(_ error: ClaudeAgentError) {
    let stream = StandardStream.error
    let advice = error.message.dropFirst(error.detail.count).drop(while: \.isWhitespace)
    stream.print("claude-agent: error: \(PlainText.oneBlock(error.detail)) [\(error.code)]")
    if !advice.isEmpty { stream.print("  advice: \(PlainText.oneBlock(advice))") }
    if let status = error.exitStatus { stream.print("  the CLI ended with \(status)") }
    for line in error.stderrTail.split(whereSeparator: \.isNewline).suffix(10) {
      stream.print("  stderr: \(PlainText.oneLine(line, width: 500))")
    }
    if let session = error.sessionID { stream.print("  session: \(session)") }
  }
}
