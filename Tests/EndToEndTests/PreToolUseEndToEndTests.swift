import ClaudeAgentSDK
import ClaudeAgentSimulator
import Testing

/// Hooks in front of tools, asked by the real CLI.
@Suite(.serialized, .timeLimit(.minutes(10))) struct PreToolUseEndToEndTests {
  private struct Broken: Error, CustomStringConvertible { let description = "the hook is broken" }

  @Test func `a hook allows, denies, changes the input and fails, each with its effect`() async throws {
    let scenarios: Scenarios = [
      "gate": [
        .bash("touch allowed"), .bash("touch denied"), .bash("touch plain"), .bash("touch thrown"), "Done.",
      ]
    ]
    let asked = Notes<String>()
    try await RealCLI.withClient(
      scenarios,
      Setting { options in
        options.hooks = [
          Hook(.preToolUse, matching: "Bash") { call in
            let command = call.toolInput["command"]?.string ?? ""
            asked.add(command)
            switch command {
            case "touch denied": return .deny("not this one")
            case "touch plain":
              return .allow(updatedInput: ["command": "touch changed", "description": "Changed"])
            case "touch thrown": throw Broken()
            default: return .allow("it may")
            }
          },
          Hook(.preToolUse, matching: "Read") { _ in .deny("never asked") },
        ]
      }
    ) { cli, client in
      let outcome = try await client.hear("SCENARIO:gate")
      #expect(outcome.result?.result == "Done.")
      #expect(asked.all == ["touch allowed", "touch denied", "touch plain", "touch thrown"])
      #expect(
        ["allowed", "denied", "plain", "changed", "thrown"].filter { cli.text(of: $0) != nil } == [
          "allowed", "changed",
        ])
      #expect(outcome.toolResults.map(\.isError) == [false, true, false, true])
      #expect(cli.toldModel("gate", step: 2).contains("not this one"))
      #expect(cli.toldModel("gate", step: 4).contains("the hook is broken"))
      #expect(cli.pids.failed == ["hook PreToolUse"])
      // The CLI knows failure policies and all events: there is nothing to warn of.
      #expect(cli.pids.warnings == [])
    }
  }

  @Test func `a hook that asks leaves the decision to the permission callback`() async throws {
    let scenarios: Scenarios = ["ask": [.bash("touch one"), .bash("touch two"), "Done."]]
    let reasons = Notes<String?>()
    try await RealCLI.withClient(
      scenarios,
      Setting { options in
        options.allowedTools = ["Bash"]
        options.hooks = [Hook(.preToolUse) { _ in .ask("somebody should look") }]
        options.canUseTool = PermissionCallback { request in
          reasons.add(request.decisionReason)
          return request.input["command"]?.string == "touch one" ? .allow() : .deny("no second one")
        }
      }
    ) { cli, client in
      let outcome = try await client.hear("SCENARIO:ask")
      #expect(outcome.result?.result == "Done.")
      #expect(reasons.all.map { $0?.contains("somebody should look") } == [true, true])
      #expect(cli.text(of: "one") != nil)
      #expect(cli.text(of: "two") == nil)
      #expect(cli.toldModel("ask", step: 2).contains("no second one"))
    }
  }

  @Test func `a hook that puts a call off ends the run with it`() async throws {
    try await RealCLI.with(["later": [.bash("touch later"), "Never."]] as Scenarios) { cli in
      let options = cli.options { $0.hooks = [Hook(.preToolUse) { _ in .defer("not now") }] }
      let outcome = await Outcome(query("SCENARIO:later", options: options))
      #expect(outcome.error == nil)
      #expect(outcome.result?.deferredToolUse?.name == "Bash")
      #expect(outcome.result?.deferredToolUse?.input?["command"]?.string == "touch later")
      #expect(outcome.result?.deferredToolUse?.id == outcome.assistants.last?.toolUses.last?.id)
      #expect(outcome.result?.terminalReason == .toolDeferred)
      #expect(cli.text(of: "later") == nil)
      #expect(cli.server.requests.count { $0.scenario == "later" } == 1)
      #expect(await RealCLI.eventually { cli.processes.isEmpty })
    }
  }

  @Test func `a hook that outlives its time is cancelled, and the tool does not run`() async throws {
    let scenarios: Scenarios = ["slow": [.bash("touch slow"), .bash("touch quick"), "Done."]]
    let cancelled = Notes<String>()
    try await RealCLI.withClient(
      scenarios,
      Setting { options in
        options.hooks = [
          Hook(.preToolUse, timeout: .seconds(1)) { call async in
            guard call.toolInput["command"]?.string == "touch slow" else { return .allow() }
            await sleepUntilCancelled()
            cancelled.add(call.toolUseID)
            return .allow()
          }
        ]
      }
    ) { cli, client in
      let outcome = try await client.hear("SCENARIO:slow")
      #expect(outcome.result?.result == "Done.")
      #expect(await RealCLI.eventually { !cancelled.all.isEmpty })
      #expect(cancelled.all == [outcome.assistants.first?.toolUses.first?.id])
      #expect(cli.text(of: "slow") == nil)
      #expect(cli.text(of: "quick") != nil)
      #expect(outcome.toolResults.first?.isError == true)
    }
  }

  @Test func `a detached hook decides nothing`() async throws {
    try await RealCLI.withClient(
      ["loose": [.bash("touch loose"), "Done."]],
      Setting { options in
        options.allowedTools = ["Bash"]
        options.hooks = [Hook(.preToolUse) { _ in .detached(timeout: .seconds(5)) }]
      }
    ) { cli, client in
      let said = try await client.hear("SCENARIO:loose")
      #expect(said.result?.result == "Done.")
      #expect(cli.text(of: "loose") != nil)
    }
  }
}
