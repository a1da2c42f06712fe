import FastTransport
import Testing

@testable import ClaudeAgentSDK

@Suite struct WheelSourceTests {
  private static let python: FakeProbe = FakeProbe(["/usr/bin/python3": .program])

  private func source(_ runner: any CommandRunner, files: FakeProbe = WheelSourceTests.python) -> WheelSource {
    WheelSource(environment: ["PATH": "/usr/bin", "HTTPS_PROXY": "p"], files: files, runner: runner)
  }

  /// A pip and a Python that do what they are asked, with these contents.
  private func working(wheel: String, version: String = "2.1.999") -> FakeRunner {
    FakeRunner { command throws(ClaudeAgentError) in
      do throws(TransportError) {
        if command.arguments.contains("pip") {
          try FileSystem.write(Array(wheel.utf8), to: (command.directory ?? "") + "/agent.whl")
          return CommandOutcome(status: .exited(code: 0), output: "", errorTail: "")
        }
        try FileSystem.write(Array("binary".utf8), to: command.arguments.last ?? "")
      } catch {
        throw ClaudeAgentError(.internalFault, detail: "\(error)")
      }
      let output = "\"\"\"Version.\"\"\"\n\n__cli_version__ = \"\(version)\"\n"
      return CommandOutcome(status: .exited(code: 0), output: output, errorTail: "")
    }
  }

  private func failure(_ body: () async throws(ClaudeAgentError) -> some Sendable) async -> ClaudeAgentError? {
    do throws(ClaudeAgentError) {
      _ = try await body()
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [nil, "0.2.187", "2.1.330"])
  func `the pinned release has its checksum, by whatever name`(version: String?) throws {
    let release = try source(FakeRunner()).release(version)
    #expect(release.name == "claude-agent-sdk==0.2.187")
    #expect(release.version == .pinned)
    #expect(release.sha256 == PinnedCLI.platform?.binaryHash)
  }

  @Test func `another package version has none, and its CLI's version is not known yet`() throws {
    let release = try source(FakeRunner()).release("0.2.188")
    #expect(release == CLIRelease(name: "claude-agent-sdk==0.2.188"))
  }

  @Test(arguments: ["", "latest", "0.2", "0.2.187 ; rm -rf /", "--index-url=x", "2.1.331"])
  func `what names no release is refused before anything runs`(version: String) async {
    let runner = FakeRunner()
    let error = await failure { () async throws(ClaudeAgentError) in try source(runner).release(version) }
    #expect(error?.code == .invalidInput)
    #expect(runner.commands.isEmpty)
  }

  @Test func `pip runs in the folder it may fill, without a shell, and the binary comes out`() async throws {
    let folder = try ScratchFolder()
    let runner = working(wheel: "w")
    let fetched = try await source(runner).fetch(CLIRelease(name: "claude-agent-sdk==0.2.188"), into: folder.path) {
      _ in
    }
    #expect(fetched == FetchedCLI(path: folder.path + "/unpacked/claude", version: CLIVersion(2, 1, 999)))
    #expect(runner.commands.count == 2)
    let pip = try #require(runner.commands.first)
    #expect(pip.path == "/usr/bin/python3")
    #expect(pip.arguments.starts(with: ["-m", "pip", "download"]))
    #expect(pip.arguments.contains("--no-deps"))
    #expect(pip.arguments.last == "claude-agent-sdk==0.2.188")
    #expect(pip.directory == folder.path)
    #expect(pip.environment == ["PATH": "/usr/bin", "HTTPS_PROXY": "p", "TMPDIR": folder.path])
  }

  @Test func `a wheel of the pinned release that is another is refused before it is unpacked`() async throws {
    let folder = try ScratchFolder()
    let runner = working(wheel: "evil")
    let error = await failure { () async throws(ClaudeAgentError) in
      try await source(runner).fetch(source(runner).release(nil), into: folder.path) { _ in }
    }
    #expect(error?.code == .checksumMismatch)
    #expect(runner.commands.count == 1)
  }

  @Test func `a pip that fails is quoted`() async throws {
    let folder = try ScratchFolder()
    let runner = FakeRunner(exit: 1, errors: "WARNING: x\nERROR: No matching distribution found\n")
    let error = await failure { () async throws(ClaudeAgentError) in
      try await source(runner).fetch(source(runner).release("0.2.9"), into: folder.path) { _ in }
    }
    #expect(error?.code == .installationFailed)
    #expect(error?.detail.contains("exit code 1: ERROR: No matching distribution found") == true)
    #expect(error?.exitStatus == .exited(code: 1))
  }

  @Test func `no python3 is said before anything runs`() async throws {
    let folder = try ScratchFolder()
    let runner = FakeRunner()
    let error = await failure { () async throws(ClaudeAgentError) in
      try await source(runner, files: FakeProbe([:])).fetch(CLIRelease(name: "x"), into: folder.path) { _ in }
    }
    #expect(error?.code == .installationFailed)
    #expect(error?.message.contains("python3-pip") == true)
    #expect(runner.commands.isEmpty)
  }

  @Test func `a pip that brings no wheel, and a wheel without a version, are errors`() async throws {
    let folder = try ScratchFolder()
    let release = CLIRelease(name: "x")
    let nothing = await failure { () async throws(ClaudeAgentError) in
      try await source(FakeRunner()).fetch(release, into: folder.path) { _ in }
    }
    #expect(nothing?.code == .installationFailed)
    let nameless = await failure { () async throws(ClaudeAgentError) in
      try await source(working(wheel: "w", version: "new")).fetch(release, into: folder.path) { _ in }
    }
    #expect(nameless?.code == .installationFailed)
  }

  @Test func `the size of a folder is that of all files below it`() throws {
    let folder = try ScratchFolder()
    try FileSystem.makeDirectories(folder.path + "/a/b")
    try folder.write("123", to: "a/b/c")
    try folder.write("45", to: "d")
    #expect(FolderSize.byteCount(below: folder.path) == 5)
    #expect(FolderSize.byteCount(below: folder.path + "/none") == 0)
  }
}
