import ClaudeAgentSDK
import ClaudeAgentSimulator
import Foundation
import Testing

/// Turns of one conversation, and what can be changed between them.
@Suite(.serialized, .timeLimit(.minutes(10))) struct ClientTurnsEndToEndTests {
  @Test func `turns follow each other, with another model and mode from one to the next`() async throws {
    let scenarios: Scenarios = [
      "write": [.call("Write", ["file_path": "{{CWD}}/made", "content": "m"]), "Wrote it."]
    ]
    try await RealCLI.withClient(scenarios) { cli, client in
      // Nothing runs yet, and nothing runs afterwards.
      #expect(try await client.interrupt().stillQueued == [])
      let first = try await client.hear("one two")
      #expect(first.result?.result == "two one")
      let session = try #require(first.result?.sessionID)
      #expect(await client.sessionID == session)
      #expect(try await client.interrupt().stillQueued == [])

      try await client.setModel("claude-haiku-4-5")
      let second = try await client.hear("three four")
      #expect(second.result?.result == "four three")
      #expect(cli.server.requests.last { $0.lastUserText == "three four" }?.model == "claude-haiku-4-5")
      #expect(cli.server.requests.first { $0.lastUserText == "one two" }?.model != "claude-haiku-4-5")

      try await client.setPermissionMode(.acceptEdits)
      let third = try await client.hear("SCENARIO:write")
      #expect(third.result?.result == "Wrote it.")
      #expect(cli.text(of: "made") == "m")
      #expect([first, second, third].map { $0.result?.sessionID } == [session, session, session])
      let seen = (first.messages + second.messages + third.messages).compactMap(\.uuid)
      #expect(seen.count == Set(seen).count)
    }
  }

  @Test func `what the CLI refuses is told in its words`() async throws {
    try await RealCLI.withClient { cli, client in
      let unknown = await refusal { try await client.control("no_such_subtype") }
      #expect(unknown?.code == .controlRequestFailed)
      #expect(unknown?.detail.contains("Unsupported control request subtype: no_such_subtype") == true)
      let mode = await refusal { try await client.setPermissionMode(PermissionMode(rawValue: "nonsense")) }
      #expect(mode?.code == .controlRequestFailed)
      #expect(mode?.detail.contains("must be one of") == true)
      let settings = try await client.control("get_settings")
      #expect(settings.kind == .object)
      let said = try await client.hear(.next)
      #expect(said.result?.result == "Still here.")
    }
  }

  @Test func `prompts that wait are merged, and each turn has the result that names it`() async throws {
    let scenarios: Scenarios = ["first": [Scenarios.Step("First.").held(by: "first")], "last": ["The rest."]]
    try await RealCLI.withClient(scenarios) { cli, client in
      let ids = (0..<3).map { _ in UUID().uuidString.lowercased() }
      func prompt(_ number: Int, _ text: String) -> Prompt {
        var prompt = Prompt(text)
        prompt.uuid = ids[number]
        return prompt
      }
      let first = try await client.send(prompt(0, "SCENARIO:first"))
      #expect(await RealCLI.eventually { cli.server.requests.contains { $0.scenario == "first" } })
      let second = try await client.send(prompt(1, "SCENARIO:last a"))
      let third = try await client.send(prompt(2, "SCENARIO:last b"))
      #expect([first, second, third].map(\.promptUUID) == ids)
      // Its answer says that the CLI has read what was written before.
      try await client.control("get_settings")
      #expect([first, second, third].map(\.hasEnded) == [false, false, false])
      cli.server.open(gate: "first")

      let one = await Outcome(first)
      #expect(one.result?.result == "First.")
      #expect(one.result?.userMessageUUIDs == [ids[0]])
      let two = await Outcome(second)
      #expect(two.result?.result == "The rest.")
      #expect(two.result?.userMessageUUIDs == [ids[1], ids[2]])
      #expect(third.hasEnded)
      #expect(try await third.result().uuid == two.result?.uuid)
      #expect(cli.server.requests.count { $0.scenario == "last" } == 1)

      let repeated = await refusal { try await client.send(prompt(2, "again")) }
      #expect(repeated?.code == .invalidInput)
      let said = try await client.hear(.next)
      #expect(said.result?.result == "Still here.")
    }
  }

  @Test func `closing ends the process, again is nothing, and connecting starts a new one`() async throws {
    try await RealCLI.with { cli in
      let client = ClaudeClient(cli.options())
      try await client.connect()
      try await client.connect()
      let first = try await client.hear("one two")
      #expect(first.result?.result == "two one")
      let pid = cli.pids.pid
      await client.close()
      #expect(cli.processes.isEmpty, "left: \(cli.processes)")
      await client.close()
      let refused = await refusal { try await client.send("too late") }
      #expect(refused?.code == .notConnected)

      try await client.connect()
      #expect(cli.pids.pid != pid)
      let second = try await client.hear("three four")
      #expect(second.result?.result == "four three")
      #expect(second.result?.sessionID != first.result?.sessionID)
      await client.close()
      #expect(cli.processes.isEmpty, "left: \(cli.processes)")
    }
  }

  @Test func `a client that is dropped takes its process with it`() async throws {
    try await RealCLI.with([:] as Scenarios) { cli in
      do {
        let client = ClaudeClient(cli.options())
        try await client.connect()
        let said = try await client.hear(.next)
        #expect(said.result?.result == "Still here.")
      }
      #expect(await RealCLI.eventually { cli.processes.isEmpty }, "left: \(cli.processes)")
      #expect(cli.pids.warnings.count == 1)
    }
  }

  @Test func `commands of the CLI are turns of their own`() async throws {
    let scenarios: Scenarios = [
      "talk": ["A first answer. ", "A second answer."],
      "_compact": ["<analysis>A chat.</analysis>\n<summary>\nThe user asked for a kestrel.\n</summary>"],
    ]
    try await RealCLI.withClient(scenarios) { cli, client in
      let before = try await client.hear("SCENARIO:talk about kestrels")
      let session = before.result?.sessionID
      for (command, words) in [("/context", "Context Usage"), ("/cost", "cost")] {
        let local = try await client.hear(Prompt(command))
        #expect(local.assistantText.contains(words))
        #expect(local.result?.numTurns == 0)
        #expect(local.result?.isError == false)
      }
      let compacted = try await client.hear("/compact keep it short")
      let boundaries = compacted.systems.compactMap { message in
        if case .compactBoundary(let boundary) = message.event { boundary } else { nil }
      }
      #expect(boundaries.count == 1)
      #expect(compacted.result?.isError == false)
      let after = try await client.hear(.next)
      #expect(after.result?.result == "Still here.")
      #expect(cli.server.requests.last?.conversationText.contains("The user asked for a kestrel.") == true)
      #expect(after.result?.sessionID == session)

      let cleared = try await client.hear("/clear")
      let resets = cleared.messages.compactMap { if case .conversationReset(let reset) = $0 { reset } else { nil } }
      #expect(resets.map(\.trigger) == [.clear])
      #expect(cleared.result?.sessionID != session)
      let fresh = try await client.hear("blue owl")
      #expect(fresh.result?.result == "owl blue")
      #expect(fresh.result?.sessionID == cleared.result?.sessionID)
      #expect(await client.sessionID == fresh.result?.sessionID)
      #expect(cli.server.requests.last?.conversationText.contains("kestrel") == false)
    }
  }
}
