import ClaudeAgentSDK
import ClaudeAgentTestKit
import Testing

/// Prompts of every shape, as the CLI receives them.
@Suite(.timeLimit(.minutes(5))) struct PromptSequenceTests {
  /// The `message.content` of each prompt sent.
  private func contents(_ transport: ScriptedTransport) throws -> [JSONValue?] {
    try transport.sentLines.map { try JSONValue(parsing: $0) }.filter { $0["type"] == "user" }
      .map { $0["message"]?["content"] }
  }

  private static func turn(_ text: String) -> Script { [.awaitPrompt, .assistant(text), .result(text)] }

  private func stream(_ prompts: [Prompt]) -> AsyncStream<Prompt> {
    AsyncStream { continuation in
      for prompt in prompts { continuation.yield(prompt) }
      continuation.finish()
    }
  }

  @Test func `each prompt is sent as soon as it comes, the input ends behind the last`() async throws {
    let transport = ScriptedTransport(
      [.answerInitialize] + Self.turn("1") + Self.turn("2") + Self.turn("3") + [.awaitEndOfInput, .exit(0)])
    let (prompts, feed) = AsyncStream<Prompt>.makeStream()
    var results: [String] = []
    feed.yield("one")
    for try await message in query(prompts, transport: ScriptedTransportProvider(transport)) {
      guard case .result(let result) = message else { continue }
      results.append(result.result ?? "")
      #expect(!transport.isInputEnded || results.count == 3)
      switch results.count {
      case 1: feed.yield("two")
      case 2:
        feed.yield("three")
        feed.finish()
      default: break
      }
    }
    #expect(results == ["1", "2", "3"])
    #expect(try contents(transport) == ["one", "two", "three"])
    #expect(transport.isInputEnded)
  }

  @Test func `a sequence without a prompt ends the input at once`() async throws {
    let transport = ScriptedTransport([.answerInitialize, .awaitEndOfInput, .exit(0)])
    let outcome = await Outcome(query(stream([]), transport: ScriptedTransportProvider(transport)))
    #expect(outcome.messages.isEmpty)
    #expect(outcome.error == nil)
    #expect(transport.sentLines.count == 1)
  }

  @Test func `a sequence that throws leaves the run with what was sent`() async throws {
    struct Tired: Error {}
    let transport = ScriptedTransport([.answerInitialize] + Self.turn("1") + [.awaitEndOfInput, .exit(0)])
    let recorder = EventRecorder()
    var options = ClaudeAgentOptions()
    options.observer = recorder
    let prompts = AsyncThrowingStream<Prompt, any Error> { continuation in
      continuation.yield("one")
      continuation.finish(throwing: Tired())
    }
    let outcome = await Outcome(query(prompts, options: options, transport: ScriptedTransportProvider(transport)))
    #expect(outcome.texts == ["1"])
    #expect(outcome.error == nil)
    #expect(recorder.promptFailures.count == 1 && recorder.promptFailures.first is Tired)
  }

  @Test func `a sequence that never ends is left when the run ends`() async throws {
    let transport = ScriptedTransport([.answerInitialize] + Self.turn("1") + [.exit(0)])
    let (prompts, feed) = AsyncStream<Prompt>.makeStream()
    let left = AsyncStream<Void>.makeStream()
    feed.onTermination = { _ in left.continuation.finish() }
    feed.yield("one")
    let outcome = await Outcome(query(prompts, transport: ScriptedTransportProvider(transport)))
    #expect(outcome.texts == ["1"])
    for await _ in left.stream {}
  }

  @Test func `blocks of text, images and documents go out as they are`() async throws {
    let transport = ScriptedTransport(.answering("seen"))
    let prompt = Prompt([
      .text("What is this?"), .image([1, 2, 3], mediaType: "image/png"),
      .image(url: "https://example.com/x.png"), .document(text: "words", title: "A title"),
    ])
    let text = try await query(prompt, transport: ScriptedTransportProvider(transport)).text()
    #expect(text == "seen")
    let blocks = try #require(try contents(transport).first??.array)
    #expect(blocks.count == 4)
    #expect(blocks[0] == ["type": "text", "text": "What is this?"])
    #expect(
      blocks[1] == ["type": "image", "source": ["type": "base64", "media_type": "image/png", "data": "AQID"]])
    #expect(blocks[2] == ["type": "image", "source": ["type": "url", "url": "https://example.com/x.png"]])
    #expect(blocks[3]["type"] == "document")
    #expect(blocks[3]["title"] == "A title")
  }
}
