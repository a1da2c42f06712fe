import ClaudeAgentSDK
import ClaudeAgentSimulator
import Testing

/// Turns that end before their time.
@Suite(.serialized, .timeLimit(.minutes(10))) struct InterruptEndToEndTests {
  /// A stream that goes on for ever; what comes of it is enough to see it run.
  private static let endless: Scenarios = [
    "endless": [
      Scenarios.Step("This answer begins well, and then nothing more of it is ever sent.").hanging(after: 12)
    ]
  ]

  private static func stream(_ options: inout ClaudeAgentOptions) { options.includePartialMessages = true }

  @Test func `an interrupt in a stream ends the turn and keeps the conversation`() async throws {
    try await RealCLI.withClient(Self.endless, Setting(Self.stream)) { cli, client in
      var (deltas, rest): (Int, [Message]) = (0, [])
      for try await message in try await client.send("SCENARIO:endless") {
        if case .streamEvent(let event) = message, event.textDelta != nil {
          deltas += 1
          if deltas == 3 { try await client.interrupt() }
        } else {
          rest.append(message)
        }
      }
      #expect(deltas >= 3)
      guard case .result(let result) = rest.last else {
        Issue.record("no result at the end")
        return
      }
      #expect(result.isError)
      #expect(result.subtype == .errorDuringExecution)
      #expect(result.terminalReason == .abortedStreaming)
      #expect(rest.contains { if case .assistant(let reply) = $0 { reply.isAborted } else { false } })
      let next = try await client.hear(.next)
      #expect(next.result?.result == "Still here.")
      #expect(next.assistantText == "Still here.")
    }
  }

  @Test func `an interrupt in a tool ends its processes and keeps the conversation`() async throws {
    let nap = "1.000\(Int.random(in: 100_000..<1_000_000))"
    try await RealCLI.withClient(
      ["nap": [.bash("for i in $(seq 300); do sleep \(nap); done"), "Slept."]],
      Setting { $0.allowedTools = ["Bash"] }
    ) { cli, client in
      let turn = try await client.send("SCENARIO:nap")
      let reading = Task { await Outcome(turn) }
      #expect(await RealCLI.eventually { !cli.processes(running: "sleep\0\(nap)").isEmpty })
      try await client.interrupt()
      let outcome = await reading.value
      #expect(outcome.error == nil)
      #expect(outcome.result?.terminalReason == .abortedTools)
      #expect(outcome.toolResults.map(\.isError) == [true])
      #expect(await RealCLI.eventually { cli.processes(running: nap).isEmpty })
      let next = try await client.hear(.next)
      #expect(next.result?.result == "Still here.")
    }
  }

  @Test func `cancelling the reading task ends its turn and nothing else`() async throws {
    try await RealCLI.withClient(Self.endless, Setting(Self.stream)) { cli, client in
      let deltas = Notes<String>()
      let turn = try await client.send("SCENARIO:endless")
      let reading = Task {
        await refusal {
          for try await message in turn {
            if case .streamEvent(let event) = message, let text = event.textDelta { deltas.add(text) }
          }
        }
      }
      #expect(await RealCLI.eventually { deltas.all.count >= 3 })
      // Somebody else cannot read meanwhile.
      let second = await Outcome(try await client.messages)
      #expect(second.error?.code == .alreadyInUse)
      #expect(second.messages.isEmpty)
      reading.cancel()
      #expect(await reading.value?.code == .cancelled)

      let next = try await client.hear(.next)
      #expect(next.error == nil)
      #expect(next.results.map(\.result) == ["Still here."])
      #expect(next.assistantText == "Still here.")
      #expect(turn.hasEnded)
      let third = try await client.hear(.next)
      #expect(third.results.map(\.result) == ["Still here."])
    }
  }

  @Test func `a prompt whose reader is cancelled while it waits is never asked`() async throws {
    let scenarios: Scenarios = ["first": [Scenarios.Step("First.").held(by: "first")]]
    try await RealCLI.withClient(scenarios) { cli, client in
      let first = try await client.send("SCENARIO:first")
      #expect(await RealCLI.eventually { cli.server.requests.contains { $0.scenario == "first" } })
      let second = try await client.send("two words")
      let reading = Task { await Outcome(second) }
      reading.cancel()
      #expect(await reading.value.error?.code == .cancelled)
      // Its answer says that the CLI has taken the prompt back.
      try await client.control("get_settings")
      cli.server.open(gate: "first")
      let outcome = await Outcome(first)
      #expect(outcome.error == nil)
      #expect(outcome.result?.result == "First.")
      let next = try await client.hear(.next)
      #expect(next.results.map(\.result) == ["Still here."])
      #expect(!cli.server.requests.contains { $0.conversationText.contains("two words") })
    }
  }

  @Test func `an interrupt takes prompts back that wait when it is told to`() async throws {
    let scenarios: Scenarios = ["first": [Scenarios.Step("First.").held(by: "never")]]
    try await RealCLI.withClient(scenarios) { cli, client in
      let first = try await client.send("SCENARIO:first")
      #expect(await RealCLI.eventually { cli.server.requests.contains { $0.scenario == "first" } })
      let second = try await client.send("two words")
      try await client.control("get_settings")
      let receipt = try await client.interrupt(cancellingQueued: true)
      #expect(receipt.stillQueued == [])
      let outcome = await Outcome(first)
      #expect(outcome.result?.terminalReason == .abortedStreaming)
      await #expect(throws: ClaudeAgentError.self) { try await second.result() }
      let next = try await client.hear(.next)
      #expect(next.results.map(\.result) == ["Still here."])
      #expect(!cli.server.requests.contains { $0.conversationText.contains("two words") })
    }
  }

  @Test func `a stream that stalls is reported and interrupted`() async throws {
    try await RealCLI.withClient(
      Self.endless,
      Setting { options in
        Self.stream(&options)
        var watchdog = Watchdog()
        watchdog.streamIdle = .seconds(2)
        watchdog.response = .interrupt
        options.watchdog = watchdog
      }
    ) { cli, client in
      let outcome = try await client.hear("SCENARIO:endless")
      #expect(outcome.error == nil)
      #expect(outcome.result?.terminalReason == .abortedStreaming)
      #expect(cli.pids.stalls.map(\.clock) == [.streamIdle])
      #expect(cli.pids.stalls.map(\.response) == [.interrupt])
      #expect(cli.pids.stalls.first?.lastMessageType != nil)
      #expect(cli.pids.stalls.first?.sessionID == outcome.result?.sessionID)
      #expect((cli.pids.stalls.first?.age ?? .zero) >= .seconds(2))
      let next = try await client.hear(.next)
      #expect(next.result?.result == "Still here.")
    }
  }
}
