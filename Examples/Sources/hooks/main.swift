// Asks your code before and after each tool call: it may allow, deny or change the call, and take notes.
import ClaudeAgentSDK
import ExampleSupport

actor Journal {
  private(set) var commands: [String] = []
  func add(_ command: String) { commands.append(command) }
}

try await withExampleOptions { options in
  let journal = Journal()
  var options = options
  options.allowedTools = ["Bash"]
  options.hooks = [
    // Without `await` a hook is quick: it answers on the thread that has read the request.
    Hook(.preToolUse, matching: "Bash") { call in
      switch call.toolInput["command"]?.string {
      case "rm -rf .": return .deny("Nothing is deleted here.")
      case "echo deploy to production": return .allow(updatedInput: ["command": "echo deploy to staging"])
      default: return .continue
      }
    },
    // With `await` it has a task of its own.
    Hook(.postToolUse) { call in
      await journal.add(call.toolInput["command"]?.string ?? call.toolName)
      return .continue
    },
  ]

  for try await message in query("Tidy up and deploy. SCENARIO:deploy", options: options) {
    switch message {
    case .assistant(let reply):
      for call in reply.toolUses { print("wants:", call.input?["command"]?.string ?? "") }
      if !reply.text.isEmpty { print("says:", reply.text) }
    case .user(let user):
      for result in user.toolResults { print(result.isError ? "refused:" : "result:", result.text) }
    default:
      break
    }
  }
  print("done:", await journal.commands)
}
