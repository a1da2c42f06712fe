import ClaudeAgentSDK

/// What the simulated model says, by the name of the scenario: each step is one answer.
///
///     let scenarios: Scenarios = ["greet": [.call("Bash", ["command": "echo hi"]), "Greeted."]]
///
/// A conversation stays in the scenario that its newest prompt with a marker has named: what follows on one names another,
/// such as ``Prompt/next``, which is always there.
struct Scenarios: ExpressibleByDictionaryLiteral {
  /// One answer: a text, calls of tools, or both.
  struct Step: ExpressibleByStringInterpolation {
    private var fields: JSONObject

    init(stringLiteral text: String) { self.init([["type": "text", "text": .string(text)]]) }
    init(_ blocks: [JSONValue]) { fields = ["content": .array(blocks)] }

    static func call(_ tool: String, _ input: JSONObject = [:]) -> Step { Step([Scenarios.call(tool, input)]) }
    static func bash(_ command: String) -> Step { Step([Scenarios.bash(command)]) }
    static func calls(_ calls: JSONValue...) -> Step { Step(calls) }

    /// The same, with more keys of the simulator's steps.
    func with(_ more: JSONObject) -> Step {
      var step = self
      for (key, value) in more { step.fields[key] = value }
      return step
    }

    /// The answer begins when the server's gate of this name is open.
    func held(by gate: String) -> Step { with(["gate": .string(gate)]) }

    /// The stream stops for good after so many events.
    func hanging(after events: Int) -> Step {
      with(["chunk": 4, "break": ["after": .integer(events), "mode": "hang"]])
    }

    var json: JSONValue { .object(fields) }
  }

  private let scenarios: [(String, [Step])]

  init(dictionaryLiteral elements: (String, [Step])...) { scenarios = elements }

  static func call(_ tool: String, _ input: JSONObject = [:]) -> JSONValue {
    ["type": "tool_use", "name": .string(tool), "input": .object(input)]
  }

  static func bash(_ command: String) -> JSONValue {
    call("Bash", ["command": .string(command), "description": "Run it"])
  }

  var json: String {
    var object: JSONObject = ["next": ["steps": [Step("Still here.").json]]]
    for (name, steps) in scenarios { object[name] = ["steps": .array(steps.map(\.json))] }
    return object.serialized()
  }
}

extension Prompt {
  /// A prompt that is answered with `Still here.`
  static let next: Prompt = "SCENARIO:next"
}
