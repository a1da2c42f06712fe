import ClaudeAgentSDK
import ClaudeAgentSimulator
import Foundation
import Synchronization
import Testing

/// The warm pool with the real CLI.
@Suite(.serialized, .timeLimit(.minutes(10))) struct PoolEndToEndTests {
  @Test func `cleared processes serve one conversation after the other, and none hears of another`() async throws {
    try await RealCLI.with { cli in
      let watcher = PoolWatcher()
      var configuration = PoolConfiguration(maximumProcesses: 1)
      configuration.maximumUses = 10
      configuration.observer = watcher
      let pool = ConnectionPool(configuration)
      let options = cli.options()
      try await pool.warm(options)
      var sessions: Set<String> = []
      for number in 1...4 {
        let result = try await query("word\(number) secret\(number)", options: options, transport: pool).result()
        #expect(result.result == "secret\(number) word\(number)")
        sessions.insert(try #require(result.sessionID))
        let asked = try #require(cli.server.requests.last { $0.lastUserText == "word\(number) secret\(number)" })
        for other in 1...4 where other != number {
          #expect(!asked.conversationText.contains("secret\(other)"))
        }
        #expect(await RealCLI.eventually { pool.statistics.ready == 1 })
      }
      #expect(sessions.count == 4)
      #expect(watcher.failures == [])
      #expect(watcher.started == 1)
      #expect(watcher.recycled == 4)
      await pool.drain()
      #expect(cli.processes.isEmpty, "left: \(cli.processes)")
    }
  }

  @Test func `a process that was warmed up by a prompt has forgotten it`() async throws {
    try await RealCLI.with { cli in
      let watcher = PoolWatcher()
      var configuration = PoolConfiguration(maximumProcesses: 1)
      configuration.warmUpPrompt = "canary bird"
      configuration.observer = watcher
      let pool = ConnectionPool(configuration)
      try await pool.warm(cli.options())
      #expect(cli.server.requests.compactMap(\.lastUserText) == ["canary bird"])
      let result = try await query("one two", options: cli.options(), transport: pool).result()
      #expect(result.result == "two one")
      #expect(result.numTurns == 1)
      let asked = try #require(cli.server.requests.last { $0.lastUserText == "one two" })
      #expect(!asked.conversationText.contains("canary"))
      #expect(watcher.outcomes == [.hit])
      #expect(watcher.failures == [])
      await pool.drain()
      #expect(cli.processes.isEmpty, "left: \(cli.processes)")
    }
  }

  @Test func `a run brings its own tools and hooks to a process that knows only their names`() async throws {
    let scenarios: Scenarios = ["add": [.call("mcp__calc__add", ["a": 2, "b": 3]), "Done."]]
    try await RealCLI.with(scenarios) { cli in
      let pool = ConnectionPool(PoolConfiguration(maximumProcesses: 2))
      let calls = Calls()
      func options(_ user: String) -> ClaudeAgentOptions {
        cli.options { options in
          let server = MCPServer("calc") {
            Tool("add", "Adds two numbers", input: Addends.self) { _ in
              calls.note("tool of \(user)")
              return "5"
            }
          }
          options.mcpServers["calc"] = .inProcess(server)
          options.allowedTools = ["mcp__calc__add"]
          options.hooks = [
            Hook(.preToolUse) { _ in
              calls.note("hook of \(user)")
              return .continue
            }
          ]
        }
      }
      try await pool.warm(options("nobody"), count: 1)
      for user in ["alice", "bob"] {
        _ = try await query("SCENARIO:add", options: options(user), transport: pool).result()
      }
      #expect(calls.all == ["hook of alice", "tool of alice", "hook of bob", "tool of bob"])
      await pool.drain()
      #expect(cli.processes.isEmpty, "left: \(cli.processes)")
    }
  }

  @Test func `a session from the pool bears the id of its process, and can be resumed`() async throws {
    try await RealCLI.with { cli in
      let watcher = PoolWatcher()
      var configuration = PoolConfiguration(maximumProcesses: 2)
      configuration.observer = watcher
      let pool = ConnectionPool(configuration)
      let options = cli.options()
      try await pool.warm(options)
      let session = try await Session.create(options, transport: pool)
      let id = try #require(await session.id)
      try await session.send("one two")
      let first = await Outcome(session.stream())
      #expect(first.result?.result == "two one")
      #expect(first.result?.sessionID == id)
      await session.close()
      #expect(watcher.outcomes == [.hit])

      let resumed = try await Session.resume(id, options, transport: pool)
      let second = try await resumed.client.hear("three four")
      #expect(second.result?.sessionID == id)
      let asked = try #require(cli.server.requests.last { $0.lastUserText == "three four" })
      #expect(asked.conversationText.contains("one two"))
      await resumed.close()
      await pool.drain()
      #expect(cli.processes.isEmpty, "left: \(cli.processes)")
    }
  }

  @Test func `an idle session gives its process away and goes on in another one, with all that was said`() async throws
  {
    try await RealCLI.with { cli in
      var configuration = PoolConfiguration(maximumProcesses: 1)
      configuration.sessionRest = .zero
      let pool = ConnectionPool(configuration)
      let options = cli.options()
      let session = try await Session.create(options, transport: pool)
      let id = try #require(await session.id)
      #expect(try await session.send("one two").text() == "two one")
      #expect(try await query("three four", options: options, transport: pool).text() == "four three")
      let result = try await session.send("five six").result()
      #expect(result.result == "six five")
      #expect(result.sessionID == id)
      let asked = try #require(cli.server.requests.last { $0.lastUserText == "five six" })
      #expect(asked.conversationText.contains("one two"))
      #expect(!asked.conversationText.contains("three four"))
      await session.close()
      await pool.drain()
      #expect(cli.processes.isEmpty, "left: \(cli.processes)")
    }
  }

  /// `CLAUDE_AGENT_POOL_SOAK` says how many runs; `scripts/test --full` says 200.
  @Test func `many runs at once share four processes, and each gets its own answer`() async throws {
    let count = ProcessInfo.processInfo.environment["CLAUDE_AGENT_POOL_SOAK"].flatMap { Int($0) } ?? 24
    try await RealCLI.with { cli in
      let watcher = PoolWatcher()
      var configuration = PoolConfiguration(maximumProcesses: 4)
      configuration.maximumUses = 25
      configuration.queueTimeout = .seconds(600)
      configuration.observer = watcher
      let pool = ConnectionPool(configuration)
      let options = cli.options()
      let answers = try await withThrowingTaskGroup(of: (Int, String).self) { group in
        for number in 0..<count {
          group.addTask {
            (number, try await query("nonce\(number) of\(number)", options: options, transport: pool).text())
          }
        }
        return try await group.reduce(into: [Int: String]()) { $0[$1.0] = $1.1 }
      }
      #expect(answers.count == count)
      for (number, answer) in answers { #expect(answer == "of\(number) nonce\(number)") }
      // What one run has said is in no request of another.
      for request in cli.server.requests {
        let nonces = request.conversationText.matches(of: /nonce[0-9]+/).map { String($0.output) }
        #expect(Set(nonces).count <= 1, "\(nonces)")
      }
      #expect(watcher.failures == [])
      #expect(cli.processes.count <= 4)
      await pool.drain()
      #expect(cli.processes.isEmpty, "left: \(cli.processes)")
    }
  }

  @Test func `memory files of one folder and of one HOME are in no run of another`() async throws {
    try await RealCLI.with { cli in
      var configuration = PoolConfiguration(maximumProcesses: 2)
      configuration.maximumUses = 10
      let pool = ConnectionPool(configuration)
      let files = FileManager.default
      var kinds: [(canary: String, options: ClaudeAgentOptions)] = []
      for name in ["north", "south"] {
        let folder = cli.folder.appendingPathComponent("project-\(name)")
        let home = cli.folder.appendingPathComponent("home-\(name)")
        try files.createDirectory(at: folder, withIntermediateDirectories: true)
        try files.createDirectory(
          at: home.appendingPathComponent(".claude"), withIntermediateDirectories: true)
        try Data("Canary: project-canary-\(name)".utf8).write(to: folder.appendingPathComponent("CLAUDE.md"))
        try Data("Canary: home-canary-\(name)".utf8).write(to: home.appendingPathComponent(".claude/CLAUDE.md"))
        kinds.append(
          (
            name,
            cli.options { options in
              options.workingDirectory = folder.path
              options.settingSources = [.user, .project]
              options.environment.settings["HOME"] = home.path
              options.environment.settings["CLAUDE_CONFIG_DIR"] = home.path + "/.claude"
            }
          ))
      }
      for round in 0..<2 {
        for (canary, options) in kinds {
          let words = "round\(round) \(canary)"
          _ = try await query(Prompt(words), options: options, transport: pool).text()
          let asked = try #require(cli.server.requests.last { $0.lastUserText.contains(words) })
          let other = canary == "north" ? "south" : "north"
          #expect(asked.conversationText.contains("project-canary-\(canary)"))
          #expect(asked.conversationText.contains("home-canary-\(canary)"))
          #expect(!asked.conversationText.contains("canary-\(other)"))
        }
      }
      await pool.drain()
      #expect(cli.processes.isEmpty, "left: \(cli.processes)")
    }
  }
}

private struct Addends: Codable, Sendable, Equatable {
  let a: Int
  let b: Int
}

/// What callbacks have noted, in order.
private final class Calls: Sendable {
  private let notes = Mutex<[String]>([])
  var all: [String] { notes.withLock { $0 } }
  func note(_ text: String) { notes.withLock { $0.append(text) } }
}

/// What a pool tells.
final class PoolWatcher: AgentObserver {
  private let seen = Mutex<[PoolEvent]>([])

  func observe(_ event: AgentEvent) {
    if case .pool(let event) = event { seen.withLock { $0.append(event) } }
  }

  var events: [PoolEvent] { seen.withLock { $0 } }
  var started: Int { events.count { if case .started = $0 { true } else { false } } }
  var recycled: Int { events.count { if case .recycled = $0 { true } else { false } } }
  var failures: [String] {
    events.compactMap { event in
      switch event {
      case .startFailed(let error): error.message
      case .recyclingFailed(let what): what
      default: nil
      }
    }
  }
  var outcomes: [PoolEvent.Outcome] {
    events.compactMap { if case .checkout(_, let outcome) = $0 { outcome } else { nil } }
  }
}
