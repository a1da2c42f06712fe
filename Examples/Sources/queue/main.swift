// Sends prompts while the agent is at work: they wait, are answered together, or are taken back.
import ClaudeAgentSDK
import ExampleSupport

try await withExampleOptions { options in
  try await withClaudeClient(options) { client in
    var waiting: [Turn] = []
    for try await message in try await client.send("Think about it. SCENARIO:unhurried") {
      switch message {
      case .system(let system):
        guard case .initialized = system.event else { break }
        // The turn has begun. What is sent now waits until it is over.
        for text in ["Add a title.", "Add a date.", "Add a joke."] {
          waiting.append(try await client.send("\(text) SCENARIO:additions"))
        }
        print("taken back:", try await client.cancelMessage(waiting[2].promptUUID))
      case .assistant(let reply):
        print("first answer:", reply.text)
      default:
        break
      }
    }

    // The CLI may answer prompts that have waited in one turn: the result names those that it answers.
    let second = try await waiting[0].result()
    let third = try await waiting[1].result()
    print("second answer:", second.result ?? "")
    print("answers \(second.userMessageUUIDs.count) prompts, the third too:", second.uuid == third.uuid)
    do {
      _ = try await waiting[2].result()
    } catch let error as ClaudeAgentError {
      print("the prompt that was taken back:", error.code)
    }
  }
}
