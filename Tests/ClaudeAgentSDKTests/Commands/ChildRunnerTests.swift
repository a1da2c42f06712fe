import FastTransport
import Testing

@testable import ClaudeAgentSDK

@Suite struct ChildRunnerTests {
  private func run(
    _ script: String, environment: [String: String] = [:], directory: String? = nil, timeLimit: Duration = .seconds(60)
  ) async throws(ClaudeAgentError) -> CommandOutcome {
    try await ChildRunner().run(
      HostCommand(
        path: "/bin/sh", arguments: ["-c", script], environment: environment, directory: directory,
        timeLimit: timeLimit))
  }

  @Test func `both streams and the exit code come back`() async throws {
    let outcome = try await run("echo out; echo one >&2; echo two >&2; exit 3")
    #expect(outcome == CommandOutcome(status: .exited(code: 3), output: "out\n", errorTail: "one\ntwo\n"))
    #expect(outcome.failure == "exit code 3: two")
    #expect(!outcome.succeeded)
  }

  @Test func `the environment is whole, the folder is the one given, and the input is empty`() async throws {
    let folder = try ScratchFolder()
    let outcome = try await run(
      "echo $A; pwd -P; cat", environment: ["A": "b", "PATH": "/usr/bin:/bin"], directory: folder.path)
    #expect(outcome.output == "b\n\(folder.path)\n")
    #expect(outcome.succeeded)
  }

  @Test func `more output than is kept does not stop the program, and its end is what is kept`() async throws {
    let outcome = try await run("i=0; while [ $i -lt 20000 ]; do echo 0123456789; i=$((i+1)); done; echo end")
    #expect(outcome.succeeded)
    #expect(outcome.output.utf8.count <= 64 << 10)
    #expect(outcome.output.hasSuffix("end\n"))
  }

  @Test func `a program that is not there is a typed error`() async {
    do throws(ClaudeAgentError) {
      _ = try await ChildRunner().run(
        HostCommand(path: "/none", arguments: [], environment: [:], timeLimit: .seconds(60)))
      Issue.record("no error")
    } catch {
      #expect(error.code == .spawnFailed)
      #expect(error.detail.contains("no such file"))
    }
  }

  @Test func `at the deadline the program is ended`() async {
    do throws(ClaudeAgentError) {
      _ = try await run("exec sleep 600", environment: ["PATH": "/usr/bin:/bin"], timeLimit: .milliseconds(50))
      Issue.record("no error")
    } catch {
      #expect(error.code == .timedOut)
    }
  }

  @Test func `a cancelled task ends the program`() async throws {
    let folder = try ScratchFolder()
    let task = Task { () async -> ClaudeAgentError.Code? in
      do throws(ClaudeAgentError) {
        _ = try await run(
          "echo $$ > pid; exec sleep 600", environment: ["PATH": "/usr/bin:/bin"], directory: folder.path)
        return nil
      } catch {
        return error.code
      }
    }
    while folder.text(of: "pid")?.isEmpty != false { try await Task.sleep(for: .milliseconds(5)) }
    let pid = try #require(folder.text(of: "pid")?.split(separator: "\n").first)
    task.cancel()
    #expect(await task.value == .cancelled)
    #expect(FileSystem.status(of: "/proc/\(pid)") == nil)
  }

  @Test func `a task that is cancelled already starts nothing`() async throws {
    let folder = try ScratchFolder()
    let task = Task { () async -> ClaudeAgentError.Code? in
      unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
      do throws(ClaudeAgentError) {
        _ = try await run("echo > file", directory: folder.path)
        return nil
      } catch {
        return error.code
      }
    }
    #expect(await task.value == .cancelled)
    #expect(folder.names() == [])
  }

  @Test func `the unpacker takes the binary and its version out of a real wheel`() async throws {
    let folder = try ScratchFolder()
    let environment = HostSystem.environment()
    let python = try #require(DiskProbe().firstExecutable("python3", on: environment["PATH"]))
    let script = """
      import sys, zipfile
      with zipfile.ZipFile("agent.whl", "w") as wheel:
          wheel.writestr("claude_agent_sdk/_bundled/claude", "binary")
          wheel.writestr("claude_agent_sdk/_cli_version.py", '__cli_version__ = "2.1.331"')
      """
    let made = try await ChildRunner().run(
      HostCommand(
        path: python, arguments: ["-c", script], environment: environment, directory: folder.path,
        timeLimit: .seconds(60)))
    try #require(made.succeeded, "\(made.errorTail)")
    let source = WheelSource(environment: environment, files: DiskProbe(), runner: ChildRunner())
    let fetched = try await source.unpack(folder.path + "/agent.whl", python, into: folder.path + "/unpacked")
    #expect(fetched == FetchedCLI(path: folder.path + "/unpacked/claude", version: CLIVersion(2, 1, 331)))
    #expect(folder.text(of: "unpacked/claude") == "binary")
  }
}
