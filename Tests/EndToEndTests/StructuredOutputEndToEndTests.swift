import ClaudeAgentSDK
import ClaudeAgentSimulator
import Testing

/// Answers that must fit a schema.
@Suite(.serialized, .timeLimit(.minutes(10))) struct StructuredOutputEndToEndTests {
  @Test func `an answer that fits comes as a value, also at the second try, and none comes when none is given`()
    async throws
  {
    let good: Scenarios.Step = .call("StructuredOutput", ["name": "Zoë", "age": 41])
    let scenarios: Scenarios = [
      "second-try": [.call("StructuredOutput", ["name": "Zoë", "age": "old"]), good, "Done."],
      "never": ["I would rather talk."],
    ]
    try await RealCLI.withClient(
      scenarios,
      Setting { options in
        options.outputFormat = .jsonSchema([
          "type": "object", "properties": ["name": ["type": "string"], "age": ["type": "integer"]],
          "required": ["name", "age"],
        ])
      }
    ) { cli, client in
      let fitting = try await client.hear("SCENARIO:second-try")
      #expect(fitting.result?.isError == false)
      #expect(fitting.result?.structuredOutput.flatMap(JSONValue.init) == ["name": "Zoë", "age": 41])
      #expect(fitting.toolResults.map(\.isError) == [true, false])

      // The CLI reminds the model once, and then lets it be.
      let talk = try await client.hear("SCENARIO:never")
      #expect(talk.result?.isError == false)
      #expect(talk.result?.structuredOutput == nil)
      #expect(talk.result?.result == "I would rather talk.")
      #expect(talk.users.contains { $0.isSynthetic && $0.text.contains("StructuredOutput") })
    }
  }
}
