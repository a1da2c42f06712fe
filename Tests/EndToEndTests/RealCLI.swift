import ClaudeAgentSimulator
import Foundation
import Synchronization

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
  let pids = PidRecorder()

  init(_ scenarios: String = "{}", variables: [String: String] = [:]) async throws {
    path = try Self.path()
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("real-cli-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    server = try await MockMessagesServer.started(scenarios: ScenarioLibrary(json: scenarios), variables: variables)
  }

  /// Runs a body and takes everything away afterwards. No process may be left.
  static func with<Result>(
    _ scenarios: String = "{}", variables: [String: String] = [:], _ body: (RealCLI) async throws -> Result
  ) async throws -> Result {
    let cli = try await RealCLI(scenarios, variables: variables)
    do {
      let result = try await body(cli)
      await cli.remove()
      return result
    } catch {
      await cli.remove()
      throw error
    }
  }

  private func remove() async {
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

/// Keeps the process id and the version that a run tells.
final class PidRecorder: AgentObserver {
  private let seen = Mutex<(pid: pid_t?, version: String?)>((nil, nil))

  func observe(_ event: AgentEvent) {
    switch event {
    case .started(let pid): seen.withLock { $0.pid = pid }
    case .version(let version): seen.withLock { $0.version = version }
    default: break
    }
  }

  var pid: pid_t? { seen.withLock { $0.pid } }
  var version: String? { seen.withLock { $0.version } }
}

/// Everything a run has yielded, and how it ended.
struct Outcome: Sendable {
  var messages: [Message] = []
  var error: ClaudeAgentError?

  init(_ stream: MessageStream) async {
    do {
      for try await message in stream { messages.append(message) }
    } catch {
      self.error = error
    }
  }

  var types: [String] { messages.map(\.type) }
  var result: ResultMessage? {
    for case .result(let result) in messages.reversed() { return result }
    return nil
  }
  var assistantText: String {
    messages.compactMap { if case .assistant(let reply) = $0 { reply.text } else { nil } }.joined()
  }
}
