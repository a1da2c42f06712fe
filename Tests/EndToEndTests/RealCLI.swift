import ClaudeAgentSimulator
import Foundation
import Synchronization
import Testing

@testable import ClaudeAgentSDK

/// The real CLI against the simulated API, with an environment built from nothing and a folder of its own.
struct RealCLI {
  /// Why there is no CLI to test with.
  struct Missing: Error, CustomStringConvertible {
    let description: String
  }

  let server: MockMessagesServer
  let folder: URL
  private let path: String
  let pids = Recorder()

  init(_ scenarios: String = "{}", variables: [String: String] = [:]) async throws {
    path = try Self.path()
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("real-cli-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var variables = variables
    variables["CWD"] = folder.path
    server = try await MockMessagesServer.started(scenarios: ScenarioLibrary(json: scenarios), variables: variables)
  }

  /// Runs a body and takes everything away afterwards. No process may be left.
  static func with<Result>(
    _ scenarios: String = "{}", variables: [String: String] = [:], _ body: (RealCLI) async throws -> Result
  ) async throws -> Result {
    await Seats.shared.take()
    do {
      let cli = try await RealCLI(scenarios, variables: variables)
      do {
        let result = try await body(cli)
        await cli.remove()
        await Seats.shared.leave()
        return result
      } catch {
        await cli.remove()
        throw error
      }
    } catch {
      await Seats.shared.leave()
      throw error
    }
  }

  /// The same, with scenarios that were written in Swift.
  static func with<Result>(_ scenarios: Scenarios, _ body: (RealCLI) async throws -> Result) async throws -> Result {
    try await with(scenarios.json, body)
  }

  /// Runs a body with a connected client, which is closed afterwards.
  static func withClient<Result>(
    _ scenarios: Scenarios = [:], _ setting: Setting = Setting { _ in },
    _ body: (RealCLI, ClaudeClient) async throws -> Result
  ) async throws -> Result {
    try await with(scenarios) { cli in
      try await withClaudeClient(cli.options(setting.change)) { try await body(cli, $0) }
    }
  }

  /// The path of a file in the working directory.
  func path(of file: String) -> String { folder.appendingPathComponent(file).path }

  /// The content of a file in the working directory; nil when there is none.
  func text(of file: String) -> String? { try? String(contentsOfFile: path(of: file), encoding: .utf8) }

  /// What the model was told by the results of its tools, as JSON, in the request for this step of a scenario.
  func toldModel(_ scenario: String, step: Int) -> String {
    server.requests.last { $0.scenario == scenario && $0.step == step }?.lastUserContent ?? ""
  }

  private func remove() async {
    // A process that is still ending would make its folder anew.
    #expect(await Self.eventually { processes.isEmpty }, "left: \(processes)")
    await server.stop()
    try? FileManager.default.removeItem(at: folder)
  }

  /// `CLAUDE_AGENT_CLI`, or the one that `scripts/setup` has put into the project's cache.
  static func path() throws -> String {
    let environment = ProcessInfo.processInfo.environment
    if let path = environment["CLAUDE_AGENT_CLI"], !path.isEmpty {
      if FileManager.default.isExecutableFile(atPath: path) { return path }
      throw Missing(
        description: "CLAUDE_AGENT_CLI names \(path), which cannot be run: correct it, or run scripts/setup.")
    }
    let caches = environment["XDG_CACHE_HOME"] ?? (environment["HOME"] ?? "/tmp") + "/.cache"
    let cache = environment["CLAUDE_AGENT_CACHE"] ?? caches + "/claude-agent-sdk-swift"
    let path = "\(cache)/cli/\(PinnedCLI.version)/claude"
    if FileManager.default.isExecutableFile(atPath: path) { return path }
    throw Missing(
      description: "There is no Claude Code CLI to test with: run scripts/setup, or set CLAUDE_AGENT_CLI to one.")
  }

  /// The whole environment of the CLI. Nothing of this machine's configuration is in it.
  var environment: [String: String] {
    [
      "HOME": folder.path, "CLAUDE_CONFIG_DIR": folder.path + "/.claude", "TMPDIR": folder.path,
      "PATH": "/usr/bin:/bin", "ANTHROPIC_BASE_URL": server.baseURL, "ANTHROPIC_API_KEY": "test",
      "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1", "CLAUDE_CODE_MAX_RETRIES": "1",
    ]
  }

  func options(_ change: (inout ClaudeAgentOptions) -> Void = { _ in }) -> ClaudeAgentOptions {
    var options = ClaudeAgentOptions()
    options.cliPath = path
    options.environment = .only(environment)
    options.settingSources = []
    options.workingDirectory = folder.path
    options.observer = pids
    change(&options)
    return options
  }

  /// The processes that have this folder in their environment: the CLI, its tools, and what they started.
  var processes: [pid_t] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    let mark = Data(folder.lastPathComponent.utf8)
    return names.compactMap { pid_t($0) }.filter { pid in
      pid != getpid() && (try? Data(contentsOf: URL(fileURLWithPath: "/proc/\(pid)/environ")))?.range(of: mark) != nil
    }
  }

  /// The processes whose command line holds this text.
  func processes(running text: String) -> [pid_t] {
    processes.filter { pid in
      (try? Data(contentsOf: URL(fileURLWithPath: "/proc/\(pid)/cmdline")))?.range(of: Data(text.utf8)) != nil
    }
  }

  /// Waits until something holds; false when it does not in a time that only a failure uses up.
  static func eventually(within limit: Duration = .seconds(90), _ condition: () -> Bool) async -> Bool {
    let deadline = ContinuousClock.now + limit
    while ContinuousClock.now < deadline {
      if condition() { return true }
      try? await Task.sleep(for: .milliseconds(20))
    }
    return condition()
  }
}

/// How a test's options differ from those of ``RealCLI``.
struct Setting {
  let change: (inout ClaudeAgentOptions) -> Void

  init(_ change: @escaping (inout ClaudeAgentOptions) -> Void) { self.change = change }
}
