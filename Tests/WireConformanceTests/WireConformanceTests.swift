import ClaudeAgentSDK
import RecordingSupport
import Testing

/// Every line that the real CLI was recorded to write, beside what the official SDK makes of it.
@Suite struct WireConformanceTests {
  @Test(arguments: WireCorpus.recordings)
  func `each line means what it means to the official SDK, through a child's pipe`(_ recording: WireRecording)
    async throws
  {
    try await check(recording, from: PipeLineSource())
  }

  @Test(arguments: WireCorpus.recordings)
  func `each line means what it means to the official SDK, from memory`(_ recording: WireRecording) async throws {
    try await check(recording, from: MemoryLineSource())
  }

  @Test func `there are recordings to compare with`() {
    #expect(!WireCorpus.recordings.isEmpty)
    if WireCorpus.isBundled { #expect(WireCorpus.recordings.count == 124) }
  }

  private func check(_ recording: WireRecording, from source: some LineSource) async throws {
    var lineCount = 0
    var differences: [String] = []
    for run in recording.runs {
      let messages = try await source.messages(of: run)
      let raw = try run.lines("stdout.ndjson")
      let expected = try run.lines("expected.ndjson")
      lineCount += expected.count
      if messages.count != expected.count {
        differences.append("\(run.name): \(messages.count) lines instead of \(expected.count)")
      }
      for (number, (message, record)) in zip(messages, expected).enumerated() where number < raw.count {
        let found = try WireLine(number: number, message: message, raw: raw[number]).differences(from: record)
        differences += found.map { "\(run.name):\(number) \($0)" }
      }
    }
    WireTally.add(recording.name, lines: lineCount, differences: differences.count)
    for difference in differences.prefix(20) { Issue.record("\(difference)") }
    #expect(differences.isEmpty)
  }
}
