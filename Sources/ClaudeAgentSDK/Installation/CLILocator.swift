internal import FastTransport

/// Finds the Claude Code CLI.
///
/// The first of these that there is:
/// 1. the option `cliPath`, as it is;
/// 2. the environment variable `CLAUDE_AGENT_CLI`, as it is, unless it is empty;
/// 3. an executable file `claude` in an absolute folder of `PATH`;
/// 4. what `claude-agent install` installed: `~/.local/share/claude-agent-sdk-swift/cli/current/claude`, or below
///    `$XDG_DATA_HOME`;
/// 5. where Claude Code's own installers put it: `~/.npm-global/bin`, `/usr/local/bin`, `~/.local/bin`,
///    `~/node_modules/.bin`, `~/.yarn/bin`, `~/.claude/local`.
///
/// The first two say what you want, so nothing else is tried when they name a file that is not there: starting it then
/// fails with ``ClaudeAgentError/Code/cliNotFound``. Nothing is started in order to find the CLI.
public struct CLILocator: Sendable {
  /// The environment variable that names the CLI to use.
  public static let environmentVariable = "CLAUDE_AGENT_CLI"

  private let cliPath: String?
  private let environment: [String: String]
  private let files: any FileProbe

  /// Makes a locator; touches nothing yet.
  ///
  /// - Parameters:
  ///   - cliPath: The path the user chose, if any (the option `cliPath`).
  ///   - environment: Where `CLAUDE_AGENT_CLI`, `PATH`, `HOME` and `XDG_DATA_HOME` are read; this process's own when nil.
  public init(cliPath: String? = nil, environment: [String: String]? = nil) {
    self.init(cliPath: cliPath, environment: environment ?? HostSystem.environment(), files: DiskProbe())
  }

  init(cliPath: String?, environment: [String: String], files: any FileProbe) {
    self.cliPath = cliPath
    self.environment = environment
    self.files = files
  }

  /// Looks for the CLI. Touches the disk, briefly; no network, no process.
  ///
  /// - Returns: The first place that has it.
  /// - Throws: ``ClaudeAgentError/Code/cliNotFound``, with every place that was searched.
  public func locate() throws(ClaudeAgentError) -> CLILocation {
    if let cliPath { return CLILocation(path: cliPath, origin: .option) }
    if let path = environment[Self.environmentVariable], !path.isEmpty {
      return CLILocation(path: path, origin: .environment)
    }
    if let path = files.firstExecutable("claude", on: environment["PATH"]) {
      return CLILocation(path: path, origin: .searchPath)
    }
    if let path = InstallationFolder(environment: environment)?.currentBinary, files.kind(of: path) == .regular {
      return CLILocation(path: path, origin: .installed)
    }
    for path in fallbacks where files.kind(of: path) == .regular {
      return CLILocation(path: path, origin: .fallback)
    }
    throw ClaudeAgentError(.cliNotFound, detail: "No Claude Code CLI was found. Searched: \(searched).")
  }

  /// The usual places, in order; those below a home only when there is one.
  private var fallbacks: [String] {
    let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    return [
      "~/.npm-global/bin", "/usr/local/bin", "~/.local/bin", "~/node_modules/.bin", "~/.yarn/bin", "~/.claude/local",
    ]
    .compactMap { folder in
      guard folder.hasPrefix("~") else { return folder + "/claude" }
      return home.map { $0 + folder.dropFirst() + "/claude" }
    }
  }

  private var searched: String {
    var places = ["claude on PATH (\(environment["PATH"] ?? "not set"))"]
    if let folder = InstallationFolder(environment: environment) { places.append(folder.currentBinary) }
    return (places + fallbacks).joined(separator: ", ")
  }
}
