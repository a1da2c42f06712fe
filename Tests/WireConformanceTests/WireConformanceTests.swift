import ClaudeAgentSDK
import Testing

/// Every line that the real CLI was recorded to write, beside what the official SDK makes of it.
@Suite struct WireConformanceTests {
  @Test(arguments: WireCorpus.recordings)
  func `each line of a recording means what it means to the official SDK`(_ recording: WireRecording) async throws {
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
      let views = try await source.lines(of: run)
      let raw = try run.lines("stdout.ndjson")
      let expected = try run.lines("expected.ndjson")
      lineCount += expected.count
      if views.count != expected.count {
        differences.append("\(run.name): \(views.count) lines instead of \(expected.count)")
      }
      for (number, (view, record)) in zip(views, expected).enumerated() {
        let found = try WireLine(number: number, view: view, raw: raw[number]).differences(from: record)
        differences += found.map { "\(run.name):\(number) \($0)" }
      }
    }
    WireTally.add(recording.name, lines: lineCount, differences: differences.count)
    for difference in differences.prefix(20) { Issue.record("\(difference)") }
    #expect(differences.isEmpty)
  }
}
