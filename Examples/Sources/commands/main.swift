// Uses slash commands: those of the CLI, and one of the project.
import ClaudeAgentSDK
import ExampleSupport

try await withExampleOptions { options in
  try options.write("Say hello to $ARGUMENTS", to: ".claude/commands/greet.md")

  try await withClaudeClient(options) { client in
    // A command of the project becomes a prompt.
    print("/greet:", try await client.send("/greet Ada").text())

    // The CLI answers its own commands without the model.
    let cost = try await client.send("/cost").result()
    print("/cost took \(cost.numTurns) turns")

    // The history is replaced by a summary of it.
    for try await message in try await client.send("/compact Keep the names.") {
      guard case .system(let system) = message, case .compactBoundary(let boundary) = system.event else { continue }
      print("/compact: \(boundary.metadata?.trigger ?? "unknown")")
    }

    // The conversation begins anew, under another id.
    let session = await client.sessionID
    for try await message in try await client.send("/clear") {
      if case .conversationReset(let reset) = message { print("/clear: \(reset.trigger ?? "unknown")") }
    }
    print("another session:", await client.sessionID != session)
  }
}
