import ArgumentParser
import ClaudeAgentSDK
import ClaudeAgentSimulator
import Foundation

/// Where the answers come from.
struct SimulationArguments: ParsableArguments {
  @Flag(help: "Answers from a simulated Messages API on this machine: no account, no network, no cost.")
  var simulate = false

  @Option(help: ArgumentHelp("What the simulated API answers, as JSON.", valueName: "file"))
  var scenarios: String?

  func validate() throws {
    if scenarios != nil && !simulate { throw ValidationError("--scenarios needs --simulate.") }
  }
}

/// Runs the real CLI against a simulated API, in surroundings built from nothing.
enum Simulation {
  /// Does some work with a simulated API, and says on standard error what it was.
  ///
  /// - Parameters:
  ///   - scenarios: A file of scenarios on top of the bundled ones.
  ///   - log: Knows the version of the CLI afterwards.
  ///   - body: The run. Its folder is gone when it has ended.
  static func run(
    scenarios: String?, log: RunLog, body: @Sendable (OneRun.Surroundings) async throws -> Void
  ) async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let server: MockMessagesServer
    do {
      var library = ScenarioLibrary.bundled
      if let scenarios { library = library.merging(try ScenarioLibrary(contentsOfFile: scenarios)) }
      server = try await MockMessagesServer.started(
        scenarios: library, variables: ["CWD": folder.path("project"), "HOME": folder.path("home")])
    } catch {
      throw Failure("\(error).")
    }
    let result: Result<Void, any Error>
    do {
      result = .success(
        try await body(
          OneRun.Surroundings(
            environment: environment(in: folder, baseURL: server.baseURL), workingDirectory: folder.path("project"))))
    } catch {
      result = .failure(error)
    }
    await server.stop()
    let version = log.cliVersion.map { "Claude Code CLI \($0)" } ?? "the CLI did not tell its version"
    StandardStream.error.print(
      "claude-agent: simulated Messages API; \(version); \(Quantity.count(server.requestCount, "API request")) served")
    try result.get()
  }

  /// Everything the CLI gets to know. Nothing of this machine's configuration, no credentials.
  private static func environment(in folder: TemporaryFolder, baseURL: String) -> [String: String] {
    [
      "HOME": folder.path("home"),
      "CLAUDE_CONFIG_DIR": folder.path("config"),
      "TMPDIR": folder.path("tmp"),
      "PATH": "/usr/bin:/bin",
      "LANG": "C.UTF-8",
      "ANTHROPIC_BASE_URL": baseURL,
      "ANTHROPIC_API_KEY": "simulated",
      "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1",
      "CLAUDE_CODE_MAX_RETRIES": "2",
    ]
  }
}

/// A folder for one simulation.
struct TemporaryFolder: Sendable {
  private let root: String

  init() throws(Failure) {
    let root = FileManager.default.temporaryDirectory.appending(path: "claude-agent-\(UUID().uuidString)").path
    self.root = root
    do {
      for name in ["home", "config", "tmp", "project"] {
        try FileManager.default.createDirectory(
          atPath: root + "/" + name, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      }
    } catch {
      throw Failure("A temporary folder cannot be made: \(error.localizedDescription). Check TMPDIR.")
    }
  }

  func path(_ name: String) -> String { root + "/" + name }

  func remove() { try? FileManager.default.removeItem(atPath: root) }
}
