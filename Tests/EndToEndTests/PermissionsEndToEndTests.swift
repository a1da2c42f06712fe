import ClaudeAgentSDK
import ClaudeAgentSimulator
import Testing

/// The permission callback, asked by the real CLI.
@Suite(.serialized, .timeLimit(.minutes(10))) struct PermissionsEndToEndTests {
  private struct Broken: Error, CustomStringConvertible { let description = "the callback is broken" }

  @Test func `a call is allowed, changed, denied, and denied by a callback that fails`() async throws {
    let scenarios: Scenarios = [
      "four": [.bash("touch allowed"), .bash("touch plain"), .bash("touch denied"), .bash("touch thrown"), "Done."]
    ]
    let asked = Notes<PermissionRequest>()
    try await RealCLI.withClient(
      scenarios,
      Setting { options in
        options.canUseTool = PermissionCallback { request in
          asked.add(request.copy())
          switch request.input["command"]?.string {
          case "touch allowed": return .allow()
          case "touch plain": return .allow(["command": "touch changed", "description": "Changed"])
          case "touch denied": return .deny("Not on my watch")
          default: throw Broken()
          }
        }
      }
    ) { cli, client in
      let outcome = try await client.hear("SCENARIO:four")
      #expect(outcome.result?.result == "Done.")
      #expect(asked.all.map(\.toolName) == Array(repeating: "Bash", count: 4))
      #expect(asked.all.map(\.toolUseID) == outcome.assistants.flatMap(\.toolUses).map(\.id))
      #expect(asked.all.map(\.agentID) == [nil, nil, nil, nil])
      #expect(
        ["allowed", "plain", "changed", "denied", "thrown"].filter { cli.text(of: $0) != nil } == [
          "allowed", "changed",
        ])
      #expect(cli.toldModel("four", step: 3).contains("Not on my watch"))
      #expect(cli.toldModel("four", step: 4).contains("the callback is broken"))
      #expect(outcome.result?.permissionDenials.map(\.toolName) == ["Bash", "Bash"])
      #expect(cli.pids.failed == ["canUseTool"])
    }
  }

  @Test func `updates make further questions unnecessary`() async throws {
    let scenarios: Scenarios = [
      "rules": [
        .bash("touch one"), .bash("touch one"), .bash("touch two"),
        .call("Write", ["file_path": "{{CWD}}/three", "content": "3"]),
        .call("Write", ["file_path": "{{CWD}}/four", "content": "4"]), "Done.",
      ]
    ]
    let asked = Notes<String>()
    try await RealCLI.withClient(
      scenarios,
      Setting { options in
        options.canUseTool = PermissionCallback { request in
          asked.add(request.input["command"]?.string ?? request.toolName)
          if request.toolName == "Write" {
            return .allow(updatedPermissions: [.setMode(.acceptEdits, destination: .session)])
          }
          // The CLI would keep the rule in settings that are switched off here; its other suggestions cover all edits.
          return .allow(
            updatedPermissions: request.suggestions.compactMap { suggestion in
              guard case .addRules(let rules, let behavior, _) = suggestion else { return nil }
              return .addRules(rules: rules, behavior: behavior, destination: .session)
            })
        }
      }
    ) { cli, client in
      let outcome = try await client.hear("SCENARIO:rules")
      #expect(outcome.result?.result == "Done.")
      // The suggested rule covers the same command and no other; the mode covers all edits.
      #expect(asked.all == ["touch one", "touch two", "Write"])
      #expect(["one", "two", "three", "four"].allSatisfy { cli.text(of: $0) != nil })
      let modes = outcome.systems.compactMap { message in
        if case .status(let status) = message.event { status.permissionMode } else { nil }
      }
      #expect(modes == [.acceptEdits])
    }
  }

  @Test func `a denial that interrupts ends the turn, and the next one works`() async throws {
    try await RealCLI.withClient(
      ["stop": [.bash("touch never"), "Never."]],
      Setting { options in options.canUseTool = PermissionCallback { _ in .deny("Stop everything", interrupt: true) } }
    ) { cli, client in
      let outcome = try await client.hear("SCENARIO:stop")
      #expect(outcome.error == nil)
      #expect(outcome.result?.isError == true)
      #expect(outcome.result?.subtype == .errorDuringExecution)
      #expect(cli.server.requests.count { $0.scenario == "stop" } == 1)
      #expect(cli.text(of: "never") == nil)
      let said = try await client.hear(.next)
      #expect(said.result?.result == "Still here.")
    }
  }

  @Test func `a decision that is put off is given later through the client`() async throws {
    let asked = Notes<String>()
    try await RealCLI.withClient(
      ["later": [.bash("touch yes"), .bash("touch no"), "Done."]],
      Setting { options in
        options.canUseTool = PermissionCallback { request in
          asked.add(request.requestID)
          return .deferred
        }
      }
    ) { cli, client in
      let turn = try await client.send("SCENARIO:later")
      let reading = Task { await Outcome(turn) }
      #expect(await RealCLI.eventually { asked.all.count == 1 })
      #expect(try await client.answer(permissionRequest: "nobody's", with: .allow()) == false)
      #expect(try await client.answer(permissionRequest: asked.all[0], with: .allow()) == true)
      #expect(try await client.answer(permissionRequest: asked.all[0], with: .allow()) == false)
      #expect(await RealCLI.eventually { asked.all.count == 2 })
      #expect(cli.text(of: "yes") != nil)
      #expect(try await client.answer(permissionRequest: asked.all[1], with: .deny("Not that")) == true)
      #expect(await reading.value.result?.result == "Done.")
      #expect(cli.text(of: "no") == nil)
      #expect(cli.toldModel("later", step: 2).contains("Not that"))
    }
  }

  @Test func `without a callback the CLI denies what no rule allows`() async throws {
    try await RealCLI.with(["alone": [.bash("touch never"), "I was not allowed."]] as Scenarios) { cli in
      let outcome = await Outcome(query("SCENARIO:alone", options: cli.options()))
      #expect(outcome.error == nil)
      #expect(outcome.result?.result == "I was not allowed.")
      #expect(outcome.result?.permissionDenials.map(\.toolName) == ["Bash"])
      #expect(outcome.toolResults.map(\.isError) == [true])
      #expect(outcome.systems.contains { $0.subtype == .permissionDenied })
      #expect(cli.text(of: "never") == nil)
    }
  }

  @Test func `a question to the user is answered with its input`() async throws {
    let question: JSONObject = [
      "questions": [
        [
          "question": "Which colour?", "header": "Colour", "multiSelect": false,
          "options": [["label": "Red", "description": "warm"], ["label": "Blue", "description": "cold"]],
        ]
      ]
    ]
    let asked = Notes<Bool>()
    try await RealCLI.withClient(
      ["choose": [.call("AskUserQuestion", question), "Blue it is."]],
      Setting { options in
        options.canUseTool = PermissionCallback { request in
          asked.add(request.requiresUserInteraction)
          var input = JSONValue(request.input)?.object ?? [:]
          input["answers"] = ["Which colour?": "Blue"]
          return .allow(input)
        }
      }
    ) { cli, client in
      let said = try await client.hear("SCENARIO:choose")
      #expect(said.result?.result == "Blue it is.")
      #expect(asked.all == [true])
      #expect(cli.toldModel("choose", step: 1).contains("Blue"))
    }
  }

  @Test func `a subagent's call names the agent`() async throws {
    let scenarios: Scenarios = [
      "parent": [
        .call(
          "Agent",
          [
            "description": "w", "prompt": "SCENARIO:child go", "subagent_type": "writer", "run_in_background": false,
          ]), "The sub has written.",
      ],
      "child": [.call("Write", ["file_path": "{{CWD}}/sub", "content": "s"]), "Written."],
    ]
    let agents = Notes<String?>()
    try await RealCLI.withClient(
      scenarios,
      Setting { options in
        options.agents["writer"] = AgentDefinition(description: "Writes", prompt: "You write.", tools: ["Write"])
        options.canUseTool = PermissionCallback { request in
          agents.add(request.agentID)
          return .allow()
        }
      }
    ) { cli, client in
      let outcome = try await client.hear("SCENARIO:parent")
      #expect(outcome.result?.result == "The sub has written.")
      let agent = outcome.assistants.compactMap(\.agentID).first
      #expect(agent != nil)
      #expect(agents.all == [agent])
      #expect(cli.text(of: "sub") == "s")
    }
  }
}
