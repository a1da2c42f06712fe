/// Where the installer gets a CLI from. ``WheelSource`` is the one there is; a mirror of your own would be another.
///
/// A source brings a file; it is not trusted. The installer computes the SHA-256 of what it brings and compares it with
/// what the release says, or with what the caller gave.
public protocol CLISource: Sendable {
  /// Finds out which release is meant, without any network.
  ///
  /// - Parameter version: What the user asked for; nil for the release this library is tested against.
  /// - Throws: ``ClaudeAgentError/Code/invalidInput`` for a text that names no release of this source.
  func release(_ version: String?) throws(ClaudeAgentError) -> CLIRelease

  /// Brings the binary of a release.
  ///
  /// - Parameters:
  ///   - release: What to bring.
  ///   - folder: A new, empty folder to work in. The caller removes it with all that is in it.
  ///   - progress: To be called now and then.
  /// - Returns: The path of the binary, inside the folder, and the version it is.
  /// - Throws: ``ClaudeAgentError/Code/installationFailed``, ``ClaudeAgentError/Code/checksumMismatch``,
  ///   ``ClaudeAgentError/Code/cancelled``.
  func fetch(
    _ release: CLIRelease, into folder: String, progress: @escaping @Sendable (InstallationProgress) -> Void
  ) async throws(ClaudeAgentError) -> FetchedCLI
}

/// One release of the CLI, as its source names it.
public struct CLIRelease: Hashable, Sendable {
  /// The source's own name for it, such as `claude-agent-sdk==0.2.187`.
  public let name: String
  /// The CLI's version; nil when only the download will tell.
  public let version: CLIVersion?
  /// The SHA-256 the binary must have, in lower-case hexadecimal; nil when none is pinned.
  public let sha256: String?

  /// Makes a release.
  ///
  /// - Parameters:
  ///   - name: The source's own name for it.
  ///   - version: The CLI's version, if known.
  ///   - sha256: The SHA-256 the binary must have, if known.
  public init(name: String, version: CLIVersion? = nil, sha256: String? = nil) {
    self.name = name
    self.version = version
    self.sha256 = sha256
  }
}

/// A binary that a source has brought.
public struct FetchedCLI: Hashable, Sendable {
  /// Where it is.
  public let path: String
  /// Which version it is.
  public let version: CLIVersion

  /// Makes a description of a fetched binary.
  ///
  /// - Parameters:
  ///   - path: Where it is.
  ///   - version: Which version it is.
  public init(path: String, version: CLIVersion) {
    self.path = path
    self.version = version
  }
}
