// Prints the answer as the model writes it, then what the run took.
import ClaudeAgentSDK
import ExampleSupport

try await withExampleOptions { options in
  var options = options
  options.includePartialMessages = true

  var pieces = 0
  for try await message in query("five four three two one and then we lift off", options: options) {
    switch message {
    case .streamEvent(let event):
      guard let text = event.textDelta else { break }
      pieces += 1
      print(text, terminator: "")
    case .assistant(let reply):
      print("\n[whole: \(reply.text)]")
    case .result(let result):
      print("[\(pieces) pieces, \(result.numTurns) turn, \(result.usage?.outputTokens ?? 0) tokens written]")
    default:
      break
    }
  }
}
