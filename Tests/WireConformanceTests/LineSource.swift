import ClaudeAgentSDK

/// Brings the lines of a recorded process to views.
protocol LineSource: Sendable {
  /// The lines the process wrote to standard output, in order, the last one also when it has no end.
  func lines(of run: WireRun) async throws -> [JSONView]
}

/// Straight from the bytes.
struct MemoryLineSource: LineSource {
  func lines(of run: WireRun) async throws -> [JSONView] {
    try run.lines("stdout.ndjson").compactMap(JSONView.init(copying:))
  }
}
