// Shows an answer while it is written: thoughts, text, and the input of a tool before it is whole.
import ClaudeAgentSDK
import ExampleSupport

try await withExampleOptions { options in
  var options = options
  options.includePartialMessages = true
  options.allowedTools = ["Bash"]

  try await withClaudeClient(options) { client in
    var answer = PartialMessage()
    for try await message in try await client.send("Write a poem. SCENARIO:poem") {
      guard case .streamEvent(let event) = message, answer.add(event), let block = answer.blocks.last else { continue }
      switch event.event {
      case .contentBlockDelta:
        // Text and thoughts grow, and so does the input of a tool: what has arrived of it can be read.
        if let command = block.input?["command"]?.string { print("  so far:", command) }
      case .contentBlockStop:
        if let call = block.toolUse { print("\(call.name):", block.input?["command"]?.string ?? "") }
        if !block.thinking.isEmpty { print("thought:", block.thinking) }
        if !block.text.isEmpty { print("text:", block.text) }
      default:
        break
      }
    }
    print("ended by:", answer.stopReason ?? "nothing")
  }
}
