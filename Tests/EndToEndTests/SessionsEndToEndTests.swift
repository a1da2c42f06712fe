import ClaudeAgentSDK
import ClaudeAgentSimulator
import Testing

/// Sessions that the real CLI stores and finds again.
@Suite(.serialized, .timeLimit(.minutes(10))) struct SessionsEndToEndTests {
  @Test func `a session is created, resumed, copied, copied from a message on, and continued`() async throws {
    try await RealCLI.with { cli in
      let options = cli.options()
      func asked(_ prompt: String) throws -> String {
        try #require(cli.server.requests.last { $0.lastUserText == prompt }).conversationText
      }

      let session = try await Session.create(options)
      let id = try #require(await session.id)
      try await session.send("one two")
      let first = await Outcome(session.stream())
      #expect(first.result?.result == "two one")
      #expect(first.result?.sessionID == id)
      let firstAnswer = try #require(first.assistants.last?.uuid)
      try await session.send("three four")
      let second = await Outcome(session.stream())
      #expect(second.result?.result == "four three")
      await session.close()
      #expect(cli.processes.isEmpty, "left: \(cli.processes)")

      let resumed = try await Session.resume(id, options)
      #expect(await resumed.id == id)
      let third = try await resumed.client.hear("five six")
      #expect(third.result?.result == "six five")
      #expect(third.result?.sessionID == id)
      #expect(try ["one two", "two one", "three four", "four three"].allSatisfy(asked("five six").contains))
      await resumed.close()

      let fork = try await Session.fork(id, options)
      let forkID = try #require(await fork.id)
      #expect(forkID != id)
      let fourth = try await fork.client.hear("seven eight")
      #expect(fourth.result?.sessionID == forkID)
      #expect(try asked("seven eight").contains("six five"))
      await fork.close()

      let branch = try await Session.fork(id, at: firstAnswer, options)
      let fifth = try await branch.client.hear("nine ten")
      #expect(fifth.result?.sessionID != id)
      #expect(fifth.result?.sessionID != forkID)
      #expect(try asked("nine ten").contains("two one"))
      #expect(try !asked("nine ten").contains("three four"))
      await branch.close()

      let latest = try await Session.continueLatest(options)
      #expect(await latest.id == nil)
      let sixth = try await latest.client.hear("eleven twelve")
      #expect(sixth.result?.sessionID == fifth.result?.sessionID)
      #expect(await latest.id == fifth.result?.sessionID)
      #expect(try asked("eleven twelve").contains("ten nine"))
      await latest.close()
      #expect(cli.processes.isEmpty, "left: \(cli.processes)")
    }
  }

  @Test func `a session that is not there is told at once, in the CLI's words`() async throws {
    try await RealCLI.with { cli in
      let missing = "11111111-2222-4333-8444-555555555555"
      let began = ContinuousClock.now
      let thrown = await refusal { _ = try await Session.resume(missing, cli.options()) }
      // The handshake is given a minute; the CLI has said all there is long before.
      #expect(began.duration(to: .now) < .seconds(30))
      #expect(thrown?.description.contains("No conversation found with session ID: \(missing)") == true)
      #expect(thrown?.exitStatus == .exited(code: 1))
      #expect(await RealCLI.eventually { cli.processes.isEmpty })

      let run = await Outcome(query("red fox", options: cli.options { $0.resume = missing }))
      #expect(run.error?.description.contains("No conversation found with session ID: \(missing)") == true)
      #expect(await RealCLI.eventually { cli.processes.isEmpty })
    }
  }

  @Test func `files go back to what they were before a prompt`() async throws {
    let scenarios: Scenarios = [
      "create": [.call("Write", ["file_path": "{{CWD}}/doc.txt", "content": "version two\n"]), "Changed once."],
      "edit": [
        .call("Edit", ["file_path": "{{CWD}}/doc.txt", "old_string": "two", "new_string": "three"]), "Changed twice.",
      ],
    ]
    try await RealCLI.withClient(
      scenarios,
      Setting { options in
        options.enableFileCheckpointing = true
        options.permissionMode = .acceptEdits
      }
    ) { cli, client in
      let first = try await client.send("SCENARIO:create")
      #expect(await Outcome(first).result?.result == "Changed once.")
      let second = try await client.send("SCENARIO:edit")
      #expect(await Outcome(second).result?.result == "Changed twice.")
      #expect(cli.text(of: "doc.txt") == "version three\n")

      let plan = try await client.control(
        "rewind_files", ["user_message_id": .string(second.promptUUID), "dry_run": true])
      #expect(plan["canRewind"]?.bool == true)
      #expect(plan["filesChanged"]?.elements.map(\.string) == [cli.path(of: "doc.txt")])
      #expect(cli.text(of: "doc.txt") == "version three\n")
      try await client.control("rewind_files", ["user_message_id": .string(second.promptUUID)])
      #expect(cli.text(of: "doc.txt") == "version two\n")
      try await client.control("rewind_files", ["user_message_id": .string(first.promptUUID)])
      #expect(cli.text(of: "doc.txt") == nil)
    }
  }
}
