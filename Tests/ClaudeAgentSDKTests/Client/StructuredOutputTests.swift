import ClaudeAgentSDK
import ClaudeAgentTestKit
import Testing

/// Answers as values, from what the real CLI gave.
@Suite(.timeLimit(.minutes(5))) struct StructuredOutputTests {
  struct Person: Decodable, Sendable, Equatable {
    let name: String
    let age: Int
    let tags: [String]?
  }

  private func result(_ scenario: String) throws -> ResultMessage {
    for case .result(let result) in try Recording.messages(scenario) { return result }
    throw Recording.Missing(path: scenario)
  }

  /// A run that ends with the recorded result, and leaves as the recorded process did.
  private func script(_ scenario: String, exit code: Int32 = 0) throws -> Script {
    [.answerInitialize, .awaitPrompt, .initMessage(), .line(try result(scenario).json.description), .exit(code)]
  }

  private func failure(_ body: () async throws -> Person) async -> ClaudeAgentError? {
    do {
      _ = try await body()
      return nil
    } catch {
      return error as? ClaudeAgentError
    }
  }

  @Test func `a result is decoded`() throws {
    #expect(try result("structured_output").decoded(as: Person.self) == Person(name: "Zoë", age: 41, tags: ["a", "b"]))
    let person: Person = try result("structured_output_retry").decoded()
    #expect(person == Person(name: "Zoë", age: 41, tags: nil))
  }

  @Test func `an answer in words is no value, even when it is JSON`() async throws {
    let words = try result("structured_output_never")
    let error = await failure { try words.decoded(as: Person.self) }
    #expect(error?.code == .structuredOutputFailed)
    #expect(error?.sessionID == words.sessionID)
    #expect(error?.message.contains("outputFormat") == true)
    let json = ResultMessage(json: try .test(#"{"type":"result","result":"{\"name\":\"a\",\"age\":1}"}"#))
    #expect(await failure { try json.decoded(as: Person.self) }?.code == .structuredOutputFailed)
  }

  @Test func `a result that is an error is thrown as what it is`() async throws {
    let error = await failure { try result("structured_output_invalid").decoded(as: Person.self) }
    #expect(error?.code == .structuredOutputFailed)
    #expect(error?.detail.contains("after 5 attempts") == true)
    #expect(error?.failedResult?.subtype == "error_max_structured_output_retries")
    let failed = ResultMessage(
      json: try .test(
        #"{"type":"result","subtype":"error_max_turns","is_error":true,"structured_output":{"name":"a","age":1}}"#))
    #expect(await failure { try failed.decoded(as: Person.self) }?.code == .maxTurnsReached)
  }

  @Test func `a value of another shape names the place`() async throws {
    let odd = ResultMessage(
      json: try .test(#"{"type":"result","session_id":"s","structured_output":{"name":"a","age":"old"}}"#))
    let error = await failure { try odd.decoded(as: Person.self) }
    #expect(error?.code == .decodingFailed)
    #expect(error?.detail.hasPrefix("At $.age") == true)
    #expect(error?.sessionID == "s")
  }

  @Test func `a question is answered with a value, and the schema is the type's`() async throws {
    let provider = ScriptedTransportProvider(try script("structured_output"))
    let person = try await query("Who?", as: Person.self, transport: provider)
    #expect(person == Person(name: "Zoë", age: 41, tags: ["a", "b"]))
    let schema = try ToolSchema(describing: Person.self).json
    #expect(provider.requests.first?.options.outputFormat == .jsonSchema(schema))
  }

  @Test func `a schema of one's own is kept`() async throws {
    let provider = ScriptedTransportProvider(try script("structured_output_retry"))
    var options = ClaudeAgentOptions()
    options.outputFormat = .jsonSchema(["type": "object", "title": "mine"])
    _ = try await query("Who?", as: Person.self, options: options, transport: provider)
    #expect(provider.requests.first?.options.outputFormat == .jsonSchema(["type": "object", "title": "mine"]))
  }

  @Test func `questions that are not answered in that form fail`() async throws {
    let words = ScriptedTransportProvider(try script("structured_output_never"))
    #expect(
      await failure { try await query("Who?", as: Person.self, transport: words) }?.code == .structuredOutputFailed)
    let invalid = ScriptedTransportProvider(try script("structured_output_invalid", exit: 1))
    let error = await failure { try await query("Who?", as: Person.self, transport: invalid) }
    #expect(error?.code == .structuredOutputFailed)
    #expect(error?.exitStatus == .exited(code: 1))
    let silent = ScriptedTransportProvider([.answerInitialize, .awaitPrompt, .initMessage(), .exit(0)])
    #expect(await failure { try await query("Who?", as: Person.self, transport: silent) }?.code == .noResult)
  }

  @Test func `a turn gives a value`() async throws {
    let line = try result("structured_output_retry").json.description
    let provider = ScriptedTransportProvider([
      .answerInitialize, .awaitPrompt, .initMessage(), .line(line), .awaitEndOfInput,
    ])
    try await withClaudeClient(transport: provider) { client in
      let person: Person = try await client.send("Who?").decoded()
      #expect(person == Person(name: "Zoë", age: 41, tags: nil))
    }
  }
}
