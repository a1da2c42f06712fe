internal import ClaudeAgentSDK

extension TransportConformance {
  /// What the other side of a transport under test must do.
  public enum Peer: Sendable {
    /// Answers each control request with success and its id, and ends with the end of its input.
    case answering
    /// Sends these lines at once, and ends with the end of its input.
    case speaking([String])
    /// Sends so many lines of so many bytes each, line end included, and ends with the end of its input.
    case flooding(lines: Int, byteCount: Int)
    /// Sends one JSON line of about so many bytes (never less), and ends with the end of its input.
    case bigLine(byteCount: Int)
    /// Waits for the end of its input, sends ``endOfInputLine`` and ends.
    case tellingEndOfInput
    /// Sends ``readyLine``, and ends neither with the end of its input nor when it is asked to.
    case stubborn
    /// Cannot be started.
    case missing

    /// What ``tellingEndOfInput`` sends.
    public static let endOfInputLine = #"{"type":"system","subtype":"input_ended"}"#
    /// What ``stubborn`` sends.
    public static let readyLine = #"{"type":"system","subtype":"ready"}"#
  }
}

extension TransportConformance.Peer {
  /// This side as a script for ``ScriptedTransport``; an empty one for ``missing``.
  public var script: Script {
    switch self {
    case .answering, .missing: return []
    case .speaking(let lines): return Script(lines.map { .line($0) })
    case .flooding(let lines, let byteCount):
      let line = Self.line(of: byteCount)
      return .repeating(lines, [.bytes(line)])
    case .bigLine(let byteCount): return [.bytes(Self.line(of: byteCount))]
    case .tellingEndOfInput: return [.awaitEndOfInput, .line(Self.endOfInputLine)]
    case .stubborn: return [.ignoreClose, .line(Self.readyLine)]
    }
  }

  /// This side as a script for the stand-in `fake-claude` (`FAKE_SCRIPT_TEXT`), for transports that start a program;
  /// an empty one for ``missing``.
  public var fakeClaudeScript: String {
    switch self {
    case .answering, .missing: ""
    case .speaking(let lines): lines.map { "line \($0)" }.joined(separator: "\n")
    case .flooding(let lines, let byteCount): "flood \(lines) \(byteCount)"
    case .bigLine(let byteCount): "big \(byteCount)"
    case .tellingEndOfInput: "await-eof\nline \(Self.endOfInputLine)\nexit 0"
    case .stubborn: "ignore-term\nline \(Self.readyLine)\nstall"
    }
  }

  private static func line(of byteCount: Int) -> [UInt8] {
    let start = Array(#"{"type":"stream_event","filler":""#.utf8)
    let end = Array("\"}\n".utf8)
    let filler = [UInt8](repeating: 0x78, count: max(0, byteCount - start.count - end.count))
    return start + filler + end
  }
}
