internal import FastTransport

/// The CLI inside the wheel of the official Python SDK, fetched with `python3 -m pip`.
///
/// pip finds the wheel for this machine, honours its user's settings (index, proxy, certificates) and checks the wheel
/// against its index. The pinned release's wheel is checked once more, against the hash that is compiled in.
///
/// The index names releases by the version of the Python package, and only the wheel tells which CLI is inside; so a
/// version of a release that is not pinned is the package's.
public struct WheelSource: CLISource {
  private let environment: [String: String]
  private let files: any FileProbe
  private let runner: any CommandRunner

  /// Makes a source; touches nothing yet.
  ///
  /// - Parameter environment: What pip is run in, and where `python3` is looked for (`PATH`); this process's own when nil.
  public init(environment: [String: String]? = nil) {
    self.init(environment: environment ?? HostSystem.environment(), files: DiskProbe(), runner: ChildRunner())
  }

  init(environment: [String: String], files: any FileProbe, runner: any CommandRunner) {
    self.environment = environment
    self.files = files
    self.runner = runner
  }

  /// The release of a version of the Python package, or of the pinned CLI.
  ///
  /// - Parameter version: Such as `0.2.187` or `2.1.330`; nil for the pinned release.
  /// - Throws: ``ClaudeAgentError/Code/invalidInput`` for a text that is no version, and for a version of the CLI
  ///   other than the pinned one.
  public func release(_ version: String?) throws(ClaudeAgentError) -> CLIRelease {
    guard let version, version != "\(PinnedCLI.version)", version != "\(PinnedCLI.packageVersion)" else {
      return CLIRelease(
        name: Self.name(of: PinnedCLI.packageVersion), version: PinnedCLI.version,
        sha256: PinnedCLI.platform?.binaryHash)
    }
    guard let package = CLIVersion(version), "\(package)" == version else {
      throw ClaudeAgentError(
        .invalidInput, detail: "'\(version)' is no version.",
        advice: "Give three numbers, such as \(PinnedCLI.packageVersion).")
    }
    guard package.major == 0 else {
      throw ClaudeAgentError(
        .invalidInput, detail: "The index does not say which package carries the CLI \(version).",
        advice: "Give the version of the Python package \(PinnedCLI.package) that carries it (0.2.x), or none for the "
          + "CLI \(PinnedCLI.version).")
    }
    return CLIRelease(name: Self.name(of: package))
  }

  private static func name(of version: CLIVersion) -> String { "\(PinnedCLI.package)==\(version)" }

  /// Downloads the wheel and takes the binary out of it.
  ///
  /// - Parameters:
  ///   - release: What ``release(_:)`` returned.
  ///   - folder: An empty folder; pip's own temporary files stay inside it too.
  ///   - progress: Called about five times a second.
  /// - Returns: The binary and its version.
  /// - Throws: ``ClaudeAgentError/Code/installationFailed`` when there is no `python3` with pip, no network, no such
  ///   release for this machine, or a wheel without a CLI; ``ClaudeAgentError/Code/checksumMismatch`` when the wheel
  ///   is not the pinned one; ``ClaudeAgentError/Code/cancelled``.
  public func fetch(
    _ release: CLIRelease, into folder: String, progress: @escaping @Sendable (InstallationProgress) -> Void
  ) async throws(ClaudeAgentError) -> FetchedCLI {
    guard let python = files.firstExecutable("python3", on: environment["PATH"]) else {
      throw ClaudeAgentError(
        .installationFailed, detail: "python3 is not on PATH, and pip is what downloads the CLI.",
        advice: "Install python3 and python3-pip, or install Claude Code yourself and set CLAUDE_AGENT_CLI.")
    }
    let pinned = release.sha256 == nil ? nil : PinnedCLI.platform
    try await watching(folder, .downloading, pinned?.wheelByteCount, progress) { () async throws(ClaudeAgentError) in
      try await download(release, python, into: folder)
    }
    guard let wheel = try? FileSystem.names(in: folder).first(where: { $0.hasSuffix(".whl") }) else {
      throw ClaudeAgentError(.installationFailed, detail: "pip brought no wheel of \(release.name).")
    }
    let path = folder + "/" + wheel
    if let pinned, try DownloadChecksum.ofFile(path) != pinned.wheelHash {
      throw ClaudeAgentError(.checksumMismatch, detail: "The wheel \(wheel) is not the one that is pinned.")
    }
    return try await watching(folder + "/unpacked", .unpacking, pinned?.binaryByteCount, progress) {
      () async throws(ClaudeAgentError) in try await unpack(path, python, into: folder + "/unpacked")
    }
  }

  private func download(_ release: CLIRelease, _ python: String, into folder: String) async throws(ClaudeAgentError) {
    let outcome = try await run(
      python,
      [
        "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input", "--no-cache-dir", "--no-deps",
        "--only-binary=:all:", "--dest", folder, release.name,
      ],
      in: folder, timeLimit: .seconds(3600))
    guard outcome.succeeded else {
      throw ClaudeAgentError(
        .installationFailed, detail: "pip could not download \(release.name) (\(outcome.failure)).",
        advice: "Check the network, pip's settings and that this release exists for this machine.",
        context: .init {
          $0.exitStatus = outcome.status
          $0.stderrTail = outcome.errorTail
        })
    }
  }

  /// Copies one file out of the wheel and prints another. Run by the same Python that pip ran in.
  private static let unpacker = """
    import shutil, sys, zipfile
    wheel, member, version, target = sys.argv[1:]
    with zipfile.ZipFile(wheel) as archive:
        with archive.open(member) as source, open(target, "xb") as copy:
            shutil.copyfileobj(source, copy, 1 << 20)
        sys.stdout.write(archive.read(version).decode())
    """

  func unpack(_ wheel: String, _ python: String, into folder: String) async throws(ClaudeAgentError)
    -> FetchedCLI
  {
    do throws(TransportError) {
      try FileSystem.makeDirectories(folder)
    } catch {
      throw ClaudeAgentError(installing: error, "could not be made")
    }
    let target = folder + "/claude"
    let outcome = try await run(
      python, ["-c", Self.unpacker, wheel, PinnedCLI.member, PinnedCLI.versionMember, target], in: folder,
      timeLimit: .seconds(600))
    guard outcome.succeeded, let version = Self.version(in: outcome.output) else {
      throw ClaudeAgentError(
        .installationFailed, detail: "The wheel could not be unpacked, or holds no CLI (\(outcome.failure)).",
        context: .init {
          $0.exitStatus = outcome.status
          $0.stderrTail = outcome.errorTail
        })
    }
    return FetchedCLI(path: target, version: version)
  }

  /// The version in the text of the wheel's `_cli_version.py`: `__cli_version__ = "2.1.330"`.
  static func version(in text: String) -> CLIVersion? {
    for line in text.split(separator: "\n") where line.hasPrefix("__cli_version__") {
      if let quote = line.firstIndex(where: { $0 == "\"" || $0 == "'" }) {
        return CLIVersion(line[line.index(after: quote)...])
      }
    }
    return nil
  }

  /// Runs Python in the folder: its working directory is on its module path, so it must be one that nobody else fills.
  private func run(
    _ python: String, _ arguments: [String], in folder: String, timeLimit: Duration
  ) async throws(ClaudeAgentError) -> CommandOutcome {
    var environment = environment
    environment["TMPDIR"] = folder
    return try await runner.run(
      HostCommand(
        path: python, arguments: arguments, environment: environment, directory: folder, timeLimit: timeLimit))
  }

  /// Does some work and meanwhile reports how many bytes have arrived below a folder. pip says nothing that its
  /// versions agree on, but its files grow.
  private func watching<Value: Sendable>(
    _ folder: String, _ phase: InstallationProgress.Phase, _ total: Int?,
    _ progress: @escaping @Sendable (InstallationProgress) -> Void,
    _ work: @escaping @Sendable () async throws(ClaudeAgentError) -> Value
  ) async throws(ClaudeAgentError) -> Value {
    let result = await withTaskGroup(of: Result<Value, ClaudeAgentError>?.self) { group in
      group.addTask {
        while !Task.isCancelled {
          let done = FolderSize.byteCount(below: folder)
          progress(
            InstallationProgress(phase, completedByteCount: total.map { min($0, done) } ?? done, totalByteCount: total))
          try? await Task.sleep(for: .milliseconds(200))
        }
        return nil
      }
      group.addTask {
        do throws(ClaudeAgentError) { return .success(try await work()) } catch { return .failure(error) }
      }
      for await case let result? in group {
        group.cancelAll()
        return result
      }
      return Result<Value, ClaudeAgentError>.failure(CLIInstaller.cancelled)
    }
    return try result.get()
  }
}

/// How much is below a folder.
enum FolderSize {
  static func byteCount(below folder: String) -> Int {
    guard let status = FileSystem.linkStatus(of: folder) else { return 0 }
    guard status.kind == .directory else { return status.byteCount }
    return ((try? FileSystem.names(in: folder)) ?? []).reduce(0) { $0 + byteCount(below: folder + "/" + $1) }
  }
}
