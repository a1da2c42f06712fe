import ClaudeAgentSDK
import ClaudeAgentSimulator
import Testing

/// Hooks at other points of a turn, asked by the real CLI.
@Suite(.serialized, .timeLimit(.minutes(10))) struct HooksEndToEndTests {
  @Test func `a prompt is blocked, and another one gets a context`() async throws {
    try await RealCLI.withClient(
      ["talk": ["Bonjour."]],
      Setting { options in
        options.hooks = [
          Hook(.userPromptSubmit) { input in
            if input.prompt.contains("forbidden") { return .block("No such talk here") }
            return .context("The user is in Paris.")
          }
        ]
      }
    ) { cli, client in
      let blocked = try await client.hear("SCENARIO:talk forbidden words")
      #expect(blocked.error == nil)
      #expect(blocked.result?.numTurns == 0)
      #expect(blocked.assistants.isEmpty)
      #expect(blocked.systems.contains { $0.json.description.contains("No such talk here") })
      #expect(!cli.server.requests.contains { $0.scenario == "talk" })

      let said = try await client.hear("SCENARIO:talk hello")
      #expect(said.result?.result == "Bonjour.")
      let request = try #require(cli.server.requests.last { $0.scenario == "talk" })
      #expect(request.conversationText.contains("The user is in Paris."))
      #expect(!request.conversationText.contains("forbidden"))
    }
  }

  @Test func `a context after a tool reaches the model, and a stop is blocked once`() async throws {
    let seen = Notes<String>()
    let stops = Notes<Bool>()
    try await RealCLI.withClient(
      ["tool": [.bash("echo from the tool"), "I stop now.", "Fine, a bit more."]],
      Setting { options in
        options.allowedTools = ["Bash"]
        options.hooks = [
          Hook(.postToolUse, matching: "Bash") { call in
            seen.add(call.toolResponse["stdout"]?.string ?? "")
            return .context("remember: blue")
          },
          Hook(.stop) { input in
            stops.add(input.stopHookActive)
            return input.stopHookActive ? .continue : .block("Say more")
          },
        ]
      }
    ) { cli, client in
      let outcome = try await client.hear("SCENARIO:tool")
      #expect(seen.all == ["from the tool"])
      #expect(cli.server.requests.contains { $0.step == 1 && $0.conversationText.contains("remember: blue") })
      #expect(stops.all == [false, true])
      #expect(cli.server.requests.contains { $0.step == 2 && $0.conversationText.contains("Say more") })
      #expect(outcome.assistants.map(\.text).suffix(2) == ["I stop now.", "Fine, a bit more."])
      #expect(outcome.result?.result == "Fine, a bit more.")
    }
  }

  @Test func `a hook for a permission request denies before the callback has decided`() async throws {
    let cancelled = Notes<String>()
    try await RealCLI.withClient(
      ["ask": [.bash("touch never"), "Done."]],
      Setting { options in
        options.hooks = [Hook(.permissionRequest) { call async in .deny("the hook says no to \(call.toolName)") }]
        options.canUseTool = PermissionCallback { request async in
          await sleepUntilCancelled()
          cancelled.add(request.toolName)
          return .allow()
        }
      }
    ) { cli, client in
      let outcome = try await client.hear("SCENARIO:ask")
      #expect(outcome.result?.result == "Done.")
      #expect(cli.toldModel("ask", step: 1).contains("the hook says no to Bash"))
      #expect(cli.text(of: "never") == nil)
      // Both are asked at the same time, and the loser is told.
      #expect(await RealCLI.eventually { cancelled.all == ["Bash"] })
    }
  }

  @Test func `what is doubtful about hooks is warned of when the run starts`() async throws {
    try await RealCLI.withClient(
      [:],
      Setting { options in
        options.hooks = [
          Hook(HookEvent<UnknownHookInput>.named("PreToolsUse")) { _ in .continue },
          Hook(.stop, onFailure: .block) { _ in .continue },
        ]
      }
    ) { cli, client in
      #expect(await RealCLI.eventually { !cli.pids.warnings.isEmpty })
      #expect(cli.pids.warnings.count == 1)
      #expect(cli.pids.warnings.first?.contains("`PreToolsUse`") == true)
      let said = try await client.hear("red fox")
      #expect(said.result?.result == "fox red")
    }
  }
}
