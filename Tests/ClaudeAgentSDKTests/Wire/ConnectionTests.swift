import ClaudeAgentTestKit
import FastTransport
import Testing

@testable import ClaudeAgentSDK

@Suite(.timeLimit(.minutes(5))) struct ConnectionTests {
  // MARK: The handshake

  @Test func `a handshake without an answer ends when its time is up`() async throws {
    let scripted = try ScriptedConnection([.stopAnswering, .stall])
    let handshake = try await scripted.begin()
    await scripted.clock.waitUntilPending()
    scripted.clock.advance(by: .seconds(59))
    #expect(scripted.clock.pendingCount == 1)
    scripted.clock.advance(by: .seconds(1))
    let error = await handshake.value
    #expect(error?.code == .controlRequestTimedOut)
    #expect(error?.detail == "The CLI did not answer the control request initialize in 60.0 seconds.")
    await scripted.connection.close()
  }

  @Test func `a handshake that is refused gives the CLI's words`() async throws {
    let scripted = try ScriptedConnection([.awaitLine(containing: "initialize"), .answerError("no such agent: \"x\"")])
    let error = try await scripted.begin().value
    #expect(error?.code == .controlRequestFailed)
    #expect(error?.detail == "The CLI refused the control request initialize: no such agent: \"x\"")
    #expect(scripted.clock.pendingCount == 0)
    await scripted.connection.close()
  }

  @Test func `answers to nobody are ignored`() async throws {
    let stray = #"{"type":"control_response","response":{"subtype":"success","request_id":"nobody"}}"#
    let scripted = try ScriptedConnection([
      .line(stray), .line(#"{"type":"control_response"}"#), .line(#"{"type":"control_response","response":{}}"#),
      .awaitLine(containing: "initialize"), .line(stray), .answer(),
    ])
    try await scripted.start()
    await scripted.connection.close()
    #expect(await scripted.rest() == [])
  }

  @Test func `an answer that comes too late is ignored`() async throws {
    let scripted = try ScriptedConnection([.awaitLine(containing: "slow"), .delay(.zero), .awaitEndOfInput])
    try await scripted.connection.start()
    let call = scripted.call("slow", timeout: .seconds(1))
    await scripted.clock.waitUntilPending()
    scripted.clock.advance(by: .seconds(1))
    #expect(await call.value?.code == .controlRequestTimedOut)
    // The next one is answered by itself, not by the one before.
    let second = scripted.call("quick")
    #expect(await scripted.untilSent("quick"))
    #expect(await second.value == nil)
    await scripted.connection.close()
  }

  // MARK: Ending while a call waits

  @Test func `an exit ends a waiting call at once, with the CLI's words`() async throws {
    let scripted = try ScriptedConnection([.awaitLine(containing: "initialize"), .exit(3, stderr: "first\nbad flag\n")])
    let error = try await scripted.begin().value
    #expect(error?.code == .processFailed)
    #expect(error?.exitStatus == .exited(code: 3))
    #expect(error?.stderrTail == "first\nbad flag\n")
    #expect(error?.detail == "The CLI ended with exit code 3. It said: bad flag")
    #expect(scripted.clock.pendingCount == 0)
  }

  @Test func `an error result before the handshake is the reason`() async throws {
    let scripted = try ScriptedConnection([
      .awaitLine(containing: "initialize"), .errorResult("No conversation found"), .exit(1),
    ])
    let error = try await scripted.begin().value
    #expect(error?.code == .resultError)
    #expect(error?.failedResult?.errors == ["No conversation found"])
    #expect(error?.exitStatus == .exited(code: 1))
  }

  @Test func `a good exit ends a waiting call too`() async throws {
    let scripted = try ScriptedConnection([.awaitLine(containing: "initialize"), .exit(0)])
    #expect(try await scripted.begin().value?.code == .connectionClosed)
  }

  @Test func `a transport that fails gives its own reason`() async throws {
    let reason = ClaudeAgentError(.serverError, detail: "The bridge has burnt down.")
    let scripted = try ScriptedConnection([.awaitLine(containing: "initialize"), .fail(reason)])
    let error = try await scripted.begin().value
    #expect(error?.code == .serverError)
    #expect(error?.detail == "The bridge has burnt down.")
  }

  @Test func `output that ends without an exit is waited for a while`() async throws {
    let scripted = try ScriptedConnection([.awaitLine(containing: "initialize"), .endFrames, .stall])
    let handshake = try await scripted.begin()
    // The time limit of the handshake, and the wait for the exit.
    await scripted.clock.waitUntilPending(2)
    scripted.clock.advance(by: Connection.exitGrace)
    #expect(await handshake.value?.code == .processFailed)
    await scripted.connection.close()
  }

  @Test func `a call behind the end fails at once`() async throws {
    let scripted = try ScriptedConnection([.answerInitialize, .exit(5)])
    try await scripted.start()
    #expect(await Eventually.holds { !scripted.recorder.exits.isEmpty })
    let error = await scripted.call("late").value
    #expect(error?.code == .processFailed)
    #expect(error?.exitStatus == .exited(code: 5))
  }

  @Test func `only so many calls may wait`() async throws {
    let scripted = try ScriptedConnection([.stopAnswering])
    try await scripted.connection.start()
    let calls = (0..<CallTable<Connection.Call>.limit).map { _ in scripted.call("hang") }
    await scripted.clock.waitUntilPending(CallTable<Connection.Call>.limit)
    #expect(await scripted.call("one more").value?.code == .memoryLimitReached)
    await scripted.connection.close()
    for call in calls { #expect(await call.value?.code == .connectionClosed) }
    #expect(scripted.clock.pendingCount == 0)
  }

  // MARK: Sending

  @Test func `a prompt to a CLI that has gone tells how it went`() async throws {
    let scripted = try ScriptedConnection([.answerInitialize, .refuseInput, .exit(2, stderr: "out of memory")])
    try await scripted.start()
    #expect(await Eventually.holds { !scripted.recorder.exits.isEmpty })
    let error = await #expect(throws: ClaudeAgentError.self) { try await scripted.ask("hello") }
    #expect(error?.code == .processFailed)
    #expect(error?.stderrTail == "out of memory")
  }

  @Test func `a prompt to a CLI that takes none is a failed write`() async throws {
    let scripted = try ScriptedConnection([.answerInitialize, .refuseInput, .line(#"{"type":"marker"}"#), .stall])
    try await scripted.start()
    #expect(await scripted.stream.nextBatch()?.count == 1)
    let asking = Task { try await scripted.ask("hello") }
    await scripted.clock.waitUntilPending()
    scripted.clock.advance(by: Connection.exitGrace)
    let error = await #expect(throws: ClaudeAgentError.self) { try await asking.value }
    #expect(error?.code == .writeFailed)
    await scripted.connection.close()
  }

  // MARK: Requests of the CLI

  @Test func `a request that nobody serves is answered with an error`() async throws {
    let scripted = try ScriptedConnection([
      .answerInitialize, .request(["subtype": "frobnicate"], id: "r1"), .awaitAnswer(to: "r1"), .exit(0),
    ])
    try await scripted.start()
    #expect(await scripted.rest() == [])
    #expect(
      scripted.answers == [
        ["subtype": "error", "request_id": "r1", "error": "Unsupported control request subtype: frobnicate"]
      ])
    #expect(scripted.recorder.unsupported == ["frobnicate"])
  }

  @Test func `requests without an id or a body are no trap`() async throws {
    let scripted = try ScriptedConnection([
      .answerInitialize,
      .line(#"{"type":"control_request"}"#),
      .line(#"{"type":"control_request","request":{"subtype":"hook_callback"}}"#),
      .line(#"{"type":"control_request","request_id":7,"request":{"subtype":"hook_callback"}}"#),
      .line(#"{"type":"control_request","request_id":"r2"}"#), .awaitAnswer(to: "r2"),
      .line(#"{"type":"control_request","request_id":"r3","request":{}}"#), .awaitAnswer(to: "r3"),
      .line(#"{"type":"control_request","request_id":"r4","request":"text"}"#), .awaitAnswer(to: "r4"),
      .line(#"{"type":"control_cancel_request"}"#),
      .exit(0),
    ])
    try await scripted.start()
    #expect(await scripted.rest() == [])
    #expect(scripted.answers.map { $0["request_id"] } == ["r2", "r3", "r4"])
    #expect(scripted.answers.allSatisfy { $0["subtype"] == "error" })
    #expect(scripted.recorder.unanswerable == 4)
  }

  @Test func `the table of handlers can be swapped while the connection lives`() async throws {
    let scripted = try ScriptedConnection(
      [
        .answerInitialize, .request(["subtype": "can_use_tool", "input": [:]], id: "a"), .awaitAnswer(to: "a"),
        .line(#"{"type":"first"}"#), .awaitLine(containing: "go on"),
        .request(["subtype": "can_use_tool", "input": [:]], id: "b"), .cancelRequest(id: "b"), .awaitAnswer(to: "b"),
        .exit(0),
      ], needsInput: true)
    func table(_ name: String) -> HandlerTable {
      var table = HandlerTable()
      table.canUseTool = PermissionCallback { _ in .deny(name) }
      return table
    }
    scripted.connection.replaceHandlers(table("old"))
    try await scripted.start()
    #expect(await scripted.stream.nextBatch()?.count == 1)
    scripted.connection.replaceHandlers(table("new"))
    try await scripted.ask("go on")
    #expect(await scripted.rest() == [])
    #expect(scripted.answers.map { $0["response"]?["message"] } == ["old", "new"])
  }

  // MARK: What the consumer sees

  @Test func `frames of the protocol stay away from the consumer`() async throws {
    let scripted = try ScriptedConnection([
      .answerInitialize, .awaitPrompt, .state("running"), .initMessage(), .line(#"{"type":"keep_alive"}"#),
      .line(#"{"type":"transcript_mirror","entries":[]}"#), .line(#"{"type":"from_the_future"}"#),
      .line(#"{"type":"system","subtype":"session_state_changed","state":"running"}"#), .assistant("x"),
      .result("x"), .state("idle"), .stall,
    ])
    try await scripted.start()
    try await scripted.ask("hello")
    let types = await scripted.rest()
    // A state that is not for the host only is everybody's.
    #expect(types == ["init", "from_the_future", "session_state_changed", "assistant", "success"])
    await scripted.connection.close()
  }
}
