import Foundation
import Testing

/// A replay that goes in step with its host.
@Suite struct GatedReplayTests {
  private typealias Recorded = StepwiseRecording

  /// An in-process MCP server is greeted before `initialize` is answered; then come a hook, a permission, a tool call,
  /// a change of the model and a second prompt.
  private static let conversation = StepwiseRecording(entries: [
    .host(Recorded.request("rec_1", "initialize")),
    .out(Recorded.request("m0", "mcp_message", #","message":{"method":"initialize"}"#)),
    .host(Recorded.answer("m0", #"{"mcp_response":{}}"#)),
    .out(Recorded.answer("rec_1", #"{"pid":1}"#)),
    .host(Recorded.prompt("one")),
    .out(#"{"type":"system","subtype":"init"}"#),
    .out(Recorded.request("h1", "hook_callback")),
    .host(Recorded.answer("h1", #"{"continue":true}"#)),
    .out(Recorded.request("p1", "can_use_tool")),
    .host(Recorded.answer("p1", #"{"behavior":"allow"}"#)),
    .out(Recorded.request("m1", "mcp_message", #","message":{"method":"tools/call"}"#)),
    .host(Recorded.answer("m1", #"{"mcp_response":{"id":1}}"#)),
    .out(#"{"type":"result","result":"one"}"#),
    .host(Recorded.request("rec_2", "set_model", #","model":"other""#)),
    .out(Recorded.answer("rec_2")),
    .host(Recorded.prompt("two", #","uuid":"u-2""#)),
    .error("a warning"),
    .out(#"{"type":"result","result":"two"}"#),
    .endOfInput,
    .out(#"{"type":"system","subtype":"session_state_changed","state":"idle"}"#),
  ])

  /// What a host of our own sends in the place of a recorded line: its own ids, other fields.
  private static func counterpart(of line: String) -> String {
    switch line {
    case Recorded.request("rec_1", "initialize"): Recorded.request("mine-1", "initialize", #","hooks":null"#)
    case Recorded.request("rec_2", "set_model", #","model":"other""#): Recorded.request("mine-2", "set_model")
    case Recorded.prompt("one"): Recorded.prompt("something else", #","uuid":"u-1""#)
    case Recorded.prompt("two", #","uuid":"u-2""#): Recorded.prompt("two")
    default: line
    }
  }

  /// The recorded line as a host with these ids must get it.
  private static func expected(_ line: String) -> String {
    line.replacing("rec_1", with: "mine-1").replacing("rec_2", with: "mine-2")
  }

  @Test func `no line is written before the host did what the recorded host had done by then`() async throws {
    let folder = try FakeClaude.Folder()
    defer { folder.remove() }
    let environment = try Self.conversation.written(to: folder)
    let status = try await FakeClaude.onThread {
      let fake = try RunningFake(environment)
      var probes = 0
      for entry in Self.conversation.entries {
        switch entry {
        case .host(let line):
          // A request that the recording does not have is answered at once: what comes before its answer was written
          // before this gate, and nothing was.
          probes += 1
          fake.send(Recorded.request("probe-\(probes)", "probe"))
          #expect(fake.line() == Recorded.answer("probe-\(probes)"))
          fake.send(Self.counterpart(of: line))
        case .out(let line): #expect(fake.line() == Self.expected(line))
        case .endOfInput, .error, .signal: break
        }
      }
      #expect(probes == 8)
      #expect(fake.process.isRunning)
      try fake.endInput()
      #expect(fake.line() == nil)
      return fake.status()
    }
    #expect(status == 0)
  }

  @Test func `a host that sends everything at once gets everything, in the recorded order`() async throws {
    let folder = try FakeClaude.Folder()
    defer { folder.remove() }
    let environment = try Self.conversation.written(to: folder)
    let outcome = try await FakeClaude.run(
      environment, input: Self.conversation.hostLines.map(Self.counterpart).reversed())
    #expect(outcome.lines == Self.conversation.outLines.map(Self.expected))
    #expect(outcome.errors == "a warning\n")
    #expect(outcome.status == 0)
  }

  @Test func `everything that the host sent is kept as it came`() async throws {
    let folder = try FakeClaude.Folder()
    defer { folder.remove() }
    var environment = try Self.conversation.written(to: folder)
    environment["FAKE_REPLAY_INPUT"] = folder.path("kept")
    let input =
      ["", #"  {"type" : "keep_alive"}  "#, "{no json"] + Self.conversation.hostLines.map(Self.counterpart)
      + [Recorded.request("late", "interrupt"), Recorded.answer("nobody-asked", #"{"text":"漢字"}"#)]
    #expect(try await FakeClaude.run(environment, input: input).status == 0)
    let kept = input.map { $0 + "\n" }.joined()
    #expect(try folder.text(of: "kept") == kept)
    // A second process adds to the same file; so does one without the gate.
    environment["FAKE_REPLAY_GATE"] = "0"
    #expect(try await FakeClaude.run(environment, input: input).status == 0)
    #expect(try folder.text(of: "kept") == kept + kept)
  }

  @Test func `what the recorded host did not send does no harm`() async throws {
    let folder = try FakeClaude.Folder()
    defer { folder.remove() }
    let environment = try Self.conversation.written(to: folder)
    let extra = [
      Recorded.request("x-1", "interrupt"), Recorded.request("x-2", "cancel_async_message"), "{}", "",
      Recorded.answer("nobody-asked"), #"{"type":"control_cancel_request","request_id":"x-1"}"#,
    ]
    let late = [
      Recorded.request("x-3", "set_model"), Recorded.request("x-4", "initialize"), Recorded.prompt("a third"),
      Recorded.prompt("a fourth"),
    ]
    let outcome = try await FakeClaude.run(
      environment, input: extra + Self.conversation.hostLines.map(Self.counterpart) + late)
    #expect(outcome.status == 0)
    #expect(outcome.lines.starts(with: [Recorded.answer("x-1"), Recorded.answer("x-2")]))
    let wanted = Self.conversation.outLines.map(Self.expected)
    #expect(outcome.lines.filter { wanted.contains($0) } == wanted)
    // One request of a subtype more than recorded is extra too.
    #expect(outcome.lines.contains(Recorded.answer("x-3")))
    #expect(outcome.objects.filter { ($0["response"] as? [String: Any])?["request_id"] as? String == "x-4" }.count == 1)
    #expect(outcome.lines.count == wanted.count + 4)
  }

  @Test func `requests of one subtype keep their order, whatever came between`() async throws {
    let folder = try FakeClaude.Folder()
    defer { folder.remove() }
    let recording = StepwiseRecording(entries: [
      .host(Recorded.request("r1", "set_model")), .host(Recorded.request("r2", "interrupt")),
      .host(Recorded.request("r3", "set_model")), .out(Recorded.answer("r3", #""third""#)),
      .out(Recorded.answer("r1", #""first""#)), .out(Recorded.answer("r2", #""r2""#)), .endOfInput,
    ])
    let outcome = try await FakeClaude.run(
      recording.written(to: folder),
      input: [
        Recorded.request("A", "set_model"), Recorded.request("B", "set_model"), Recorded.request("C", "interrupt"),
      ])
    #expect(
      outcome.lines
        == [Recorded.answer("B", #""third""#), Recorded.answer("A", #""first""#), Recorded.answer("C", #""r2""#)])
  }

  @Test func `a last line that was cut off is written as it is`() async throws {
    let folder = try FakeClaude.Folder()
    defer { folder.remove() }
    let recording = StepwiseRecording(
      entries: [.host(Recorded.prompt("one")), .out("{}"), .endOfInput], cutOff: #"{"type":"assis"#)
    let outcome = try await FakeClaude.run(recording.written(to: folder), input: [FakeClaude.prompt])
    #expect(outcome.output == "{}\n" + #"{"type":"assis"#)
    #expect(outcome.status == 0)
  }

  @Test func `without a timeline there is no gate to follow`() async throws {
    let folder = try FakeClaude.Folder()
    defer { folder.remove() }
    _ = try folder.file("stdout.ndjson", holding: "{}\n")
    let outcome = try await FakeClaude.run(["FAKE_REPLAY": folder.url.path, "FAKE_REPLAY_GATE": "1"])
    #expect(outcome.output == "")
    #expect(outcome.status == 66)
  }
}
