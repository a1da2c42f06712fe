// Tells the model more than the user has typed, keeps prompts from it, and makes it go on when it would stop.
import ClaudeAgentSDK
import ExampleSupport

try await withExampleOptions { options in
  var options = options
  options.hooks = [
    Hook(.userPromptSubmit) { input in
      if input.prompt.contains("password") { return .block("Passwords are not sent.") }
      return .context("The user is in Paris.")
    },
    Hook(.stop) { input in
      // A stop that a hook has already held up once is let through.
      input.stopHookActive ? .continue : .block("Add what to wear.")
    },
  ]

  try await withClaudeClient(options) { client in
    for try await message in try await client.send("What will the weather be? SCENARIO:weather") {
      if case .assistant(let reply) = message { print("says:", reply.text) }
    }
    let blocked = try await client.send("My password is 1234.").result()
    print("blocked prompt took \(blocked.numTurns) turns")
  }
}
