internal import FastTransport

/// The steps of an installation, all under the lock.
extension CLIInstaller {
  func install(
    _ release: CLIRelease, _ expected: String?, in folder: InstallationFolder,
    _ progress: @escaping @Sendable (InstallationProgress) -> Void
  ) async throws(ClaudeAgentError) -> InstalledCLI {
    sweep(folder)
    if let cli = try find(release, expected, in: folder, progress) {
      try use(cli.version, in: folder)
      return cli
    }
    let incoming: String
    do throws(TransportError) {
      incoming = try FileSystem.makeTemporaryDirectory(prefix: folder.path + "/" + InstallationFolder.incomingPrefix)
    } catch {
      throw ClaudeAgentError(installing: error, "could not be made")
    }
    // What cannot be removed now is swept by the next installation.
    defer { try? FileSystem.remove(incoming) }
    let fetched = try await fetch(release, into: incoming, progress)
    guard !Task.isCancelled else { throw Self.cancelled }
    let sha256 = try checksum(of: fetched.path, progress)
    if let expected, sha256 != expected {
      throw ClaudeAgentError(
        .checksumMismatch, detail: "The binary of \(release.name) has the SHA-256 \(sha256), not \(expected).")
    }
    if let version = release.version, version != fetched.version {
      throw ClaudeAgentError(
        .checksumMismatch, detail: "\(release.name) should hold the CLI \(version), but holds \(fetched.version).")
    }
    progress(InstallationProgress(.placing))
    return try place(fetched, release, sha256, in: folder)
  }

  func receipt(of version: CLIVersion, in folder: InstallationFolder) -> InstallationReceipt? {
    FileSystem.contents(of: folder.receipt(of: version), limit: InstallationReceipt.longest)
      .flatMap { InstallationReceipt($0) }
  }

  /// Whether a binary has still the size and the time of its receipt, and may be run.
  func isUnchanged(_ path: String, _ receipt: InstallationReceipt) -> Bool {
    guard let status = FileSystem.status(of: path), status.kind == .regular else { return false }
    return status.byteCount == receipt.byteCount && status.modified == receipt.modified
      && FileSystem.isExecutable(path)
  }

  /// The release, when it is installed already. A binary whose time alone has changed is hashed again; one that is not
  /// what its receipt says is not there.
  private func find(
    _ release: CLIRelease, _ expected: String?, in folder: InstallationFolder,
    _ progress: @escaping @Sendable (InstallationProgress) -> Void
  ) throws(ClaudeAgentError) -> InstalledCLI? {
    for name in (try? FileSystem.names(in: folder.path)) ?? [] {
      guard let version = CLIVersion(name), "\(version)" == name, let receipt = receipt(of: version, in: folder),
        receipt.release == release.name, receipt.version == version, expected == nil || receipt.sha256 == expected
      else { continue }
      let binary = folder.binary(of: version)
      guard !isUnchanged(binary, receipt) else {
        return InstalledCLI(path: binary, receipt: receipt, isNew: false)
      }
      guard let status = FileSystem.status(of: binary), status.kind == .regular,
        status.byteCount == receipt.byteCount, FileSystem.isExecutable(binary),
        try checksum(of: binary, progress) == receipt.sha256
      else { continue }
      let renewed = InstallationReceipt(
        release: receipt.release, version: version, sha256: receipt.sha256, byteCount: status.byteCount,
        modified: status.modified)
      try file { () throws(TransportError) in try FileSystem.write(renewed.bytes, to: folder.receipt(of: version)) }
      return InstalledCLI(path: binary, receipt: renewed, isNew: false)
    }
    return nil
  }

  private func fetch(
    _ release: CLIRelease, into incoming: String, _ progress: @escaping @Sendable (InstallationProgress) -> Void
  ) async throws(ClaudeAgentError) -> FetchedCLI {
    progress(InstallationProgress(.downloading))
    let fetched = try await source.fetch(release, into: incoming, progress: progress)
    // A source that hands over a file of somebody else's would have it moved away.
    guard fetched.path.hasPrefix(incoming + "/"), FileSystem.linkStatus(of: fetched.path)?.kind == .regular else {
      throw ClaudeAgentError(
        .installationFailed, detail: "The source brought no file of \(release.name) into the folder it was given.")
    }
    return fetched
  }

  private func checksum(
    of path: String, _ progress: @escaping @Sendable (InstallationProgress) -> Void
  ) throws(ClaudeAgentError) -> String {
    let total = FileSystem.status(of: path)?.byteCount
    return try DownloadChecksum.ofFile(path) {
      progress(InstallationProgress(.verifying, completedByteCount: $0, totalByteCount: total))
    }
  }

  /// Moves a verified binary to its place. The receipt comes after it: a binary without one does not count.
  private func place(
    _ fetched: FetchedCLI, _ release: CLIRelease, _ sha256: String, in folder: InstallationFolder
  ) throws(ClaudeAgentError) -> InstalledCLI {
    let version = fetched.version
    let binary = folder.binary(of: version)
    let receipt = try file { () throws(TransportError) -> InstallationReceipt in
      try FileSystem.setMode(fetched.path, 0o755)
      try FileSystem.synchronize(fetched.path)
      try FileSystem.makeDirectories(folder.folder(of: version))
      try FileSystem.remove(folder.receipt(of: version))
      try FileSystem.rename(fetched.path, to: binary)
      let status = FileSystem.status(of: binary)
      let receipt = InstallationReceipt(
        release: release.name, version: version, sha256: sha256, byteCount: status?.byteCount ?? 0,
        modified: status?.modified ?? 0)
      try FileSystem.write(receipt.bytes, to: folder.receipt(of: version))
      return receipt
    }
    try use(version, in: folder)
    return InstalledCLI(path: binary, receipt: receipt, isNew: true)
  }

  /// Makes a version the one that the locator finds.
  private func use(_ version: CLIVersion, in folder: InstallationFolder) throws(ClaudeAgentError) {
    guard FileSystem.destination(ofLink: folder.current) != "\(version)" else { return }
    try file { () throws(TransportError) in try FileSystem.link(folder.current, to: "\(version)") }
  }

  /// Removes what installations that were killed have left. The lock is ours, so nobody works there.
  private func sweep(_ folder: InstallationFolder) {
    for name in (try? FileSystem.names(in: folder.path)) ?? [] where name.hasPrefix(InstallationFolder.incomingPrefix) {
      try? FileSystem.remove(folder.path + "/" + name)
    }
  }

  private func file<Value>(_ body: () throws(TransportError) -> Value) throws(ClaudeAgentError) -> Value {
    do throws(TransportError) {
      return try body()
    } catch {
      throw ClaudeAgentError(installing: error, "could not be put in its place")
    }
  }
}
