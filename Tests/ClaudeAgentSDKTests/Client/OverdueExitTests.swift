import ClaudeAgentSDK
import Testing

@Suite(.timeLimit(.minutes(5))) struct OverdueExitTests {
  @Test func `an error result is thrown although its process does not leave`() async throws {
    let fake = try FakeCLI("init-ok", "await-prompt", "error-result it went wrong", "ignore-term", "stall")
    var subtypes: [String?] = []
    let error = await #expect(throws: ClaudeAgentError.self) {
      for try await message in query("hi", options: try fake.options()) {
        if case .result(let result) = message { subtypes.append(result.subtype?.rawValue) }
      }
    }
    #expect(subtypes.count == 1)
    #expect(error?.failedResult != nil)
    #expect(error?.exitStatus == nil)
    #expect(error?.message.contains("it went wrong") == true)
    #expect(await fake.untilGone())
  }
}
