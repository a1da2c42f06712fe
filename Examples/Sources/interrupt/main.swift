// Stops the agent in the middle of an answer. The conversation goes on.
import ClaudeAgentSDK
import ExampleSupport

try await withExampleOptions { options in
  var options = options
  options.includePartialMessages = true

  try await withClaudeClient(options) { client in
    var isInterrupted = false
    for try await message in try await client.send("Tell me a very long story. SCENARIO:endless") {
      switch message {
      case .streamEvent(let event):
        guard event.textDelta != nil, !isInterrupted else { break }
        isInterrupted = true
        try await client.interrupt()
      case .assistant(let reply):
        print("broken off:", reply.isAborted)
      case .result(let result):
        print("ended by:", result.terminalReason ?? "nothing")
      default:
        break
      }
    }
    print("next turn:", try await client.send("Are you there? SCENARIO:next").text())
  }
}
