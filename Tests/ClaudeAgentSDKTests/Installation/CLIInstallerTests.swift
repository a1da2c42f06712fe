import FastTransport
import Synchronization
import Testing

@testable import ClaudeAgentSDK

/// A source that writes a small "binary", counts its fetches, and fails where it is told to.
private final class SmallSource: CLISource {
  let text: String
  let pinned: String?
  let version: CLIVersion
  let claimed: CLIVersion?
  let trouble: @Sendable (_ folder: String) async throws -> Void
  let fetches = Mutex(0)

  init(
    _ text: String, pinned: String? = nil, version: CLIVersion = .pinned, claimed: CLIVersion? = nil,
    trouble: @escaping @Sendable (String) async throws -> Void = { _ in }
  ) {
    self.text = text
    self.pinned = pinned
    self.version = version
    self.claimed = claimed
    self.trouble = trouble
  }

  func release(_ version: String?) throws(ClaudeAgentError) -> CLIRelease {
    CLIRelease(name: "small==\(self.version)", version: claimed, sha256: pinned)
  }

  func fetch(
    _ release: CLIRelease, into folder: String, progress: @escaping @Sendable (InstallationProgress) -> Void
  ) async throws(ClaudeAgentError) -> FetchedCLI {
    fetches.withLock { $0 += 1 }
    progress(InstallationProgress(.downloading, completedByteCount: 1, totalByteCount: 2))
    do {
      try FileSystem.write(Array(text.utf8), to: folder + "/half")
      try await trouble(folder)
      try FileSystem.rename(folder + "/half", to: folder + "/claude")
    } catch let error as ClaudeAgentError {
      throw error
    } catch {
      throw ClaudeAgentError(.installationFailed, detail: "\(error)")
    }
    return FetchedCLI(path: folder + "/claude", version: version)
  }
}

@Suite struct CLIInstallerTests {
  private let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
  }

  private func installer(_ source: SmallSource, patience: Duration = .seconds(60)) -> CLIInstaller {
    CLIInstaller(folder: folder.path, source: source, patience: patience)
  }

  /// What must be there when nothing is installed, whatever went wrong.
  private func expectNothingInstalled(sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(folder.names() == [".lock"], sourceLocation: sourceLocation)
  }

  private func expectFailure(
    _ code: ClaudeAgentError.Code, sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () async throws(ClaudeAgentError) -> InstalledCLI
  ) async {
    do throws(ClaudeAgentError) {
      _ = try await body()
      Issue.record("no error", sourceLocation: sourceLocation)
    } catch {
      #expect(error.code == code, sourceLocation: sourceLocation)
    }
  }

  @Test func `a binary is put in place, may be run, and is the current one`() async throws {
    let cli = try await installer(SmallSource("one", pinned: checksum(of: "one"))).install()
    #expect(cli.isNew)
    #expect(cli.version == .pinned)
    #expect(cli.sha256 == checksum(of: "one"))
    #expect(cli.path == folder.path + "/2.1.330/claude")
    #expect(folder.text(of: "current/claude") == "one")
    #expect(FileSystem.isExecutable(cli.path))
    #expect(folder.names() == [".lock", "2.1.330", "current"])
    #expect(folder.names(in: "2.1.330") == ["claude", "receipt"])
  }

  @Test func `the locator finds what was installed into the default place`() async throws {
    let home = folder.path
    let place = try #require(InstallationFolder(environment: ["HOME": home]))
    _ = try await CLIInstaller(folder: place.path, source: SmallSource("one")).install()
    let found = try CLILocator(environment: ["HOME": home]).locate()
    #expect(found == CLILocation(path: place.currentBinary, origin: .installed))
  }

  @Test func `installing again fetches nothing`() async throws {
    let source = SmallSource("one")
    let first = try await installer(source).install()
    let second = try await installer(source).install()
    #expect(!second.isNew)
    #expect(second.path == first.path)
    #expect(installer(source).installed() == second)
    #expect(source.fetches.withLock { $0 } == 1)
  }

  @Test func `a binary that was changed is fetched again`() async throws {
    let source = SmallSource("one")
    let cli = try await installer(source).install()
    try folder.write("another", to: "2.1.330/claude")
    #expect(installer(source).installed() == nil)
    #expect(try await installer(source).install().isNew)
    #expect(folder.text(of: "current/claude") == "one")
    #expect(FileSystem.isExecutable(cli.path))
  }

  @Test func `a binary with the same bytes and another time is hashed, not fetched`() async throws {
    let source = SmallSource("one")
    let cli = try await installer(source).install()
    try folder.write("one", to: "2.1.330/claude")
    try FileSystem.setMode(cli.path, 0o755)
    #expect(try await !installer(source).install().isNew)
    #expect(installer(source).installed()?.path == cli.path)
    #expect(source.fetches.withLock { $0 } == 1)
  }

  @Test func `a binary of the same size with other bytes is fetched again`() async throws {
    let source = SmallSource("one")
    let cli = try await installer(source).install()
    try folder.write("two", to: "2.1.330/claude")
    try FileSystem.setMode(cli.path, 0o755)
    #expect(try await installer(source).install().isNew)
    #expect(folder.text(of: "current/claude") == "one")
  }

  @Test func `a second version becomes the current one and the first stays`() async throws {
    let first = try await installer(SmallSource("one")).install()
    let second = try await installer(SmallSource("two", version: CLIVersion(2, 2, 0))).install()
    #expect(folder.text(of: "current/claude") == "two")
    #expect(FileSystem.status(of: first.path) != nil)
    #expect(second.path == folder.path + "/2.2.0/claude")
    let again = try await installer(SmallSource("one")).install()
    #expect(!again.isNew)
    #expect(folder.text(of: "current/claude") == "one")
  }

  @Test func `a binary with another checksum is refused and nothing stays`() async {
    let pinned = SmallSource("evil", pinned: checksum(of: "one"))
    await expectFailure(.checksumMismatch) { () async throws(ClaudeAgentError) in try await installer(pinned).install()
    }
    expectNothingInstalled()
    await expectFailure(.checksumMismatch) { () async throws(ClaudeAgentError) in
      try await installer(SmallSource("evil")).install(sha256: checksum(of: "one"))
    }
    expectNothingInstalled()
  }

  @Test func `a checksum that is given is held against the binary`() async throws {
    let given = checksum(of: "one").uppercased()
    let cli = try await installer(SmallSource("one")).install(sha256: given)
    #expect(cli.sha256 == checksum(of: "one"))
  }

  @Test func `a checksum that is none, or not the pinned one, fetches nothing`() async {
    let source = SmallSource("one", pinned: checksum(of: "one"))
    await expectFailure(.invalidInput) { () async throws(ClaudeAgentError) in
      try await installer(source).install(sha256: "12")
    }
    await expectFailure(.checksumMismatch) { () async throws(ClaudeAgentError) in
      try await installer(source).install(sha256: checksum(of: "two"))
    }
    #expect(source.fetches.withLock { $0 } == 0)
    #expect(folder.names() == [])
  }

  @Test func `a release that holds another version than it says is refused`() async {
    let source = SmallSource("one", version: CLIVersion(9, 9, 9), claimed: .pinned)
    await expectFailure(.checksumMismatch) { () async throws(ClaudeAgentError) in try await installer(source).install()
    }
    expectNothingInstalled()
  }

  @Test func `a source that fails half-way leaves nothing, and the next attempt works`() async throws {
    let broken = SmallSource("one") { _ in throw ClaudeAgentError(.installationFailed, detail: "No network.") }
    await expectFailure(.installationFailed) { () async throws(ClaudeAgentError) in
      try await installer(broken).install()
    }
    expectNothingInstalled()
    #expect(try await installer(SmallSource("one")).install().isNew)
  }

  @Test func `a failed installation leaves the one before as it was`() async throws {
    _ = try await installer(SmallSource("one")).install()
    let evil = SmallSource("evil", pinned: checksum(of: "good"), version: CLIVersion(2, 2, 0))
    await expectFailure(.checksumMismatch) { () async throws(ClaudeAgentError) in try await installer(evil).install() }
    #expect(folder.names() == [".lock", "2.1.330", "current"])
    #expect(folder.text(of: "current/claude") == "one")
  }

  @Test func `a file outside the folder that the source was given is not taken`() async throws {
    let other = try ScratchFolder()
    try other.write("mine", to: "file")
    let source = SmallSource("one") { folder in
      try FileSystem.remove(folder + "/half")
      try FileSystem.link(folder + "/half", to: other.path + "/file")
    }
    await expectFailure(.installationFailed) { () async throws(ClaudeAgentError) in
      try await installer(source).install()
    }
    expectNothingInstalled()
    #expect(other.text(of: "file") == "mine")
  }

  @Test func `what a killed installation left is swept`() async throws {
    try FileSystem.makeDirectories(folder.path + "/.incoming-dead/deep")
    try folder.write("half", to: ".incoming-dead/deep/claude")
    _ = try await installer(SmallSource("one")).install()
    #expect(folder.names() == [".lock", "2.1.330", "current"])
  }

  @Test func `of several at once one fetches, and all have it`() async throws {
    let source = SmallSource("one") { _ in try await Task.sleep(for: .milliseconds(50)) }
    let new = try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<4 { group.addTask { try await installer(source).install().isNew } }
      return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(new == 1)
    #expect(source.fetches.withLock { $0 } == 1)
  }

  @Test func `a lock that is held is waited for, but not for ever`() async throws {
    guard let lock = try FileLock.take(folder.path + "/.lock") else {
      Issue.record("the lock was not free")
      return
    }
    let phases = Mutex<Set<InstallationProgress.Phase>>([])
    await expectFailure(.installationFailed) { () async throws(ClaudeAgentError) in
      try await installer(SmallSource("one"), patience: .milliseconds(10)).install { report in
        phases.withLock { _ = $0.insert(report.phase) }
      }
    }
    #expect(phases.withLock { $0 } == [.waiting])
    _ = consume lock
  }

  @Test func `cancelling while it fetches leaves nothing`() async throws {
    let source = SmallSource("one") { _ in
      unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
    }
    let task = Task { () async -> ClaudeAgentError.Code? in
      do throws(ClaudeAgentError) {
        _ = try await installer(source).install()
        return nil
      } catch {
        return error.code
      }
    }
    #expect(await task.value == .cancelled)
    expectNothingInstalled()
  }

  @Test func `a folder that cannot be made is a typed error`() async throws {
    try folder.write("", to: "file")
    let installer = CLIInstaller(folder: folder.path + "/file/below", source: SmallSource("one"))
    await expectFailure(.installationFailed) { () async throws(ClaudeAgentError) in try await installer.install() }
  }

  @Test func `progress goes through the phases in order`() async throws {
    let phases = Mutex<[InstallationProgress.Phase]>([])
    _ = try await installer(SmallSource("one")).install { report in
      phases.withLock { if $0.last != report.phase { $0.append(report.phase) } }
    }
    #expect(phases.withLock { $0 } == [.downloading, .verifying, .placing])
    #expect(InstallationProgress(.downloading, completedByteCount: 1, totalByteCount: 4).fraction == 0.25)
    #expect(InstallationProgress(.downloading, completedByteCount: 1).fraction == nil)
  }
}
