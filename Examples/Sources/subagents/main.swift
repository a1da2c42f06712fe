// Defines an agent that the main one may hand work to, and listens to both.
import ClaudeAgentSDK
import ExampleSupport

try await withExampleOptions { options in
  var options = options
  options.agents["reviewer"] = AgentDefinition(
    description: "Reviews code", prompt: "You are a strict reviewer.", tools: ["Bash"])
  options.allowedTools = ["Bash"]
  options.forwardSubagentText = true

  for try await message in query("Have the code reviewed. SCENARIO:review", options: options) {
    switch message {
    case .assistant(let reply):
      // What a subagent says names the call that has started it.
      let who = reply.parentToolUseID == nil ? "main:" : "  \(reply.subagentType ?? "subagent"):"
      for call in reply.toolUses { print(who, "calls \(call.name)") }
      if !reply.text.isEmpty { print(who, reply.text) }
    case .result(let result):
      print("result:", result.result ?? "")
    default:
      break
    }
  }
}
