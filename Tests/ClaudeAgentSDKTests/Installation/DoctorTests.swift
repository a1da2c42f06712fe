import FastTransport
import Testing

@testable import ClaudeAgentSDK

@Suite struct DoctorTests {
  /// A machine on which all is well, to be broken in one place by each test.
  private struct Machine {
    var files = FakeProbe([
      "/bin/claude": FakeProbe.Entry(
        isExecutable: true, head: programHead(machine: 62, loader: "/lib64/ld-linux-x86-64.so.2")),
      "/lib64/ld-linux-x86-64.so.2": .program, "/bin/sh": .program, "/h": .folder, "/h/.claude": .folder,
      "/tmp": .folder, "/": .lockedFolder,
    ])
    var environment = ["PATH": "/bin", "HOME": "/h"]
    var cliPath: String?
    var bypass = false
    var runner = FakeRunner(output: "2.1.330 (Claude Code)\n")
    var userID: UInt32 = 1000
    var limit: Int? = 1024

    func examine() async -> DoctorReport {
      let subject = Doctor.Subject(cliPath: cliPath, environment: environment, bypassesPermissions: bypass)
      let host = Doctor.Host(userID: userID, openFileLimit: limit, machine: 62)
      return await Doctor(subject, files: files, runner: runner, host: host).examine()
    }
  }

  /// Breaks the machine in one place and expects just this finding.
  private func expect(
    _ id: Finding.ID, _ severity: Finding.Severity, sourceLocation: SourceLocation = #_sourceLocation,
    _ breakIt: (inout Machine) -> Void
  ) async {
    var machine = Machine()
    breakIt(&machine)
    let report = await machine.examine()
    #expect(report.findings.map(\.id) == [id], sourceLocation: sourceLocation)
    #expect(report.findings.first?.severity == severity, sourceLocation: sourceLocation)
    #expect(report.findings.allSatisfy { !$0.fault.isEmpty && !$0.remedy.isEmpty }, sourceLocation: sourceLocation)
    #expect(report.isHealthy == (severity == .warning), sourceLocation: sourceLocation)
  }

  @Test func `a machine on which all is well has no findings`() async {
    let machine = Machine()
    let report = await machine.examine()
    #expect(report.findings == [])
    #expect(report.isHealthy)
    #expect(report.version == .pinned)
    #expect(report.location == CLILocation(path: "/bin/claude", origin: .searchPath))
    #expect(machine.runner.commands.map(\.arguments) == [["--version"]])
  }

  @Test func `no CLI anywhere`() async {
    await expect(.cliNotFound, .fault) { $0.files.entries["/bin/claude"] = nil }
  }

  @Test func `a path that names nothing, or a folder`() async {
    await expect(.cliMissing, .fault) { $0.cliPath = "/none" }
    await expect(.cliMissing, .fault) { $0.environment["CLAUDE_AGENT_CLI"] = "/none" }
    await expect(.cliNotAFile, .fault) { $0.cliPath = "/h" }
  }

  @Test func `a file that may not be run`() async {
    await expect(.cliNotExecutable, .fault) {
      $0.cliPath = "/bin/claude"
      $0.files.entries["/bin/claude"]?.isExecutable = false
    }
  }

  @Test func `a program for another machine`() async {
    await expect(.cliWrongArchitecture, .fault) {
      $0.files.entries["/bin/claude"]?.head = programHead(machine: 183, loader: "/lib64/ld-linux-x86-64.so.2")
    }
  }

  @Test func `a program whose loader, or a script whose interpreter, is not there`() async {
    await expect(.cliInterpreterMissing, .fault) {
      $0.files.entries["/bin/claude"]?.head = programHead(machine: 62, loader: "/lib/ld-musl-x86_64.so.1")
    }
    await expect(.cliInterpreterMissing, .fault) {
      $0.files.entries["/bin/claude"]?.head = Array("#!/usr/bin/node\n".utf8)
    }
  }

  @Test func `a shared library that is not there`() async {
    await expect(.cliLibraryMissing, .fault) {
      $0.runner = FakeRunner(
        exit: 127,
        errors: "/bin/claude: error while loading shared libraries: libz.so.1: cannot open shared object file: No such…"
      )
    }
    #expect(Doctor.missingLibrary("x: error while loading shared libraries: libz.so.1: cannot") == "libz.so.1")
    #expect(Doctor.missingLibrary("something else") == nil)
  }

  @Test func `a CLI that fails, does not start, or says no version`() async {
    await expect(.cliDoesNotRun, .fault) { $0.runner = FakeRunner(exit: 1, errors: "no\n") }
    await expect(.cliDoesNotRun, .fault) {
      $0.runner = FakeRunner { _ throws(ClaudeAgentError) in throw ClaudeAgentError(.timedOut, detail: "Too long.") }
    }
    await expect(.cliVersionUnknown, .warning) { $0.runner = FakeRunner(output: "Claude\n") }
  }

  @Test func `a CLI that is too old, or of a later generation`() async {
    await expect(.cliTooOld, .fault) { $0.runner = FakeRunner(output: "1.0.128 (Claude Code)\n") }
    await expect(.cliUntested, .warning) { $0.runner = FakeRunner(output: "3.0.0 (Claude Code)\n") }
  }

  @Test func `no home`() async {
    await expect(.homeNotSet, .warning) { $0.environment["HOME"] = nil }
    await expect(.homeNotSet, .warning) { $0.environment["HOME"] = "" }
  }

  @Test func `a home that cannot be written to`() async {
    await expect(.homeNotWritable, .warning) { $0.files.entries["/h"] = .lockedFolder }
  }

  @Test func `a configuration folder that cannot be written to, or cannot be made`() async {
    await expect(.configurationNotWritable, .fault) { $0.files.entries["/h/.claude"] = .lockedFolder }
    await expect(.configurationNotWritable, .fault) { $0.environment["CLAUDE_CONFIG_DIR"] = "/etc/claude/deep" }
    await expect(.configurationNotWritable, .fault) { $0.environment["CLAUDE_CONFIG_DIR"] = "/bin/sh" }
  }

  @Test func `a configuration folder that is not there yet is no finding`() async {
    var machine = Machine()
    machine.files.entries["/h/.claude"] = nil
    #expect(await machine.examine().findings == [])
  }

  @Test func `a folder for temporary files that cannot be written to, or is not there`() async {
    await expect(.temporaryNotWritable, .fault) { $0.files.entries["/tmp"] = .lockedFolder }
    await expect(.temporaryNotWritable, .fault) { $0.environment["TMPDIR"] = "/none" }
  }

  @Test func `few descriptors`() async {
    await expect(.descriptorLimitLow, .warning) { $0.limit = 1023 }
    var machine = Machine()
    machine.limit = nil
    #expect(await machine.examine().findings == [])
  }

  @Test func `root that bypasses permissions`() async {
    await expect(.rootWithBypass, .fault) {
      $0.userID = 0
      $0.bypass = true
    }
    var machine = Machine()
    machine.userID = 0
    #expect(await machine.examine().findings == [])
  }

  @Test func `no shell`() async {
    await expect(.shellMissing, .warning) { $0.files.entries["/bin/sh"] = nil }
  }

  @Test func `the report reads well and is JSON for programs`() async {
    var machine = Machine()
    machine.cliPath = "/none"
    let report = await machine.examine()
    #expect(report.description.contains("fault cli-missing: There is no /none"))
    #expect(report.description.hasSuffix("findings: 1"))
    #expect(report.json["healthy"] == false)
    #expect(report.json["cli"]?["path"] == "/none")
    #expect(report.json["version"] == .null)
    #expect(report.json["findings"]?[0]?["id"] == "cli-missing")
    #expect(report.json["findings"]?[0]?["severity"] == "fault")
  }
}
