// Asks one question after the other in one process: the prompts are a stream, and each depends on the answer before.
import ClaudeAgentSDK
import ExampleSupport

try await withExampleOptions { options in
  let (prompts, input) = AsyncStream<Prompt>.makeStream()
  var words = ["three", "four"]

  input.yield("one two")
  for try await message in query(prompts, options: options) {
    guard case .result(let result) = message else { continue }
    let answer = result.result ?? ""
    print("answer:", answer)
    if words.isEmpty {
      input.finish()  // The run ends.
    } else {
      input.yield("\(answer) \(words.removeFirst())")
    }
  }
}
