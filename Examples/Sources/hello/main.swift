// Asks one question and prints the answer. The simulated API answers with the words in reverse order.
import ClaudeAgentSDK
import ExampleSupport

try await withExampleOptions { options in
  let answer = try await query("red fox 7431", options: options).text()
  print(answer)
}
