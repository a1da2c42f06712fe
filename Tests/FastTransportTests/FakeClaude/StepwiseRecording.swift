import Foundation

/// A recording made up entry by entry, as files for the stand-in.
struct StepwiseRecording {
  enum Entry {
    /// A line of the host, of standard output, of standard error.
    case host(String)
    case out(String)
    case error(String)
    case endOfInput
    case signal(Int32)
  }

  var entries: [Entry]
  var code: Int32 = 0
  /// What standard output holds beyond the entries.
  var cutOff = ""

  var hostLines: [String] { entries.compactMap { if case .host(let line) = $0 { line } else { nil } } }
  var outLines: [String] { entries.compactMap { if case .out(let line) = $0 { line } else { nil } } }
  var errorLines: [String] { entries.compactMap { if case .error(let line) = $0 { line } else { nil } } }

  /// Writes the files and gives the variables that play them in step.
  func written(to folder: FakeClaude.Folder) throws -> [String: String] {
    func whole(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }
    _ = try folder.file("stdin.ndjson", holding: whole(hostLines))
    _ = try folder.file("stdout.ndjson", holding: whole(outLines) + cutOff)
    _ = try folder.file("stderr.txt", holding: whole(errorLines))
    _ = try folder.file("exit.json", holding: #"{"code": \#(code), "signal": null}"#)
    _ = try folder.file("timeline.ndjson", holding: whole(timeline))
    return ["FAKE_REPLAY": folder.url.path, "FAKE_REPLAY_GATE": "1"]
  }

  private var timeline: [String] {
    var lines = [#"{"t": 0.5, "dir": "spawn"}"#]
    var counts: [String: Int] = [:]
    func next(_ direction: String) -> String {
      defer { counts[direction, default: 0] += 1 }
      return #"{"t": 1, "dir": "\#(direction)", "line": \#(counts[direction, default: 0]), "bytes": 9}"#
    }
    for entry in entries {
      switch entry {
      case .host: lines.append(next("in"))
      case .out: lines.append(next("out"))
      case .error: lines.append(next("err"))
      case .endOfInput: lines.append(#"{"t": 2, "dir": "in", "eof": true}"#)
      case .signal(let number): lines.append(#"{"t": 2, "dir": "sig", "signal": \#(number)}"#)
      }
    }
    return lines + [#"{"t": 3, "dir": "out", "eof": true}"#, #"{"t": 4, "dir": "exit", "code": \#(code)}"#]
  }

  /// A request of the host, or of the CLI.
  static func request(_ id: String, _ subtype: String, _ rest: String = "") -> String {
    #"{"type":"control_request","request_id":"\#(id)","request":{"subtype":"\#(subtype)"\#(rest)}}"#
  }

  /// An answer of the host, or of the CLI.
  static func answer(_ id: String, _ response: String = "{}") -> String {
    #"{"type":"control_response","response":{"subtype":"success","request_id":"\#(id)","response":\#(response)}}"#
  }

  static func prompt(_ text: String, _ rest: String = "") -> String {
    #"{"type":"user","message":{"role":"user","content":"\#(text)"}\#(rest)}"#
  }
}
