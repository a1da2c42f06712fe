public import ClaudeAgentSDK
import ClaudeAgentSimulator
import Foundation

/// Runs an example with options that lead to a simulated Messages API: no account, no network, no cost.
///
/// The CLI is the real one. Its environment is built from nothing and its folders are fresh ones, so that an example
/// neither sees nor changes your configuration. With `--live` as the first argument the options are the default ones in a
/// fresh folder, and the example talks to your own account.
///
/// - Parameter body: The example.
public func withExampleOptions(_ body: (ClaudeAgentOptions) async throws -> Void) async throws {
  let folder = FileManager.default.temporaryDirectory.appending(path: "claude-agent-example-\(UUID())").path
  defer { try? FileManager.default.removeItem(atPath: folder) }
  for name in ["home", "project"] {
    try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
  }
  var options = ClaudeAgentOptions()
  options.workingDirectory = folder + "/project"
  if CommandLine.arguments.dropFirst().first == "--live" { return try await body(options) }

  let library = ScenarioLibrary.bundled.merging(try ScenarioLibrary(json: exampleScenarios))
  let variables = ["CWD": folder + "/project"]
  try await MockMessagesServer.withServer(scenarios: library, variables: variables) { server in
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

extension ClaudeAgentOptions {
  /// Writes a file into the folder that the agent works in.
  ///
  /// - Parameters:
  ///   - text: What is written.
  ///   - path: The file's path in the folder.
  /// - Returns: The file's whole path.
  @discardableResult
  public func write(_ text: String, to path: String) throws -> String {
    let file = URL(fileURLWithPath: workingDirectory ?? ".").appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
    return file.path
  }

  /// Reads a file in the folder that the agent works in.
  ///
  /// - Parameter path: The file's path in the folder.
  /// - Returns: Its text without a last line end; nil when there is no such file.
  public func contents(of path: String) -> String? {
    let file = URL(fileURLWithPath: workingDirectory ?? ".").appending(path: path)
    return (try? String(contentsOf: file, encoding: .utf8))?.trimmingCharacters(in: .newlines)
  }
}

extension String {
  /// The text up to its first line end: the CLI adds advice for the model behind the result of a tool.
  public var firstLine: String { String(prefix { !$0.isNewline }) }
}
