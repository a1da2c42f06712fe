import ClaudeAgentTestKit
import FastTransport
import Testing

@testable import ClaudeAgentSDK

/// What frames mean for the run: the tracker behind a real connection.
@Suite(.timeLimit(.minutes(5))) struct ConnectionRunTests {
  private func task(_ subtype: String, _ fields: JSONObject) -> Script.Step {
    var message: JSONObject = ["type": "system", "subtype": .string(subtype), "task_id": "t1"]
    for (key, value) in fields { message[key] = value }
    return .message(message)
  }

  @Test func `the ceiling ends a run that never comes to rest`() async throws {
    let scripted = try ScriptedConnection(
      [.answerInitialize, .awaitPrompt, .state("running"), .assistant("x"), .result("x"), .stall], needsInput: true)
    try await scripted.start()
    try await scripted.ask("hello")
    await scripted.clock.waitUntilPending()
    #expect(!scripted.transport.isInputEnded)
    scripted.clock.advance(by: .seconds(600))
    #expect(await scripted.rest() == ["assistant", "success"])
    #expect(scripted.transport.isInputEnded)
    #expect(scripted.recorder.waitEnded == 1)
    guard case .finished = scripted.stream.end else {
      Issue.record("The stream ended with \(String(describing: scripted.stream.end)).")
      return
    }
    await scripted.connection.close()
  }

  @Test(
    arguments: [
      ["patch": ["status": "completed"]], ["patch": ["status": "failed"]], ["patch": ["status": "stopped"]],
      ["patch": ["status": "killed"]],
    ] as [JSONObject])
  func `an agent in the background keeps the input open until it has ended`(update: JSONObject) async throws {
    let scripted = try ScriptedConnection(
      [
        .answerInitialize, .awaitPrompt, .state("running"), task("task_started", ["task_type": "local_agent"]),
        .result("first"), .state("idle"), .line(#"{"type":"marker"}"#), .awaitLine(containing: "probe"), .answer(),
        task("task_updated", ["patch": ["status": "running"]]), task("task_updated", update), .state("running"),
        .result("second"), .state("idle"), .stall,
      ], needsInput: true)
    try await scripted.start()
    try await scripted.ask("hello")
    // The marker has come, so the idle before it has been seen: the agent holds the input.
    #expect(await scripted.untilRead("marker"))
    #expect(!scripted.transport.isInputEnded)
    #expect(await scripted.call("probe").value == nil)
    _ = await scripted.rest()
    #expect(scripted.transport.isInputEnded)
    await scripted.connection.close()
  }

  @Test func `a subagent's words do not start a turn, the main thread's do`() async throws {
    let child = Script.Step.line(#"{"type":"assistant","message":{},"parent_tool_use_id":"toolu_1"}"#)
    let scripted = try ScriptedConnection(
      [
        .answerInitialize, .awaitPrompt, .state("running"), .result("x"), child, .awaitLine(containing: "probe"),
        .answer(), .assistant("again"), .line(#"{"type":"marker"}"#), .stall,
      ], needsInput: true)
    try await scripted.start()
    try await scripted.ask("hello")
    await scripted.clock.waitUntilPending()
    #expect(await scripted.call("probe").value == nil)
    #expect(await scripted.untilRead("marker"))
    // The clock of the ceiling has stopped.
    #expect(scripted.clock.pendingCount == 0)
    await scripted.connection.close()
  }

  @Test func `without needs the input ends behind the prompt`() async throws {
    let scripted = try ScriptedConnection([
      .answerInitialize, .awaitPrompt, .awaitEndOfInput, .result("x"), .stall,
    ])
    try await scripted.start()
    try await scripted.ask("hello")
    #expect(await scripted.rest() == ["success"])
    await scripted.connection.close()
  }

  @Test func `an error result is the failure of a run whose process fails`() async throws {
    let scripted = try ScriptedConnection([
      .answerInitialize, .awaitPrompt, .initMessage(sessionID: "s-1"), .errorResult("too bad"), .state("idle"),
      .exit(1, stderr: "tail"),
    ])
    try await scripted.start()
    try await scripted.ask("hello")
    #expect(await scripted.rest() == ["init", "error_during_execution"])
    let end = await scripted.connection.transportEnd(within: Connection.exitGrace)
    let error = await scripted.connection.failure(after: end, reading: scripted.stream.end)
    #expect(error?.code == .resultError)
    #expect(error?.detail == "Claude Code returned an error result: too bad")
    #expect(error?.exitStatus == .exited(code: 1))
    #expect(error?.stderrTail == "tail")
    #expect(error?.sessionID == Script.sessionID)
  }

  @Test func `an error result that the next turn has made good is not the failure`() async throws {
    let scripted = try ScriptedConnection(
      [
        .answerInitialize, .awaitPrompt, .errorResult("too bad"), .initMessage(), .result("fine"), .exit(4),
      ], isSinglePrompt: false)
    try await scripted.start()
    try await scripted.ask("hello")
    _ = await scripted.rest()
    let end = await scripted.connection.transportEnd(within: Connection.exitGrace)
    let error = await scripted.connection.failure(after: end, reading: scripted.stream.end)
    #expect(error?.code == .processFailed)
    #expect(error?.failedResult == nil)
  }
}

extension ScriptedConnection {
  /// Reads up to a frame of this type; false when the frames end before.
  func untilRead(_ type: String) async -> Bool {
    while let batch = await stream.nextBatch() {
      for index in 0..<batch.count where batch.frame(at: index)?.node.string(at: "type") == type { return true }
    }
    return false
  }
}
