import ClaudeAgentSDK
import RecordingSupport

/// Brings the lines of a recorded process to messages.
protocol LineSource: Sendable {
  /// The lines the process wrote to standard output, in order, the last one also when it has no end.
  func messages(of run: WireRun) async throws -> [Message]
}

/// Straight from the bytes.
struct MemoryLineSource: LineSource {
  func messages(of run: WireRun) async throws -> [Message] {
    try run.lines("stdout.ndjson").compactMap(JSONView.init(copying:)).map(Message.init(json:))
  }
}
