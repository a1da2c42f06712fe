import Foundation
import Testing

/// How a replay in step with its host ends: at its end, for want of a line, by a signal.
@Suite struct GatedReplayEndingTests {
  private typealias Recorded = StepwiseRecording

  private static let hook = StepwiseRecording(entries: [
    .host(Recorded.request("r1", "initialize")), .out(Recorded.answer("r1")), .host(Recorded.prompt("one")),
    .out(Recorded.request("h1", "hook_callback")), .host(Recorded.answer("h1")), .out(#"{"type":"result"}"#),
    .host("{}"), .endOfInput,
  ])

  @Test(arguments: [
    (
      0, #"control_request "initialize" (line 1 of the recorded input, "# + Recorded.request("r1", "initialize") + ")",
      "nothing"
    ),
    (
      1, "user (line 2 of the recorded input, " + Recorded.prompt("one") + ")",
      #"control_request "initialize""#
    ),
    (
      2, #"control_response to "h1" (line 3 of the recorded input, "# + Recorded.answer("h1") + ")",
      #"control_request "initialize", user"#
    ),
    (
      3, "another line (line 4 of the recorded input, {})",
      #"control_request "initialize", user, control_response to "h1""#
    ),
  ])
  func `a missing line is named, with what came instead of it`(count: Int, missing: String, came: String) async throws {
    let folder = try FakeClaude.Folder()
    defer { folder.remove() }
    let environment = try Self.hook.written(to: folder)
    let outcome = try await FakeClaude.run(environment, input: Array(Self.hook.hostLines.prefix(count)))
    #expect(outcome.status == 97)
    #expect(
      outcome.errors
        == "fake-claude: the host ended its input and did not send: \(missing); it sent: \(came)\n")
    #expect(outcome.lines == Array(Self.hook.outLines.prefix(count)))
  }

  @Test func `a host that does nothing is not waited for longer than it may take`() async throws {
    let errors = try await outcomeOfSilence(after: 2)
    #expect(
      errors == """
        fake-claude: within 0.05 s the host did not send: control_response to "h1" (line 3 of the recorded input, \
        \(Recorded.answer("h1"))); it sent: control_request "initialize", user

        """)
  }

  @Test func `the end of the input is waited for no longer either`() async throws {
    let errors = try await outcomeOfSilence(after: 4)
    #expect(errors.hasPrefix("fake-claude: within 0.05 s the host did not send: the end of its input; it sent: "))
  }

  /// What it says when the host sends so many lines and then neither another nor the end of its input.
  private func outcomeOfSilence(after count: Int) async throws -> String {
    let folder = try FakeClaude.Folder()
    defer { folder.remove() }
    let environment = try Self.hook.written(to: folder).merging(["FAKE_REPLAY_TIMEOUT": "0.05"]) { $1 }
    return try await FakeClaude.onThread {
      let errors = try folder.file("errors")
      let fake = try RunningFake(environment, errors: errors)
      for line in Self.hook.hostLines.prefix(count) { fake.send(line) }
      #expect(fake.status() == 97)
      return try folder.text(of: "errors")
    }
  }

  @Test func `long recorded lines are named by their beginning`() async throws {
    let folder = try FakeClaude.Folder()
    defer { folder.remove() }
    let prompt = Recorded.prompt(String(repeating: "x", count: 5000))
    let environment = try StepwiseRecording(entries: [.host(prompt), .out("{}")]).written(to: folder)
    let outcome = try await FakeClaude.run(environment)
    #expect(outcome.errors.contains("recorded input, \(prompt.prefix(300))...); it sent: nothing"))
  }

  @Test(arguments: [0, 1, 3, 143] as [Int32])
  func `the end of the input is waited for before the exit codes 0 and 1 only`(code: Int32) async throws {
    let folder = try FakeClaude.Folder()
    defer { folder.remove() }
    let recording = StepwiseRecording(entries: [.endOfInput, .out("{}")], code: code)
    let environment = try recording.written(to: folder)
    let status = try await FakeClaude.onThread {
      let fake = try RunningFake(environment)
      #expect(fake.line() == "{}")
      if code < 2 {
        // It still answers, so it still waits.
        fake.send(Recorded.request("x", "interrupt"))
        #expect(fake.line() == Recorded.answer("x"))
        try fake.endInput()
      }
      return fake.status()
    }
    #expect(status == code)
  }

  @Test func `what came before its end is kept although nobody waited for it`() async throws {
    let folder = try FakeClaude.Folder()
    defer { folder.remove() }
    var environment = try StepwiseRecording(entries: [.out("{}")], code: 3).written(to: folder)
    environment["FAKE_REPLAY_INPUT"] = folder.path("kept")
    let input = [Recorded.request("x", "interrupt"), FakeClaude.prompt]
    let outcome = try await FakeClaude.run(environment, input: input)
    #expect(outcome.status == 3)
    #expect(outcome.lines == ["{}", Recorded.answer("x")])
    #expect(try folder.text(of: "kept") == input.map { $0 + "\n" }.joined())
  }

  @Test func `words on standard error stand at their place among the lines`() async throws {
    let folder = try FakeClaude.Folder()
    defer { folder.remove() }
    let recording = StepwiseRecording(entries: [.error("early"), .host("{}"), .error("late"), .out("{}")])
    let environment = try recording.written(to: folder)
    let stopped = try await FakeClaude.run(environment)
    #expect(stopped.errors.hasPrefix("early\nfake-claude: the host ended its input"))
    #expect(try await FakeClaude.run(environment, input: ["{}"]).errors == "early\nlate\n")
  }

  @Test(arguments: [SIGTERM, SIGINT])
  func `a recorded signal lets it go on to its recorded end`(signal: Int32) async throws {
    let folder = try FakeClaude.Folder()
    defer { folder.remove() }
    let recording = StepwiseRecording(
      entries: [.host(Recorded.prompt("one")), .out("1"), .signal(signal), .out("2"), .out("3")], code: 143)
    let environment = try recording.written(to: folder)
    let status = try await FakeClaude.onThread {
      let fake = try RunningFake(environment)
      fake.send(FakeClaude.prompt)
      #expect(fake.line() == "1")
      fake.send(Recorded.request("x", "interrupt"))
      #expect(fake.line() == Recorded.answer("x"))
      kill(fake.process.processIdentifier, signal)
      #expect(fake.line() == "2")
      #expect(fake.line() == "3")
      return fake.status()
    }
    #expect(status == 143)
  }

  @Test func `without the recorded signal it goes on all the same`() async throws {
    let folder = try FakeClaude.Folder()
    defer { folder.remove() }
    let recording = StepwiseRecording(entries: [.out("1"), .signal(SIGTERM), .out("2")], code: 143)
    let environment = try recording.written(to: folder).merging(["FAKE_REPLAY_TIMEOUT": "0.05"]) { $1 }
    let outcome = try await FakeClaude.run(environment)
    #expect(outcome.lines == ["1", "2"])
    #expect(outcome.status == 143)
  }

  @Test func `a signal that was not recorded ends it`() async throws {
    let folder = try FakeClaude.Folder()
    defer { folder.remove() }
    let environment = try Self.hook.written(to: folder)
    let status = try await FakeClaude.onThread {
      let fake = try RunningFake(environment)
      fake.send(Recorded.request("mine", "initialize"))
      #expect(fake.line() == Recorded.answer("mine"))
      fake.process.terminate()
      return fake.status()
    }
    #expect(status == -SIGTERM)
  }
}
