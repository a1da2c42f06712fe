// Asks several questions at once, each in a process of its own.
import ClaudeAgentSDK
import ExampleSupport

try await withExampleOptions { options in
  let questions = ["one two", "three four", "five six"]
  let answers = try await withThrowingTaskGroup(of: (Int, String).self) { group in
    for (place, question) in questions.enumerated() {
      group.addTask { (place, try await query(Prompt(question), options: options).text()) }
    }
    // As they come; a failure cancels the others, which ends their processes.
    var answers: [Int: String] = [:]
    for try await (place, answer) in group { answers[place] = answer }
    return answers
  }
  for (place, question) in questions.enumerated() { print("\(question) -> \(answers[place] ?? "")") }
}
