// Answers questions that the model asks the user.
import ClaudeAgentSDK
import ExampleSupport

struct Question: Decodable {
  struct Choice: Decodable {
    let label: String
    let description: String
  }
  let question: String
  let options: [Choice]
}

try await withExampleOptions { options in
  var options = options
  options.canUseTool = PermissionCallback { request in
    guard request.toolName == "AskUserQuestion" else { return .deny("Only questions are allowed.") }
    let questions = try request.input["questions"]?.decode([Question].self) ?? []
    var answers: JSONObject = [:]
    for question in questions {
      print(question.question)
      for choice in question.options { print("  \(choice.label): \(choice.description)") }
      // A program with users would show this; here the last choice is taken.
      answers[question.question] = question.options.last.map { .string($0.label) }
    }
    var input = JSONValue(request.input)?.object ?? [:]
    input["answers"] = .object(answers)
    return .allow(input)
  }

  try await withClaudeClient(options) { client in
    print(try await client.send("Paint the house. SCENARIO:paint").text())
  }
}
