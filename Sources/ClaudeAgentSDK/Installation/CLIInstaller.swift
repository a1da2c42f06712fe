internal import FastTransport

/// Installs the Claude Code CLI into a folder of this library's own, where ``CLILocator`` finds it.
///
/// ```swift
/// let cli = try await CLIInstaller().install { print($0.phase, $0.fraction ?? 0) }
/// ```
///
/// A binary appears whole and verified, or not at all. Any number of processes may install at once: one works, the
/// others wait and find it done. Whatever fails, nothing half done stays behind; what a killed process left is swept by
/// the next one. Versions installed earlier stay where they are; ``CLILocator`` takes the one installed last.
public struct CLIInstaller: Sendable {
  private let folder: InstallationFolder?
  let source: any CLISource
  private let patience: Duration

  /// Makes an installer; touches nothing yet.
  ///
  /// - Parameters:
  ///   - folder: Where to install; `~/.local/share/claude-agent-sdk-swift/cli` (or below `$XDG_DATA_HOME`) when nil,
  ///     which is where ``CLILocator`` looks.
  ///   - source: Where the CLI comes from.
  ///   - patience: How long to wait for another process that installs.
  public init(
    folder: String? = nil, source: any CLISource = WheelSource(), patience: Duration = .seconds(900)
  ) {
    self.folder =
      folder.map(InstallationFolder.init(path:)) ?? InstallationFolder(environment: HostSystem.environment())
    self.source = source
    self.patience = patience
  }

  /// The CLI that was installed last; nil when there is none, or when it is not as it was installed.
  public func installed() -> InstalledCLI? {
    guard let folder, let link = FileSystem.destination(ofLink: folder.current), let version = CLIVersion(link),
      let receipt = receipt(of: version, in: folder), isUnchanged(folder.binary(of: version), receipt)
    else { return nil }
    return InstalledCLI(path: folder.binary(of: version), receipt: receipt, isNew: false)
  }

  /// Installs a CLI, or finds it installed, and makes it the one in use.
  ///
  /// - Parameters:
  ///   - version: What to install, as the source names it; nil for the release this library is tested against. For
  ///     ``WheelSource``: the version of the Python package that carries it, such as `0.2.187`, or the pinned CLI's own.
  ///   - sha256: The SHA-256 the binary must have, 64 hexadecimal digits; when nil, the pinned one, and for a release
  ///     that is not pinned whatever the source verified.
  ///   - progress: Called now and then, on any thread.
  /// - Returns: What is installed now.
  /// - Throws: ``ClaudeAgentError/Code/installationFailed`` when the source, the disk or the lock refuse;
  ///   ``ClaudeAgentError/Code/checksumMismatch`` when the binary is not the one expected;
  ///   ``ClaudeAgentError/Code/invalidInput`` for a version or checksum that is none;
  ///   ``ClaudeAgentError/Code/cancelled`` when the task is cancelled.
  @concurrent
  public func install(
    version: String? = nil, sha256: String? = nil,
    progress: @escaping @Sendable (InstallationProgress) -> Void = { _ in }
  ) async throws(ClaudeAgentError) -> InstalledCLI {
    guard let folder else {
      throw ClaudeAgentError(
        .installationFailed, detail: "There is no folder to install into: HOME is not set.",
        advice: "Set HOME or XDG_DATA_HOME, or name a folder.")
    }
    let release = try source.release(version)
    let expected = try expectedChecksum(sha256, release)
    if let cli = installed(), cli.release == release.name, expected == nil || cli.sha256 == expected { return cli }

    do throws(TransportError) {
      try FileSystem.makeDirectories(folder.path)
    } catch {
      throw ClaudeAgentError(installing: error, "could not be made")
    }
    let lock = try await takeLock(folder, progress)
    let cli = try await install(release, expected, in: folder, progress)
    // The lock is held until here.
    _ = consume lock
    return cli
  }

  /// The checksum to hold the binary against; nil when only the source vouches for it.
  private func expectedChecksum(_ given: String?, _ release: CLIRelease) throws(ClaudeAgentError) -> String? {
    guard let given = given?.lowercased() else { return release.sha256 }
    guard DownloadChecksum.isWellFormed(given) else {
      throw ClaudeAgentError(.invalidInput, detail: "A SHA-256 has 64 hexadecimal digits; '\(given)' is none.")
    }
    if let pinned = release.sha256, pinned != given {
      throw ClaudeAgentError(
        .checksumMismatch, detail: "\(release.name) is pinned to the SHA-256 \(pinned), but \(given) was asked for.",
        advice: "Leave the checksum out, or ask for the release it belongs to.")
    }
    return given
  }

  private func takeLock(
    _ folder: InstallationFolder, _ progress: @escaping @Sendable (InstallationProgress) -> Void
  ) async throws(ClaudeAgentError) -> FileLock {
    let deadline = ContinuousClock.now + patience
    while true {
      do throws(TransportError) {
        if let lock = try FileLock.take(folder.lock) { return lock }
      } catch {
        throw ClaudeAgentError(installing: error, "could not be locked")
      }
      guard ContinuousClock.now < deadline else {
        throw ClaudeAgentError(
          .installationFailed, detail: "Another process has held \(folder.lock) for \(patience).",
          advice: "Wait for it or end it, then try again.")
      }
      progress(InstallationProgress(.waiting))
      // The kernel has no lock to wait on with a deadline that a task could be cancelled out of.
      do { try await Task.sleep(for: .milliseconds(100)) } catch { throw Self.cancelled }
    }
  }

  static let cancelled = ClaudeAgentError(.cancelled, detail: "The installation was cancelled.")
}
