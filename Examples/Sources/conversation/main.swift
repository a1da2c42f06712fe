// Holds a conversation: several turns with one CLI, which remembers what was said before.
import ClaudeAgentSDK
import ExampleSupport

try await withExampleOptions { options in
  try await withClaudeClient(options) { client in
    // A turn is a sequence of messages; the last one is its result.
    for try await message in try await client.send("My lucky number is 7431. SCENARIO:remember") {
      switch message {
      case .assistant(let reply): print("answer:", reply.text)
      case .result(let result): print("result:", result.subtype ?? "none")
      default: break
      }
    }
    let session = await client.sessionID

    // Where only the answer counts, there is a short form.
    print("answer:", try await client.send("Which number was it? SCENARIO:recall").text())
    print("same session:", await client.sessionID == session)
  }
}
