extension Scenario {
  /// Plays its sessions, one after the other, and says what is not as it was recorded.
  package func differences(_ way: ReadingWay) async -> [Difference] {
    var differences: [Difference] = []
    for session in sessions where way == .whole || session.isClient {
      differences += await SessionDriver.differences(session, way)
    }
    return differences
  }
}
