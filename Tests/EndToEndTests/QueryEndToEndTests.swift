import ClaudeAgentSDK
import ClaudeAgentSimulator
import Foundation
import Testing

/// `query` with the real CLI, which asks the simulated API.
@Suite(.serialized, .timeLimit(.minutes(10))) struct QueryEndToEndTests {
  private static func error(_ status: Int, _ type: String, _ message: String) -> String {
    #"{"failing":{"steps":[{"error":{"status":\#(status),"type":"\#(type)","message":"\#(message)"}}]}}"#
  }

  @Test func `one question gets its answer through the real CLI`() async throws {
    try await RealCLI.with { cli in
      let outcome = await Outcome(query("red fox 7431", options: cli.options()))
      #expect(outcome.error == nil)
      #expect(outcome.assistantText == "7431 fox red")
      #expect(outcome.result?.result == "7431 fox red")
      #expect(outcome.types.filter { $0 != "command_lifecycle" } == ["system", "assistant", "result"])
      #expect(cli.server.requestCount >= 1)
      #expect(cli.pids.version?.isEmpty == false)
      // The session is the same from the first message to the last.
      let session = try #require(outcome.result?.sessionID)
      #expect(UUID(uuidString: session) != nil)
      #expect(outcome.messages.allSatisfy { $0.sessionID == session })
      #expect(await RealCLI.eventually { cli.processes.isEmpty })
    }
  }

  @Test func `several prompts are answered in one process`() async throws {
    try await RealCLI.with { cli in
      let (prompts, feed) = AsyncStream<Prompt>.makeStream()
      feed.yield("one two")
      var results: [String] = []
      var sessions: Set<String> = []
      for try await message in query(prompts, options: cli.options()) {
        guard case .result(let result) = message else { continue }
        results.append(result.result ?? "")
        sessions.insert(result.sessionID ?? "")
        switch results.count {
        case 1: feed.yield("three four")
        case 2: feed.yield("five six")
        default: feed.finish()
        }
      }
      #expect(results == ["two one", "four three", "six five"])
      #expect(sessions.count == 1)
      #expect(await RealCLI.eventually { cli.processes.isEmpty })
    }
  }

  @Test func `partial messages add up to the whole`() async throws {
    try await RealCLI.with { cli in
      let prompt = (0..<60).map { "word\($0)" }.joined(separator: " ")
      let outcome = await Outcome(query(Prompt(prompt), options: cli.options { $0.includePartialMessages = true }))
      let deltas = outcome.messages.compactMap { if case .streamEvent(let event) = $0 { event.textDelta } else { nil } }
      #expect(deltas.count > 3)
      #expect(deltas.joined() == outcome.assistantText)
      #expect(outcome.assistantText.hasPrefix("word59 word58"))
      #expect(outcome.error == nil)
    }
  }

  @Test(arguments: [
    (400, "invalid_request_error", ClaudeAgentError.Code.invalidRequest),
    (401, "authentication_error", .authenticationFailed), (404, "not_found_error", .modelNotFound),
  ])
  func `an error of the API is a result and a typed error`(
    status: Int, type: String, code: ClaudeAgentError.Code
  ) async throws {
    try await RealCLI.with(Self.error(status, type, "it is bad")) { cli in
      let outcome = await Outcome(
        query("SCENARIO:failing", options: cli.options { if status == 404 { $0.model = "claude-nonesuch" } }))
      #expect(outcome.result?.isError == true)
      #expect(outcome.result?.apiErrorStatus == status)
      #expect(outcome.error?.code == code, "\(outcome.error?.description ?? "no error")")
      #expect(outcome.error?.exitStatus == .exited(code: 1))
      #expect(outcome.error?.sessionID == outcome.result?.sessionID)
      #expect(await RealCLI.eventually { cli.processes.isEmpty })
    }
  }

  @Test func `a CLI that is killed in mid-stream is an error behind what came before`() async throws {
    let text = (0..<400).map { "word\($0)" }.joined(separator: " ")
    let scenario = #"{"slow":{"steps":[{"content":[{"type":"text","text":"\#(text)"}],"chunk":8,"delay_ms":40}]}}"#
    try await RealCLI.with(scenario) { cli in
      var deltas = 0
      var thrown: ClaudeAgentError?
      do {
        for try await message in query("SCENARIO:slow", options: cli.options { $0.includePartialMessages = true }) {
          guard case .streamEvent(let event) = message, event.textDelta != nil else { continue }
          deltas += 1
          if deltas == 3 { kill(try #require(cli.pids.pid), SIGKILL) }
        }
      } catch let error as ClaudeAgentError {
        thrown = error
      }
      #expect(deltas >= 3)
      #expect(thrown?.code == .processFailed)
      #expect(thrown?.exitStatus == .signalled(number: 9))
      #expect(thrown?.sessionID != nil)
      #expect(await RealCLI.eventually { cli.processes.isEmpty })
    }
  }

  @Test func `an image reaches the API`() async throws {
    let scenario = #"{"picture":{"steps":[{"content":[{"type":"text","text":"A pixel."}]}]}}"#
    // A PNG of one pixel.
    let png =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    try await RealCLI.with(scenario) { cli in
      let prompt = Prompt([.text("SCENARIO:picture What is this?"), .image(base64: png, mediaType: "image/png")])
      let text = try await query(prompt, options: cli.options()).text()
      #expect(text == "A pixel.")
      let request = try #require(cli.server.requests.last { $0.scenario == "picture" })
      #expect(request.lastUserContent.contains("image/png"))
      #expect(request.lastUserContent.contains(png.prefix(40)))
    }
  }

  @Test func `structured output arrives as a value`() async throws {
    let scenario = """
      {"person":{"steps":[
        {"content":[{"type":"tool_use","name":"StructuredOutput","input":{"name":"Zoë","age":41}}]},
        {"content":[{"type":"text","text":"Done."}]}]}}
      """
    try await RealCLI.with(scenario) { cli in
      let result = try await query(
        "SCENARIO:person",
        options: cli.options {
          $0.outputFormat = .jsonSchema([
            "type": "object", "properties": ["name": ["type": "string"], "age": ["type": "integer"]],
            "required": ["name", "age"],
          ])
        }
      ).result()
      #expect(result.structuredOutput?["name"]?.string == "Zoë")
      #expect(result.structuredOutput?["age"]?.int == 41)
    }
  }

  @Test func `a text of a megabyte comes through whole`() async throws {
    let scenario = """
      {"long":{"steps":[{"content":[{"type":"text","text":{"$gen":{"kind":"lorem","bytes":1048576,"seed":7}}}],
      "chunk":65536}]}}
      """
    try await RealCLI.with(scenario) { cli in
      let outcome = await Outcome(query("SCENARIO:long", options: cli.options()))
      #expect(outcome.error == nil)
      #expect(outcome.assistantText.utf8.count >= 1_048_000)
      #expect(outcome.result?.result?.utf8.count ?? 0 >= 1_048_000)
    }
  }

  @Test func `values that look like flags or shell code are values`() async throws {
    try await RealCLI.with { cli in
      let odd = "--help -p \"quoted\" 'single' $HOME `id` \\ \n-second line; rm -rf / # ünïcode"
      let options = cli.options { options in
        options.systemPrompt = .text(odd)
        options.title = "--version"
        options.additionalDirectories = [cli.folder.path]
        options.disallowedTools = ["Bash(--version *)"]
        options.settings = .text(#"{"env":{"ODD":"--dash"}}"#)
      }
      let text = try await query("red fox", options: options).text()
      #expect(text == "fox red")
    }
  }

  @Test func `a long system prompt travels outside of the command line`() async throws {
    try await RealCLI.with { cli in
      let options = cli.options { $0.systemPrompt = .text(String(repeating: "Be brief. ", count: 30_000)) }
      let text = try await query("red fox", options: options).text()
      #expect(text == "fox red")
      #expect(cli.server.requests.contains { $0.bodyByteCount > 300_000 })
    }
  }
}
