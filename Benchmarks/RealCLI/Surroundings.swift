import ClaudeAgentSDK
import ClaudeAgentSimulator
import Foundation

/// What the CLI gets: a simulated API, a folder of its own, and an environment built from nothing.
struct Surroundings {
  let simulator: Simulator
  private let cli: String
  private let folder: URL

  init() throws {
    guard let cli = ProcessInfo.processInfo.environment["CLAUDE_AGENT_CLI"], !cli.isEmpty else {
      throw Complaint("CLAUDE_AGENT_CLI does not name the CLI: set it to what scripts/setup prints.")
    }
    self.cli = cli
    folder = FileManager.default.temporaryDirectory.appending(path: "real-driver-\(UUID().uuidString)")
    for name in ["home", "config", "tmp", "project"] {
      try FileManager.default.createDirectory(
        at: folder.appending(path: name), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }
    simulator = try Simulator()
  }

  func remove() {
    simulator.stop()
    try? FileManager.default.removeItem(at: folder)
  }

  /// The options of a run; nothing of this machine's configuration is in them.
  func options(_ observer: (any AgentObserver)? = nil) -> ClaudeAgentOptions {
    var options = ClaudeAgentOptions()
    options.cliPath = cli
    options.environment = .only([
      "HOME": path("home"), "CLAUDE_CONFIG_DIR": path("config"), "TMPDIR": path("tmp"),
      "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8",
      "ANTHROPIC_BASE_URL": simulator.baseURL, "ANTHROPIC_API_KEY": "simulated",
      "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1", "CLAUDE_CODE_MAX_RETRIES": "1",
    ])
    options.settingSources = []
    options.workingDirectory = path("project")
    options.includePartialMessages = true
    options.observer = observer
    // Observers are for measuring here; without one, as in most programs, there is no watchdog.
    options.watchdog = nil
    return options
  }

  private func path(_ name: String) -> String { folder.appending(path: name).path }
}

/// A prompt that no other has, so that the API's log tells whose request it was; answered with its words reversed.
struct Question: Sendable {
  let mark: String
  var text: String { "\(mark) the quick brown fox jumps over the lazy dog and runs through the wide green wood" }

  init(_ number: Int) { mark = "question-\(number)-asked" }
}

/// Why a measurement cannot be made.
struct Complaint: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
