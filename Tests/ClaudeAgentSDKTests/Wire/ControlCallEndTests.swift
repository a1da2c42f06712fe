import ClaudeAgentTestKit
import FastTransport
import Testing

@testable import ClaudeAgentSDK

/// Host requests whose answer does not come, or stands behind something.
@Suite(.timeLimit(.minutes(5))) struct ControlCallEndTests {
  private func line(_ count: Int) -> Script.Step {
    .line(#"{"type":"bulk","x":"\#(String(repeating: "x", count: count - 22))"}"#)
  }

  @Test func `a call ends when its time is up, and not before`() async throws {
    let scripted = try ScriptedConnection([.stopAnswering, .stall])
    try await scripted.connection.start()
    let call = scripted.call("mcp_status", timeout: .milliseconds(1500))
    await scripted.clock.waitUntilPending()
    scripted.clock.advance(by: .milliseconds(1499))
    #expect(scripted.clock.pendingCount == 1)
    scripted.clock.advance(by: .milliseconds(1))
    let error = await call.value
    #expect(error?.code == .controlRequestTimedOut)
    #expect(error?.detail == "The CLI did not answer the control request mcp_status in 1.5 seconds.")
    await scripted.connection.close()
  }

  @Test func `a call behind messages that nobody reads says how many`() async throws {
    let scripted = try ScriptedConnection(
      [.stopAnswering, .awaitLine(containing: "probe"), line(3000), line(2000), .answer(), .stall]
    ) { $0.maxUnreadBytes = 2000 }
    try await scripted.connection.start()
    let call = scripted.call("probe", timeout: .seconds(5))
    await scripted.clock.waitUntilPending()
    #expect(await Eventually.holds { scripted.connection.inbox.isPaused })
    scripted.clock.advance(by: .seconds(5))
    let error = await call.value
    #expect(error?.code == .controlRequestTimedOut)
    #expect(
      error?.detail
        == "The CLI did not answer the control request probe in 5.0 seconds. Its answer stands behind 3000 bytes of "
        + "messages that nobody has read.")
    #expect(error?.description.contains("`ClaudeAgentOptions.maxUnreadBytes`") == true)
    // Reading lets the rest in; the answer is nobody's by now.
    #expect(await scripted.stream.nextBatch()?.count == 1)
    #expect(await scripted.stream.nextBatch()?.count == 1)
    await scripted.connection.close()
  }

  @Test func `a consumer that reads nothing does not delay an answer while there is room`() async throws {
    let script: Script =
      [.awaitLine(containing: "probe")] + .repeating(50, [line(1000)]) + [.answer(["done": true]), .stall]
    let scripted = try ScriptedConnection(script) { $0.maxUnreadBytes = 50_001 }
    try await scripted.connection.start()
    let answer = try await scripted.connection.call("probe", timeout: .seconds(60))
    #expect(answer.rawText == #"{"done":true}"#)
    #expect(scripted.connection.inbox.unreadBytes == 50_000)
    await scripted.connection.close()
  }

  @Test func `an exit ends every waiting call with the CLI's words`() async throws {
    let scripted = try ScriptedConnection([
      .stopAnswering, .awaitLine(containing: "three"), .exit(7, stderr: "the disk is full\n"),
    ])
    try await scripted.connection.start()
    var calls: [Task<ClaudeAgentError?, Never>] = []
    for name in ["one", "two", "three"] {
      calls.append(scripted.call(name))
      #expect(await scripted.untilSent(name))
    }
    for call in calls {
      let error = await call.value
      #expect(error?.code == .processFailed)
      #expect(error?.exitStatus == .exited(code: 7))
      #expect(error?.detail == "The CLI ended with exit code 7. It said: the disk is full")
    }
    #expect(scripted.clock.pendingCount == 0)
  }

  @Test func `the end of the frames ends every waiting call after a short wait`() async throws {
    let scripted = try ScriptedConnection([.stopAnswering, .awaitLine(containing: "two"), .endFrames, .stall])
    try await scripted.connection.start()
    let one = scripted.call("one")
    #expect(await scripted.untilSent("one"))
    let two = scripted.call("two")
    // Both time limits, and the wait for the exit.
    await scripted.clock.waitUntilPending(3)
    scripted.clock.advance(by: Connection.exitGrace)
    #expect(await one.value?.code == .processFailed)
    #expect(await two.value?.code == .processFailed)
    #expect(scripted.clock.pendingCount == 0)
    // A call behind the end does not wait at all.
    #expect(await scripted.call("three").value?.code == .processFailed)
    await scripted.connection.close()
  }

  @Test func `a call to a CLI that takes no input and does not exit ends after a short wait`() async throws {
    let scripted = try ScriptedConnection([.refuseInput, .line(#"{"type":"marker"}"#), .stall])
    try await scripted.connection.start()
    #expect(await scripted.stream.nextBatch()?.count == 1)
    let call = scripted.call("probe")
    // Its time limit, and the wait for an exit that would tell more.
    await scripted.clock.waitUntilPending(2)
    scripted.clock.advance(by: Connection.exitGrace)
    let error = await call.value
    #expect(error?.code == .writeFailed)
    #expect(scripted.clock.pendingCount == 0)
    await scripted.connection.close()
  }

  @Test func `a transport without control requests refuses a call`() async throws {
    let transport = ScriptedTransport([.stall], capabilities: [])
    let group = try LoopGroup.shared()
    let connection = Connection(
      options: ClaudeAgentOptions(), from: .transport(transport, group.acquire(), group), purpose: .conversation,
      hostEnvironment: [:])
    try await connection.start()
    let error = await #expect(throws: ClaudeAgentError.self) { try await connection.call("x", timeout: .seconds(1)) }
    #expect(error?.code == .unsupported)
    #expect(transport.sentLines == [])
    await connection.close()
  }
}
