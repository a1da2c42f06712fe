import ClaudeAgentTestKit
import FastTransport
import Testing

@testable import ClaudeAgentSDK

/// The watchdog over a connection, with a clock that stands still.
@Suite(.timeLimit(.minutes(5))) struct WatchdogRunnerTests {
  private func scripted(
    _ script: Script, purpose: Connection.Purpose = .conversation, handlers: HandlerTable = HandlerTable(),
    _ change: (inout Watchdog) -> Void = { _ in }
  ) throws -> ScriptedConnection {
    var watchdog = Watchdog()
    watchdog.start = .seconds(10)
    watchdog.initialize = .seconds(20)
    watchdog.firstToken = .seconds(30)
    watchdog.streamIdle = .seconds(40)
    watchdog.interruptGrace = .seconds(5)
    change(&watchdog)
    return try ScriptedConnection(script, purpose: purpose, handlers: handlers) { $0.watchdog = watchdog }
  }

  private let marker = Script.Step.line(#"{"type":"marker"}"#)

  /// Reads up to a marker, and lets the loop do what it has to.
  private func read(_ scripted: ScriptedConnection) async {
    #expect(await scripted.untilRead("marker"))
    await settle(scripted)
  }

  private func settle(_ scripted: ScriptedConnection) async {
    for _ in 0..<4 {
      await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
        scripted.connection.onLoop { _ in done.resume() }
      }
    }
  }

  /// Turns the clock so far, second by second, as a real one would.
  private func pass(_ seconds: Int, _ scripted: ScriptedConnection) async {
    for _ in 0..<seconds {
      scripted.clock.advance(by: .seconds(1))
      await settle(scripted)
    }
  }

  @Test func `a process that says nothing is noticed`() async throws {
    let scripted = try scripted([.stall])
    try await scripted.connection.start()
    await settle(scripted)
    await pass(9, scripted)
    #expect(scripted.recorder.stalls.isEmpty)
    await pass(1, scripted)
    #expect(scripted.recorder.stalls.map(\.clock) == [.start])
    #expect(scripted.recorder.stalls.first?.age == .seconds(10))
    #expect(scripted.recorder.stalls.first?.lastMessageType == nil)
    await scripted.connection.close()
    #expect(scripted.clock.pendingCount == 0)
  }

  @Test func `the first bytes start a shorter clock at once`() async throws {
    let scripted = try scripted([.line(#"{"type":"marker"}"#), .stall]) {
      $0.start = .seconds(1000)
      $0.initialize = .seconds(20)
    }
    try await scripted.connection.start()
    await read(scripted)
    await pass(20, scripted)
    #expect(scripted.recorder.stalls.map(\.clock) == [.initialize])
    await scripted.connection.close()
  }

  @Test func `a silent answer is noticed once, a run at rest is none`() async throws {
    let scripted = try scripted([
      .answerInitialize, marker, .awaitPrompt, .initMessage(), .assistant("x"), marker, .awaitLine(containing: "probe"),
      .answer(), .result("x"), marker, .stall,
    ])
    try await scripted.start()
    await read(scripted)
    await pass(500, scripted)
    #expect(scripted.recorder.stalls.isEmpty)
    try await scripted.connection.send(Prompt("hello"), sessionID: "")
    await read(scripted)
    await pass(39, scripted)
    #expect(scripted.recorder.stalls.isEmpty)
    await pass(100, scripted)
    #expect(scripted.recorder.stalls.map(\.clock) == [.streamIdle])
    #expect(scripted.recorder.stalls.first?.sessionID == Script.sessionID)
    #expect(scripted.recorder.stalls.first?.lastMessageType == "assistant")
    #expect(await scripted.call("probe", timeout: .seconds(10_000)).value == nil)
    await read(scripted)
    await pass(500, scripted)
    #expect(scripted.recorder.stalls.count == 1)
    await scripted.connection.close()
  }

  @Test func `a tool at work is no stall`() async throws {
    let call = #"{"type":"assistant","message":{"content":[{"type":"text"},{"type":"tool_use","id":"toolu_1"}]}}"#
    let done = #"{"type":"user","message":{"content":[{"type":"tool_result","tool_use_id":"toolu_1"}]}}"#
    let scripted = try scripted([
      .answerInitialize, .awaitPrompt, .line(call), marker, .awaitLine(containing: "probe"), .answer(), .line(done),
      marker,
      .stall,
    ])
    try await scripted.start()
    try await scripted.connection.send(Prompt("hello"), sessionID: "")
    await read(scripted)
    await pass(500, scripted)
    #expect(scripted.recorder.stalls.isEmpty)
    #expect(await scripted.call("probe", timeout: .seconds(10_000)).value == nil)
    await read(scripted)
    await pass(40, scripted)
    #expect(scripted.recorder.stalls.map(\.clock) == [.streamIdle])
    #expect(scripted.recorder.stalls.first?.pendingTools == [])
    #expect(scripted.recorder.stalls.first?.lastMessageType == "user")
    await scripted.connection.close()
  }

  @Test func `a callback at work is no stall, and silence behind it is one`() async throws {
    let gate = Gate()
    var table = HandlerTable()
    table.canUseTool = PermissionCallback { _ in
      await gate.pass("ask")
      return .allow()
    }
    let scripted = try scripted(
      [
        .answerInitialize, .awaitPrompt, .assistant("x"), .request(["subtype": "can_use_tool", "input": [:]], id: "p"),
        marker, .awaitAnswer(to: "p"), .stall,
      ], handlers: table)
    try await scripted.start()
    try await scripted.connection.send(Prompt("hello"), sessionID: "")
    await read(scripted)
    await gate.hasArrived("ask")
    await pass(500, scripted)
    #expect(scripted.recorder.stalls.isEmpty)
    await gate.open("ask")
    #expect(await Eventually.holds { scripted.answers.count == 1 })
    await settle(scripted)
    await pass(39, scripted)
    #expect(scripted.recorder.stalls.isEmpty)
    await pass(1, scripted)
    #expect(scripted.recorder.stalls.map(\.clock) == [.streamIdle])
    #expect(scripted.recorder.stalls.first?.pendingRequests == [])
    await scripted.connection.close()
  }

  @Test func `a decision that is put off is no stall, and silence behind it is one`() async throws {
    var table = HandlerTable()
    table.canUseTool = PermissionCallback { _ in .deferred }
    table.canDefer = true
    let scripted = try scripted(
      [
        .answerInitialize, .awaitPrompt, .request(["subtype": "can_use_tool", "input": [:]], id: "p"), marker, .stall,
      ], handlers: table
    ) { $0.toolIdle = .seconds(400) }
    try await scripted.start()
    try await scripted.connection.send(Prompt("hello"), sessionID: "")
    await read(scripted)
    await pass(400, scripted)
    #expect(scripted.recorder.stalls.map(\.clock) == [.toolIdle])
    #expect(scripted.recorder.stalls.first?.pendingRequests == ["p"])
    scripted.connection.onLoop { _ = $0.router.answerLater("p", .allow()) }
    await settle(scripted)
    await pass(30, scripted)
    #expect(scripted.recorder.stalls.map(\.clock) == [.toolIdle, .firstToken])
    await scripted.connection.close()
  }

  @Test func `an announced retry is no stall`() async throws {
    let scripted = try scripted([
      .answerInitialize, .awaitPrompt, .message(["type": "system", "subtype": "api_retry", "retry_delay_ms": 60_000]),
      marker, .stall,
    ])
    try await scripted.start()
    try await scripted.connection.send(Prompt("hello"), sessionID: "")
    await read(scripted)
    await pass(89, scripted)
    #expect(scripted.recorder.stalls.isEmpty)
    await pass(1, scripted)
    #expect(scripted.recorder.stalls.map(\.clock) == [.firstToken])
    #expect(scripted.recorder.stalls.first?.lastMessageType == "system/api_retry")
    await scripted.connection.close()
  }

  @Test func `an interrupt that has no effect ends in a closed run`() async throws {
    let scripted = try scripted([
      .answerInitialize, .awaitPrompt, .assistant("x"), marker, .awaitLine(containing: "interrupt"), .answer(), marker,
      .awaitLine(containing: "never"),
    ]) { $0.response = .interrupt }
    try await scripted.start()
    try await scripted.connection.send(Prompt("hello"), sessionID: "")
    await read(scripted)
    await pass(40, scripted)
    #expect(scripted.recorder.stalls.map(\.response) == [.interrupt])
    await read(scripted)
    await pass(4, scripted)
    #expect(scripted.transport.cancelCount == 0)
    let waiting = scripted.call("probe", timeout: .seconds(10_000))
    #expect(await scripted.untilSent("probe"))
    await pass(1, scripted)
    #expect(scripted.transport.cancelCount == 1)
    _ = await scripted.rest()
    let end = await scripted.connection.transportEnd(within: .zero)
    let error = await scripted.connection.failure(after: end, reading: scripted.stream.end)
    #expect(error?.code == .timedOut)
    #expect(error?.detail == "The run was closed by its watchdog: an interrupt had no effect.")
    #expect(await waiting.value?.code ?? .timedOut == .timedOut)
    #expect(scripted.recorder.stalls.count == 1)
  }

  @Test func `a response of closing closes the run and says why`() async throws {
    let scripted = try scripted([.answerInitialize, .awaitPrompt, marker, .stall]) { $0.response = .close }
    try await scripted.start()
    try await scripted.connection.send(Prompt("hello"), sessionID: "")
    await read(scripted)
    await pass(30, scripted)
    #expect(scripted.transport.cancelCount == 1)
    _ = await scripted.rest()
    let end = await scripted.connection.transportEnd(within: .zero)
    let error = await scripted.connection.failure(after: end, reading: scripted.stream.end)
    #expect(error?.code == .timedOut)
    #expect(
      error?.detail == "The run was closed by its watchdog: nothing has come for 30.0 seconds (clock firstToken).")
    #expect(scripted.clock.pendingCount == 0)
  }

  @Test func `a transport without a handshake is at rest when it has started`() async throws {
    let clock = ManualClock()
    let recorder = EventRecorder()
    let transport = ScriptedTransport([marker, .awaitPrompt, marker, .stall], capabilities: [])
    var options = ClaudeAgentOptions()
    options.observer = recorder
    options.watchdog = Watchdog()
    let group = try LoopGroup.shared()
    let connection = Connection(
      options: options, from: .transport(transport, group.acquire(), group), purpose: .conversation,
      hostEnvironment: [:], deadlines: clock)
    let stream = try #require(connection.inbox.takeStream())
    try await connection.start()
    #expect(try await connection.shakeHands { _ in } == nil)
    #expect(await stream.nextBatch()?.count == 1)
    clock.advance(by: .seconds(10_000))
    try await connection.send(Prompt("hello"), sessionID: "")
    #expect(await stream.nextBatch()?.count == 1)
    #expect(recorder.stalls.isEmpty)
    clock.advance(by: .seconds(300))
    #expect(await Eventually.holds { recorder.stalls.map(\.clock) == [.firstToken] })
    await connection.close()
  }
}
