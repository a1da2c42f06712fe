import ClaudeAgentSDK
import ClaudeAgentSimulator
import Testing

/// Agents that the main one starts, in front of it and behind it.
@Suite(.serialized, .timeLimit(.minutes(10))) struct SubagentsEndToEndTests {
  private static func scenarios(inBackground: Bool) -> Scenarios {
    [
      "parent": [
        .call(
          "Agent",
          [
            "description": "Small job", "prompt": "SCENARIO:child work", "subagent_type": "helper",
            "run_in_background": .bool(inBackground),
          ]), inBackground ? "It is running." : "The helper is done.", "The helper has reported.",
      ],
      "child": [
        Scenarios.Step([["type": "text", "text": "I look."], Scenarios.bash("touch from-child")]), "Found 42.",
      ],
    ]
  }

  private static func helper(_ options: inout ClaudeAgentOptions) {
    options.agents["helper"] = AgentDefinition(description: "Helps", prompt: "You help.", tools: ["Bash"])
    options.allowedTools = ["Bash"]
    options.forwardSubagentText = true
  }

  @Test func `an agent in front works within the turn, and its text is passed on`() async throws {
    try await RealCLI.withClient(Self.scenarios(inBackground: false), Setting(Self.helper)) { cli, client in
      let outcome = try await client.hear("SCENARIO:parent")
      #expect(outcome.results.map(\.result) == ["The helper is done."])
      let call = try #require(outcome.assistants.first?.toolUses.first)
      let own = outcome.assistants.filter { $0.parentToolUseID == call.id }
      #expect(own.map(\.text).filter { !$0.isEmpty } == ["I look.", "Found 42."])
      #expect(own.allSatisfy { $0.subagentType == "helper" })
      #expect(Self.tasks(outcome) == ["started local_agent", "notified completed"])
      #expect(cli.toldModel("parent", step: 1).contains("Found 42."))
      #expect(cli.text(of: "from-child") != nil)
    }
  }

  @Test func `a run waits for its agent in the background, whose report is a turn of its own`() async throws {
    try await RealCLI.with(Self.scenarios(inBackground: true)) { cli in
      let outcome = await Outcome(query("SCENARIO:parent", options: cli.options { Self.helper(&$0) }))
      #expect(outcome.error == nil)
      #expect(outcome.results.map(\.result) == ["It is running.", "The helper has reported."])
      #expect(outcome.results.map { $0.origin?.kind } == [nil, .taskNotification])
      #expect(Self.tasks(outcome) == ["started local_agent", "notified completed"])
      let told = cli.server.requests.last { $0.scenario == "parent" }?.conversationText ?? ""
      #expect(told.contains("Found 42."))
      #expect(cli.text(of: "from-child") != nil)
      #expect(await RealCLI.eventually { cli.processes.isEmpty })
    }
  }

  @Test func `a client hears of an agent in the background between its turns`() async throws {
    try await RealCLI.withClient(Self.scenarios(inBackground: true), Setting(Self.helper)) { cli, client in
      let outcome = try await client.hear("SCENARIO:parent")
      #expect(outcome.results.map(\.result) == ["It is running."])
      var reports: [ResultMessage] = []
      for try await message in try await client.messages {
        guard case .result(let result) = message else { continue }
        reports.append(result)
        break
      }
      #expect(reports.map(\.result) == ["The helper has reported."])
      #expect(reports.map { $0.origin?.kind } == [.taskNotification])
      let next = try await client.hear(.next)
      #expect(next.results.map(\.result) == ["Still here."])
    }
  }

  /// What was said of tasks, in order.
  private static func tasks(_ outcome: Outcome) -> [String] {
    outcome.systems.compactMap { message in
      switch message.event {
      case .taskStarted(let task): "started \(task.taskType ?? "")"
      case .taskNotification(let task): "notified \(task.status?.rawValue ?? "")"
      default: nil
      }
    }
  }
}
