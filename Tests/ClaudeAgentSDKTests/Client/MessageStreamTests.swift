import ClaudeAgentSDK
import ClaudeAgentTestKit
import Testing

/// One run as its reader sees it, over a script.
@Suite(.timeLimit(.minutes(5))) struct MessageStreamTests {
  private func run(_ script: Script, _ change: (inout ClaudeAgentOptions) -> Void = { _ in }) -> (
    stream: MessageStream, provider: ScriptedTransportProvider
  ) {
    let provider = ScriptedTransportProvider(script)
    var options = ClaudeAgentOptions()
    change(&options)
    return (query("hello", options: options, transport: provider), provider)
  }

  @Test func `the messages of a run come in order and end with its result`() async throws {
    let (stream, provider) = run(.answering("4"))
    let outcome = await Outcome(stream)
    #expect(outcome.types == ["system", "assistant", "result"])
    #expect(outcome.texts == ["4"])
    #expect(outcome.error == nil)
    let transport = try #require(provider.transports.first)
    #expect(transport.sentLines.count == 2)
    #expect(transport.sentLines[0].contains(#""subtype":"initialize""#))
    #expect(transport.sentLines[1].contains(#""content":"hello""#))
    #expect(transport.isInputEnded)
    #expect(await Eventually.holds { transport.closeCount == 1 && transport.hasEnded })
  }

  @Test func `nothing is started before the first message is asked for`() async throws {
    let (stream, provider) = run(.answering("4"))
    let iterator = stream.makeAsyncIterator()
    #expect(provider.transports.isEmpty)
    _ = consume iterator
  }

  @Test func `text and result read the run to its end`() async throws {
    #expect(try await run(.answering("42")).stream.text() == "42")
    let result = try await run(.answering("42")).stream.result()
    #expect(result.result == "42")
    #expect(result.sessionID == Script.sessionID)
  }

  @Test func `a second reader is refused, the first goes on`() async throws {
    let (stream, provider) = run(.answering("4"))
    var first = stream.makeAsyncIterator()
    var second = stream.makeAsyncIterator()
    #expect(try await first.next()?.type == "system")
    do {
      _ = try await second.next()
      Issue.record("A second reader has read.")
    } catch {
      #expect(error.code == .alreadyInUse)
    }
    #expect(try await first.next()?.type == "assistant")
    #expect(provider.transports.count == 1)
  }

  @Test func `a run that is over stays over`() async throws {
    let (stream, _) = run(.answering("4"))
    var iterator = stream.makeAsyncIterator()
    while try await iterator.next() != nil {}
    #expect(try await iterator.next() == nil)
    #expect(try await iterator.next() == nil)
  }

  @Test func `an error result is delivered and then thrown`() async throws {
    let (stream, _) = run([
      .answerInitialize, .awaitPrompt, .initMessage(), .errorResult("too bad", subtype: "error_max_turns"),
      .exit(1, stderr: "last words"),
    ])
    let outcome = await Outcome(stream)
    #expect(outcome.types == ["system", "result"])
    #expect(outcome.result?.isError == true)
    #expect(outcome.error?.code == .maxTurnsReached)
    #expect(outcome.error?.exitStatus == .exited(code: 1))
    #expect(outcome.error?.stderrTail == "last words")
    #expect(outcome.error?.sessionID == Script.sessionID)
    #expect(outcome.error?.failedResult?.errors == ["too bad"])
  }

  @Test func `text throws for an error result whose process leaves well`() async throws {
    let (stream, _) = run([.answerInitialize, .awaitPrompt, .errorResult("too bad"), .exit(0)])
    do {
      _ = try await stream.text()
      Issue.record("An error result gave a text.")
    } catch {
      #expect(error.code == .resultError)
      #expect(error.detail == "Claude Code returned an error result: too bad")
    }
  }

  @Test func `a run without a result ends, and its text is an error`() async throws {
    let script: Script = [.answerInitialize, .awaitPrompt, .initMessage(), .exit(0)]
    let outcome = await Outcome(run(script).stream)
    #expect(outcome.types == ["system"])
    #expect(outcome.error == nil)
    do {
      _ = try await run(script).stream.text()
      Issue.record("A run without a result gave a text.")
    } catch {
      #expect(error.code == .noResult)
    }
  }

  @Test(arguments: [
    (Script.Step.exit(3, stderr: "why"), ClaudeAgentError.ExitStatus.exited(code: 3)),
    (.signal(9, stderr: "why"), .signalled(number: 9)),
  ])
  func `a process that fails without a result is the error`(
    step: Script.Step, status: ClaudeAgentError.ExitStatus
  ) async throws {
    let outcome = await Outcome(run([.answerInitialize, .awaitPrompt, .initMessage(), step]).stream)
    #expect(outcome.types == ["system"])
    #expect(outcome.error?.code == .processFailed)
    #expect(outcome.error?.exitStatus == status)
    #expect(outcome.error?.stderrTail == "why")
    #expect(outcome.error?.detail == "The CLI ended with \(status). It said: why")
  }

  @Test func `a transport that cannot be made or started is the error`() async throws {
    let missing = ClaudeAgentError(.cliNotFound, detail: "There is no CLI.")
    let unmade = await Outcome(query("x", transport: ScriptedTransportProvider { _ in throw missing }))
    #expect(unmade.error?.code == .cliNotFound)
    let unstarted = await Outcome(
      query("x", transport: ScriptedTransportProvider(ScriptedTransport(failingToStart: missing))))
    #expect(unstarted.error?.code == .cliNotFound)
  }

  @Test func `options that cannot work start nothing`() async throws {
    let (stream, provider) = run(.answering("4")) {
      $0.maxThinkingTokens = -1
      $0.resume = "a"
      $0.continueConversation = true
      $0.sessionID = "not a uuid"
    }
    let outcome = await Outcome(stream)
    #expect(outcome.error?.code == .invalidOptions)
    #expect(provider.transports.isEmpty)
  }

  @Test func `a transport without the control protocol gets no handshake`() async throws {
    let transport = ScriptedTransport([.awaitPrompt, .assistant("x"), .result("x")], capabilities: [])
    let outcome = await Outcome(query("hello", transport: ScriptedTransportProvider(transport)))
    #expect(outcome.types == ["assistant", "result"])
    #expect(transport.sentLines.count == 1)
  }

  @Test func `a run is ended when its stream is dropped`() async throws {
    let transport = ScriptedTransport([.answerInitialize, .awaitPrompt, .initMessage(), .stall])
    do {
      var iterator = query("hello", transport: ScriptedTransportProvider(transport)).makeAsyncIterator()
      #expect(try await iterator.next()?.type == "system")
      #expect(!transport.hasEnded)
    }
    #expect(await Eventually.holds { transport.hasEnded && transport.cancelCount >= 1 })
  }

  @Test func `a reader that is cancelled ends the run`() async throws {
    let transport = ScriptedTransport([.answerInitialize, .awaitPrompt, .initMessage(), .stall])
    let reading = Task { await Outcome(query("hello", transport: ScriptedTransportProvider(transport))) }
    #expect(await Eventually.holds { transport.sentLines.count == 2 })
    reading.cancel()
    #expect(await reading.value.error?.code == .cancelled)
    #expect(await Eventually.holds { transport.hasEnded })
  }

  @Test func `cancelling ends a handshake that is not answered`() async throws {
    let transport = ScriptedTransport([.stopAnswering, .stall])
    let reading = Task { await Outcome(query("hello", transport: ScriptedTransportProvider(transport))) }
    #expect(await Eventually.holds { transport.sentLines.count == 1 })
    reading.cancel()
    #expect(await reading.value.error?.code == .cancelled)
    #expect(transport.hasEnded)
  }

  @Test func `a reader that is cancelled already gets no run`() async throws {
    let transport = ScriptedTransport([.stopAnswering, .stall])
    let reading = Task {
      unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
      return await Outcome(query("hello", transport: ScriptedTransportProvider(transport)))
    }
    #expect(await reading.value.error?.code == .cancelled)
    #expect(await Eventually.holds { transport.hasEnded })
  }

  @MainActor @Test func `a reader on the main actor stays there`() async throws {
    let count = 5000
    let transport = ScriptedTransport(
      [.answerInitialize, .awaitPrompt] + .repeating(count, [.assistant("x")]) + [.result("x")])
    var read = 0
    for try await message in query("hello", transport: ScriptedTransportProvider(transport)) {
      MainActor.assertIsolated()
      if case .assistant = message { read += 1 }
    }
    #expect(read == count)
  }
}
