import ClaudeAgentTestKit
import FastTransport
import Testing

@testable import ClaudeAgentSDK

/// What the watchdog takes for the beginning of an answer.
@Suite(.timeLimit(.minutes(5))) struct WatchdogAnswerTests {
  @Test(arguments: [true, false])
  func `an answer has begun with its first part, partial or whole`(isPartial: Bool) async throws {
    let part: Script.Step =
      isPartial
      ? .message(["type": "stream_event", "event": ["type": "message_start"], "session_id": "s"]) : .assistant("so far")
    let scripted = try ScriptedConnection(
      Script([.answerInitialize, .awaitPrompt, .initMessage(), part, .stall]), purpose: .conversation
    ) { options in
      var watchdog = Watchdog()
      watchdog.streamIdle = .seconds(10)
      options.watchdog = watchdog
    }
    try await scripted.start()
    try await scripted.connection.send("hello", sessionID: "default")
    var types: [String] = []
    while types.count < 2, let batch = await scripted.stream.nextBatch() {
      types += (0..<batch.count).compactMap { batch.frame(at: $0)?.node.string(at: "type") }
    }
    #expect(types == ["system", isPartial ? "stream_event" : "assistant"])
    scripted.clock.advance(by: .seconds(11))
    func stalls() -> [Watchdog.Clock] {
      scripted.recorder.all { if case .stalled(let report) = $0 { report.clock } else { nil } }
    }
    #expect(await Eventually.holds { !stalls().isEmpty })
    #expect(stalls() == [.streamIdle])
    await scripted.connection.close()
  }
}
