import ClaudeAgentTestKit
import InMemoryLogging
import Logging
import Testing

@testable import ClaudeAgentSDK

@Suite(.timeLimit(.minutes(5))) struct EventLogTests {
  private struct Trouble: Error, CustomStringConvertible { var description: String { "hunter2" } }

  private let handler = InMemoryLogHandler()

  private func logger(_ level: Logger.Level = .trace) -> Logger {
    var logger = Logger(label: "test") { [handler] _ in handler }
    logger.logLevel = level
    return logger
  }

  /// What one event writes.
  private func entry(_ event: AgentEvent) throws -> InMemoryLogHandler.Entry {
    let log = try #require(EventLog(logger()))
    handler.clear()
    log.write(event)
    #expect(handler.entries.count == 1)
    return try #require(handler.entries.first)
  }

  private static let report = StallReport(
    clock: .streamIdle, age: .seconds(120), lastMessageType: "system/init", pendingTools: ["toolu_hunter2", "b"],
    pendingRequests: ["hunter2"], sessionID: "hunter2", response: .interrupt)

  private static let error = ClaudeAgentError(.serverError, detail: "hunter2")

  @Test(
    arguments: [
      (.started(processID: 7), .debug, "claude: process started", ["pid": "7"]),
      (.initialized(after: .milliseconds(5)), .debug, "claude: handshake done", ["took": "0.005 seconds"]),
      (.version("2.1.330"), .debug, "claude: version", ["version": "2.1.330"]),
      (.inputEnded, .debug, "claude: input ended", [:]),
      (
        .exited(TransportEnd(exitStatus: .exited(code: 3), stderrTail: "hunter2", error: error)), .debug,
        "claude: ended",
        ["status": "exit code 3"]
      ),
      (.exited(TransportEnd()), .debug, "claude: ended", ["status": "unknown"]),
      (.skippedLines(count: 4), .debug, "claude: stray output was left out", ["lines": "4"]),
      (.unsupportedRequest(subtype: "x"), .warning, "claude: a request that nobody serves", ["subtype": "x"]),
      (.unanswerableFrame, .warning, "claude: a request without an id", [:]),
      (.repeatedRequest(id: "r"), .warning, "claude: a request under an id in use", ["request": "r"]),
      (
        .slowCallback("hook Stop", took: .seconds(1)), .warning, "claude: a synchronous callback held the loop",
        ["callback": "hook Stop", "took": "1.0 seconds"]
      ),
      (
        .callbackFailed("tool t", Trouble()), .warning, "claude: a callback has thrown",
        ["callback": "tool t", "error": "Trouble"]
      ),
      (
        .callbackFailed("canUseTool", error), .warning, "claude: a callback has thrown",
        ["callback": "canUseTool", "error": "ClaudeAgentError"]
      ),
      (.permissionUpdatesDropped(index: 2), .warning, "claude: permission updates were not sent", ["index": "2"]),
      (.promptsFailed(Trouble()), .warning, "claude: the stream of prompts has failed", ["error": "Trouble"]),
      (.backgroundWaitEnded, .warning, "claude: the wait for background work has reached its ceiling", [:]),
      (
        .stalled(report), .warning, "claude: nothing has come for too long",
        [
          "clock": "streamIdle", "age": "120.0 seconds", "last": "system/init", "tools": "2", "requests": "1",
          "response": "interrupt",
        ]
      ),
      (.warning("Two options."), .warning, "claude: Two options.", [:]),
    ] as [(AgentEvent, Logger.Level, String, [String: String])])
  func `each event has its level and its facts, and never a secret`(
    event: AgentEvent, level: Logger.Level, message: String, facts: [String: String]
  ) throws {
    let entry = try entry(event)
    #expect(entry.level == level)
    #expect("\(entry.message)" == message)
    #expect(entry.metadata.mapValues { "\($0)" } == facts)
    #expect(!"\(entry)".contains("hunter2"))
  }

  @Test func `a name that the CLI has chosen can neither forge a line nor fill the disk`() throws {
    let hostile = "a\nb\r\u{1B}[31m\u{2028}\u{202E}é" + String(repeating: "x", count: 1 << 20)
    let expected =
      "a\u{FFFD}b\u{FFFD}\u{FFFD}[31m\u{FFFD}\u{FFFD}é" + String(repeating: "x", count: EventLog.longestWord - 12)
    for event in [
      AgentEvent.unsupportedRequest(subtype: hostile), .repeatedRequest(id: hostile), .version(hostile),
    ] {
      let value = try #require(try entry(event).metadata.values.first)
      #expect("\(value)" == expected)
    }
    let report = StallReport(
      clock: .run, age: .zero, lastMessageType: hostile, pendingTools: [], pendingRequests: [], sessionID: nil,
      response: .report)
    #expect(try entry(.stalled(report)).metadata["last"].map { "\($0)" } == expected)
  }

  @Test func `without a logger there is no log, and below its level no line`() throws {
    #expect(EventLog(nil) == nil)
    let log = try #require(EventLog(logger(.warning)))
    log.write(.inputEnded)
    #expect(handler.entries == [])
    log.write(.unanswerableFrame)
    #expect(handler.entries.count == 1)
  }

  @Test func `every line names the session once it is known, whoever writes it`() async throws {
    let secret = "hunter2"
    var table = HandlerTable()
    table.canUseTool = PermissionCallback { _ in throw Trouble() }
    let logger = logger()
    let scripted = try ScriptedConnection(
      [
        .answerInitialize, .request(["subtype": "early", "x": .string(secret)], id: "r1"), .awaitAnswer(to: "r1"),
        .awaitPrompt,
        .initMessage(sessionID: "s-1"), .assistant(secret),
        .request(
          ["subtype": "can_use_tool", "tool_name": .string(secret), "input": ["password": .string(secret)]], id: "p"),
        .awaitAnswer(to: "p"), .request(["subtype": "late"], id: "r2"), .awaitAnswer(to: "r2"), .errorResult(secret),
        .exit(1, stderr: secret),
      ], needsInput: true, handlers: table
    ) { options in
      options.logger = logger
      options.environment.settings["TOKEN"] = secret
      options.systemPrompt = .text(secret)
    }
    try await scripted.start()
    #expect(await scripted.untilSent(#""request_id":"r1""#))
    try await scripted.ask("The password is \(secret).")
    _ = await scripted.rest()
    #expect(await Eventually.holds { handler.entries.contains { "\($0.message)" == "claude: ended" } })
    let sessions = handler.entries.reduce(into: [String: String]()) { sessions, entry in
      let what = entry.metadata["subtype"].map { "\($0)" } ?? "\(entry.message)"
      sessions[what] = entry.metadata["session"].map { "\($0)" } ?? "none"
    }
    #expect(
      sessions == [
        "claude: handshake done": "none", "early": "none", "claude: version": "s-1", "late": "s-1",
        "claude: a callback has thrown": "s-1", "claude: input ended": "s-1", "claude: ended": "s-1",
      ])
    #expect(!handler.entries.contains { "\($0)".contains(secret) })
  }
}
