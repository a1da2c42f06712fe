import Foundation
import Testing

@Suite struct EndingTests {
  @Test(arguments: [("exit 7", 7), ("exit", 0), ("signal 11", -11), ("signal 9", -9)] as [(String, Int32)])
  func `it ends as it is told`(step: String, status: Int32) async throws {
    #expect(try await FakeClaude.obey(step).status == status)
  }

  @Test func `it can die in the middle of a line`() async throws {
    let outcome = try await FakeClaude.obey("result x", "die-mid-line 5")
    #expect(outcome.status == 5)
    #expect(outcome.lines.count == 2)
    #expect(!outcome.output.hasSuffix("\n"))
    let half = try await FakeClaude.obey(#"half {"type":"#, "exit 1")
    #expect(half.output == #"{"type":"#)
  }

  @Test func `it lives until the end of its input and not longer`() async throws {
    let status = try await FakeClaude.onThread {
      let fake = try RunningFake(["FAKE_SCRIPT_TEXT": "line {}"])
      #expect(fake.line() == "{}")
      #expect(fake.process.isRunning)
      try fake.endInput()
      return fake.status()
    }
    #expect(status == 0)
  }

  @Test func `a stalled one outlives its input, not SIGTERM`() async throws {
    let status = try await FakeClaude.onThread {
      let fake = try RunningFake(["FAKE_SCRIPT_TEXT": "line {}\nstall"])
      #expect(fake.line() == "{}")
      try fake.endInput()
      fake.process.terminate()
      return fake.status()
    }
    #expect(status == -15)
  }

  @Test func `one that ignores SIGTERM needs SIGKILL`() async throws {
    let status = try await FakeClaude.onThread {
      let fake = try RunningFake(["FAKE_SCRIPT_TEXT": "ignore-term\nline {}\nawait-prompt\nresult still here"])
      #expect(fake.line() == "{}")
      fake.process.terminate()
      fake.send(FakeClaude.prompt)
      #expect(fake.line()?.contains("still here") == true)
      try fake.endInput()
      kill(fake.process.processIdentifier, SIGKILL)
      return fake.status()
    }
    #expect(status == -9)
  }

  @Test func `SIGTERM can end it with a code`() async throws {
    let status = try await FakeClaude.onThread {
      let fake = try RunningFake(["FAKE_SCRIPT_TEXT": "exit-on-term\nline {}\nstall"])
      #expect(fake.line() == "{}")
      fake.process.terminate()
      return fake.status()
    }
    #expect(status == 143)
  }

  @Test func `closing its output is seen while it lives`() async throws {
    let status = try await FakeClaude.onThread {
      let fake = try RunningFake(["FAKE_SCRIPT_TEXT": "line {}\nclose-stdout\nawait-eof\nexit 4"])
      #expect(fake.line() == "{}")
      #expect(fake.line() == nil)
      #expect(fake.process.isRunning)
      try fake.endInput()
      return fake.status()
    }
    #expect(status == 4)
  }

  @Test func `a grandchild that holds the pipe keeps the output open`() async throws {
    let folder = try FakeClaude.Folder()
    defer { folder.remove() }
    let pidFile = folder.path("pids")
    try await FakeClaude.onThread {
      let fake = try RunningFake([
        "FAKE_SCRIPT_TEXT": "grandchild own-session hold-pipe ignore-term\nline {}\nexit 0", "FAKE_PID_FILE": pidFile,
      ])
      #expect(fake.line() == "{}")
      #expect(fake.status() == 0)
      let pids = try String(contentsOfFile: pidFile, encoding: .utf8).split(separator: "\n").compactMap { pid_t($0) }
      try #require(pids.count == 2)
      #expect(pids[0] == fake.process.processIdentifier)
      #expect(getsid(pids[1]) == pids[1])
      kill(pids[1], SIGTERM)
      #expect(kill(pids[1], 0) == 0)
      // Only when it is gone does the output end.
      kill(pids[1], SIGKILL)
      #expect(fake.line() == nil)
    }
  }

  @Test func `a grandchild without the pipe lets the output end`() async throws {
    let folder = try FakeClaude.Folder()
    defer { folder.remove() }
    let pidFile = folder.path("pids")
    try await FakeClaude.onThread {
      let fake = try RunningFake(["FAKE_SCRIPT_TEXT": "grandchild\nline {}\nexit 0", "FAKE_PID_FILE": pidFile])
      #expect(fake.line() == "{}")
      #expect(fake.line() == nil)
      let pids = try String(contentsOfFile: pidFile, encoding: .utf8).split(separator: "\n").compactMap { pid_t($0) }
      try #require(pids.count == 2)
      #expect(kill(pids[1], 0) == 0)
      kill(pids[1], SIGTERM)
      #expect(fake.status() == 0)
    }
  }

  @Test func `nothing lives longer than its life time`() async throws {
    let outcome = try await FakeClaude.run(["FAKE_SCRIPT_TEXT": "ignore-term\nstall", "FAKE_LIFETIME": "1"])
    #expect(outcome.status == -14)
  }

  @Test func `it tells the signals that were blocked and ignored when it started`() async throws {
    let outcome = try await FakeClaude.obey("echo-signals")
    let signals = try #require(outcome.objects.first?["signals"] as? [String: Any])
    #expect(signals["blocked"] is [Int])
    #expect(try #require(signals["ignored"] as? [Int]).contains(Int(SIGTERM)) == false)
  }
}
