import ClaudeAgentTestKit
import Testing

@testable import ClaudeAgentSDK

/// The life of a client: who may connect and close it, from where, and what is left to read.
@Suite(.timeLimit(.minutes(5))) struct ClientLifeTests {
  private func client(_ script: Script) -> (ClaudeClient, ScriptedTransportProvider) {
    let provider = ScriptedTransportProvider(script)
    return (ClaudeClient(transport: provider), provider)
  }

  // MARK: The state machine

  @Test func `a client is connected and closed in order, and again`() {
    var machine = ClientStateMachine()
    for _ in 0..<2 {
      #expect(machine.close() == .nothing)
      #expect(machine.connect() == .start)
      #expect(machine.connect() == .waitForConnect)
      machine.connected()
      #expect(machine.connect() == .nothing)
      #expect(machine.close() == .begin)
      #expect(machine.close() == .wait)
      #expect(machine.connect() == .waitForClose)
      machine.closed()
      #expect(machine.phase == .idle)
    }
  }

  @Test func `a start that fails leaves a client that can be connected, one that is closed meanwhile stays closed`() {
    var machine = ClientStateMachine()
    _ = machine.connect()
    machine.failed()
    #expect(machine.connect() == .start)
    #expect(machine.close() == .begin)
    machine.connected()
    machine.failed()
    #expect(machine.phase == .closing)
    machine.closed()
    machine.connected()
    machine.closed()
    #expect(machine.phase == .idle)
  }

  // MARK: Connecting

  @Test func `several that connect at once share one process`() async throws {
    let (client, provider) = client([.answerInitialize, .awaitEndOfInput])
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 { group.addTask { try await client.connect() } }
      try await group.waitForAll()
    }
    #expect(provider.transports.count == 1)
    await client.close()
  }

  @Test func `a handshake that is refused leaves a client that is not connected`() async throws {
    let (client, provider) = client([.awaitLine(containing: "initialize"), .answerError("not today"), .stall])
    let error = await #expect(throws: ClaudeAgentError.self) { try await client.connect() }
    #expect(error?.code == .controlRequestFailed)
    #expect(error?.detail.contains("not today") == true)
    let refused = await #expect(throws: ClaudeAgentError.self) { try await client.send("hello") }
    #expect(refused?.code == .notConnected)
    #expect(try #require(provider.transports.first).closeCount == 1)
  }

  // MARK: Closing

  @Test func `any task may close a client, several at once and cancelled ones too`() async throws {
    let (client, provider) = client([.answerInitialize, .awaitEndOfInput])
    try await client.connect()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
          await client.close()
        }
      }
    }
    let transport = try #require(provider.transports.first)
    #expect(transport.isInputEnded)
    #expect(transport.closeCount == 1)
    let refused = await #expect(throws: ClaudeAgentError.self) { try await client.send("hello") }
    #expect(refused?.code == .notConnected)
  }

  @Test func `a close while the client is being connected ends the start`() async throws {
    let (client, provider) = client([.stopAnswering, .stall])
    let connecting = Task { () -> ClaudeAgentError? in
      do throws(ClaudeAgentError) { try await client.connect() } catch { return error }
      return nil
    }
    #expect(await Eventually.holds { provider.transports.first?.sentLines.isEmpty == false })
    await client.close()
    #expect(await connecting.value?.code == .cancelled)
  }

  @Test func `what had arrived before the close can be read, and then the conversation is over`() async throws {
    // In one piece, so that all of it has arrived with the first message.
    let lines = [#"{"type":"system","subtype":"x"}"#, #"{"type":"assistant"}"#, #"{"type":"assistant"}"#]
    let (client, _) = client([
      .answerInitialize, .awaitPrompt, .bytes(Array((lines.joined(separator: "\n") + "\n").utf8)), .awaitEndOfInput,
    ])
    try await client.connect()
    let messages = try await client.messages
    let turn = try await client.send("hello")
    var first = messages.makeAsyncIterator()
    #expect(try await first.next()?.type == "system")
    await client.close()
    var types: [String] = []
    while let message = try await first.next() { types.append(message.type) }
    #expect(types == ["assistant", "assistant"])
    #expect(!turn.hasEnded)
    let error = await #expect(throws: ClaudeAgentError.self) { try await turn.result() }
    #expect(error?.code == .connectionClosed)
  }

  @Test func `a second reader is refused while the first one reads`() async throws {
    let (client, _) = client([.answerInitialize, .awaitPrompt, .assistant("one"), .awaitEndOfInput])
    try await client.connect()
    let turn = try await client.send("hello")
    var first = turn.makeAsyncIterator()
    #expect(try await first.next()?.type == "assistant")
    var second = try await client.messages.makeAsyncIterator()
    let error = await #expect(throws: ClaudeAgentError.self) { try await second.next() }
    #expect(error?.code == .alreadyInUse)
    await client.close()
  }

  // MARK: Prompts

  @Test func `a sequence of prompts is written one by one, and its last turn is given`() async throws {
    let (client, provider) = client([.answerInitialize, .awaitPrompt, .awaitPrompt, .awaitEndOfInput])
    try await client.connect()
    let (prompts, more) = AsyncStream.makeStream(of: Prompt.self)
    more.yield("one")
    more.yield("two")
    more.finish()
    let turn = try #require(try await client.send(prompts, sessionID: "mine"))
    let nothing = AsyncStream<Prompt> { $0.finish() }
    #expect(try await client.send(nothing) == nil)
    await client.close()
    let sent = try #require(provider.transports.first).sentLines.dropFirst().map { try JSONValue(parsing: $0) }
    #expect(sent.map { $0["message"]?["content"] } == ["one", "two"])
    #expect(sent.map { $0["session_id"] } == ["mine", "mine"])
    #expect(sent.last?["uuid"]?.string == turn.promptUUID)
  }
}
