import RecordingSupport

/// What came of playing each scenario in each way; none is played twice.
actor PlayedConversations {
  static let shared = PlayedConversations()

  private var played: [String: Task<[Difference], any Error>] = [:]

  func differences(_ recording: WireRecording, _ way: ReadingWay) async throws -> [Difference] {
    let key = "\(way) \(recording.name)"
    if let task = played[key] { return try await task.value }
    let task = Task { try await Scenario(recording).differences(way) }
    played[key] = task
    return try await task.value
  }
}
