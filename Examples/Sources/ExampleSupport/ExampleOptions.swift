public import ClaudeAgentSDK
import ClaudeAgentSimulator
import Foundation

/// Runs an example with options that lead to a simulated Messages API: no account, no network, no cost.
///
/// The CLI is the real one. Its environment is built from nothing and its folders are fresh ones, so that an example
/// neither sees nor changes your configuration. With `--live` as the first argument the options are the default ones,
/// and the example talks to your own account.
///
/// - Parameters:
///   - scenarios: What the simulated API answers beyond the bundled scenarios, as JSON.
///   - body: The example.
public func withExampleOptions(
  scenarios: String = "{}", _ body: (ClaudeAgentOptions) async throws -> Void
) async throws {
  if CommandLine.arguments.dropFirst().first == "--live" { return try await body(ClaudeAgentOptions()) }

  let folder = FileManager.default.temporaryDirectory.appending(path: "claude-agent-example-\(UUID())").path
  defer { try? FileManager.default.removeItem(atPath: folder) }
  for name in ["home", "project"] {
    try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
  }

  let library = ScenarioLibrary.bundled.merging(try ScenarioLibrary(json: scenarios))
  try await MockMessagesServer.withServer(scenarios: library) { server in
    var options = ClaudeAgentOptions()
    options.workingDirectory = folder + "/project"
    options.environment = .only([
      "HOME": folder + "/home",
      "CLAUDE_CONFIG_DIR": folder + "/home/.claude",
      "TMPDIR": folder,
      "PATH": "/usr/bin:/bin",
      "ANTHROPIC_BASE_URL": server.baseURL,
      "ANTHROPIC_API_KEY": "simulated",
      "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1",
      "CLAUDE_CODE_MAX_RETRIES": "1",
    ])
    try await body(options)
  }
}
