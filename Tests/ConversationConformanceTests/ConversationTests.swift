import RecordingSupport
import Testing

/// Every recorded conversation, played through the public API against the stand-in CLI.
@Suite(.timeLimit(.minutes(10))) struct ConversationTests {
  @Test(arguments: WireCorpus.recordings)
  func `a recorded conversation goes as it went with the official SDK`(_ recording: WireRecording) async throws {
    try await check(recording, .whole)
  }

  @Test(arguments: WireCorpus.recordings)
  func `the turns of a recorded client end where its caller stopped reading`(_ recording: WireRecording) async throws {
    try await check(recording, .turns)
  }

  @Test func `every difference that is listed occurs`() async throws {
    // The list is about the recordings of this repository.
    guard WireCorpus.isBundled else { return }
    var found: [String: [Difference]] = [:]
    for recording in WireCorpus.recordings {
      for way in ReadingWay.allCases {
        found[recording.name, default: []] += try await PlayedConversations.shared.differences(recording, way)
      }
    }
    for entry in AcceptedDifferences.listed.entries {
      let names = entry.scenarios.isEmpty ? nil : entry.scenarios
      for name in names ?? ["all"] {
        let differences = names == nil ? found : found.filter { $0.key == name }
        let occurs = differences.contains { name, all in all.contains { entry.covers($0, in: name) } }
        if !occurs { Issue.record("does not occur any more in \(name): \(entry.pattern)") }
      }
    }
  }

  @Test func `there are conversations to play`() {
    #expect(!WireCorpus.recordings.isEmpty)
    if WireCorpus.isBundled {
      #expect(WireCorpus.recordings.count == 124)
      #expect(!AcceptedDifferences.listed.entries.isEmpty)
    }
  }

  private func check(_ recording: WireRecording, _ way: ReadingWay) async throws {
    let scenario = try Scenario(recording)
    let differences = try await PlayedConversations.shared.differences(recording, way)
    // The list names the scenarios of this repository; of others only what differs can be in it.
    let name = WireCorpus.isBundled ? recording.name : nil
    let unlisted = differences.filter { !AcceptedDifferences.listed.covers($0, in: name) }
    ConversationTally.add(scenario, unlisted: unlisted.count)
    for difference in unlisted.prefix(20) { Issue.record("\(difference)") }
    #expect(unlisted.isEmpty)
  }
}
