import ClaudeAgentSDK
import ClaudeAgentTestKit
import Testing

@Suite(.timeLimit(.minutes(5))) struct ScriptedTransportTests {
  @Test func `a delay lasts until the clock is turned`() async throws {
    let clock = ManualClock()
    let script: Script = [
      .answerInitialize, .awaitPrompt, .initMessage(), .delay(.seconds(3600)), .assistant("late"), .result("late"),
    ]
    let transport = ScriptedTransport(script, clock: clock)
    var iterator = query("hello", transport: ScriptedTransportProvider(transport)).makeAsyncIterator()
    #expect(try await iterator.next()?.type == "system")
    await clock.waitUntilPending()
    clock.advance(by: .seconds(3600))
    #expect(try await iterator.next()?.type == "assistant")
    #expect(try await iterator.next()?.type == "result")
    #expect(try await iterator.next() == nil)
  }

  @Test func `a side that ignores closing is ended by its grace`() async throws {
    let clock = ManualClock()
    let transport = ScriptedTransport(
      [.ignoreClose, .answerInitialize, .awaitPrompt, .result("x"), .stall], clock: clock, grace: .seconds(5))
    let text = try await query("hello", transport: ScriptedTransportProvider(transport)).text()
    #expect(text == "x")
    await clock.waitUntilPending()
    #expect(transport.closeCount == 1 && !transport.hasEnded)
    clock.advance(by: .seconds(5))
    #expect(await Eventually.holds { transport.hasEnded })
  }

  @Test func `a run that is cancelled in a delay ends without the clock`() async throws {
    let clock = ManualClock()
    let transport = ScriptedTransport([.answerInitialize, .delay(.seconds(60)), .exit(0)], clock: clock)
    let reading = Task { await Outcome(query("hello", transport: ScriptedTransportProvider(transport))) }
    await clock.waitUntilPending()
    reading.cancel()
    #expect(await reading.value.error?.code == .cancelled)
    #expect(await Eventually.holds { transport.hasEnded && clock.pendingCount == 0 })
  }

  @Test func `a provider remembers what was asked of its transports`() async throws {
    let provider = ScriptedTransportProvider(.answering("4"))
    var options = ClaudeAgentOptions()
    options.model = "sonnet"
    options.environment = .only(["A": "1"])
    options.workingDirectory = "/srv"
    for _ in 0..<2 { _ = try await query("hello", options: options, transport: provider).text() }
    #expect(provider.transports.count == 2)
    let request = try #require(provider.requests.first)
    #expect(request.options.model == "sonnet")
    #expect(request.arguments.contains("sonnet"))
    #expect(request.environment["A"] == "1")
    #expect(request.workingDirectory == "/srv")
  }

  @Test func `a script answers requests that it does not wait for`() async throws {
    let transport = ScriptedTransport([.awaitPrompt, .assistant("x"), .result("x")])
    let text = try await query("hello", transport: ScriptedTransportProvider(transport)).text()
    #expect(text == "x")
    #expect(transport.sentLines.count == 2 && transport.isInputEnded)
  }
}
