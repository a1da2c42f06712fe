/// Where the Claude Code CLI was found, and why it was looked for there.
public struct CLILocation: Hashable, Sendable, CustomStringConvertible {
  /// Who named the place.
  public enum Origin: String, Hashable, Sendable, CaseIterable {
    /// The option `cliPath`. Taken as it is, whether anything is there or not.
    case option
    /// The environment variable `CLAUDE_AGENT_CLI`. Taken as it is, whether anything is there or not.
    case environment
    /// `claude` in a folder of `PATH`.
    case searchPath
    /// What `claude-agent install` put there.
    case installed
    /// One of the places where Claude Code's own installers put it.
    case fallback
  }

  /// The path of the executable.
  public let path: String
  /// Who named the place.
  public let origin: Origin

  /// Makes a location.
  ///
  /// - Parameters:
  ///   - path: The path of the executable.
  ///   - origin: Who named the place.
  public init(path: String, origin: Origin) {
    self.path = path
    self.origin = origin
  }

  /// Text such as `/usr/local/bin/claude (searchPath)`.
  public var description: String { "\(path) (\(origin.rawValue))" }
}
