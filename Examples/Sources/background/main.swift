// Lets an agent work in the background: the turn ends before it, and its report comes later.
import ClaudeAgentSDK
import ExampleSupport

try await withExampleOptions { options in
  var options = options
  options.agents["reviewer"] = AgentDefinition(
    description: "Reviews code", prompt: "You are a strict reviewer.", tools: ["Bash"])
  options.allowedTools = ["Bash"]

  try await withClaudeClient(options) { client in
    // The board knows every task: subagents, and commands in the background.
    var board = TaskBoard()
    for try await message in try await client.send("Have it reviewed meanwhile. SCENARIO:review-later") {
      board.add(message)
      if case .result(let result) = message { print("turn:", result.result ?? "") }
    }

    // The CLI speaks between turns, too.
    reports: for try await message in try await client.messages {
      board.add(message)
      if case .result(let result) = message, result.origin?.kind == .taskNotification {
        print("report:", result.result ?? "")
        break reports
      }
    }
    for task in board.ended { print("\(task.subagentType ?? "another task"): \(task.status)") }
  }
}
