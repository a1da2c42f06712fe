// Says what the agent is told, which tools it may use, where it works and how long.
import ClaudeAgentSDK
import ExampleSupport

try await withExampleOptions { options in
  var options = options
  options.systemPrompt = "You are a terse assistant."
  options.tools = ["Bash", "Read"]  // these exist
  options.allowedTools = ["Bash(echo *)"]  // this may be used without asking
  options.permissionMode = .dontAsk  // nothing else may
  options.maxTurns = 3
  options.settingSources = []  // no settings files

  for try await message in query("Please run the command. SCENARIO:bash", options: options) {
    switch message {
    case .system(let system):
      if case .initialized(let session) = system.event {
        print("tools:", session.tools.sorted().joined(separator: ", "))
        print("works in its folder:", session.workingDirectory == options.workingDirectory)
      }
    case .assistant(let reply):
      for call in reply.toolUses { print("calls \(call.name):", call.input?["command"]?.string ?? "") }
      if !reply.text.isEmpty { print("says:", reply.text) }
    case .user(let user):
      for case .toolResult(let result) in user.content.blocks { print("result:", result.content.text) }
    default:
      break
    }
  }

  // The same run is cut off when it may take one turn only.
  options.maxTurns = 1
  do {
    _ = try await query("Please run the command. SCENARIO:bash", options: options).text()
  } catch let error as ClaudeAgentError {
    print("with one turn:", error.code)
  }
}
