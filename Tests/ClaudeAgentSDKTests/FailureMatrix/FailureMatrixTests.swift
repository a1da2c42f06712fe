import ClaudeAgentSDK
import Foundation
import Synchronization
import Testing

/// Every way in which the stand-in CLI can misbehave: typed errors, what came before is delivered, bounded time, and no
/// process is left.
@Suite(.timeLimit(.minutes(10))) struct FailureMatrixTests {
  @Test(arguments: FailureCase.all)
  func `a CLI that misbehaves`(_ failure: FailureCase) async throws {
    let fake = try FakeCLI(failure.script)
    defer { fake.remove() }
    let outcome = await Outcome(query("hello", options: try fake.options(failure.change)))
    #expect(outcome.types == failure.types)
    #expect(outcome.error?.code == failure.code, "\(outcome.error?.description ?? "no error")")
    #expect(outcome.error?.exitStatus == failure.status)
    if !failure.detail.isEmpty {
      #expect(outcome.error?.detail.contains(failure.detail) == true, "\(outcome.error?.detail ?? "")")
    }
    #expect(outcome.error?.stderrTail.hasSuffix(failure.tail) ?? true)
    #expect((outcome.error?.stderrTail.utf8.count ?? 0) <= 16 << 10)
    // Far above what a case takes: among a thousand tests on a busy machine the clock also counts their turns.
    #expect(outcome.duration < .seconds(180))
    #expect(await fake.untilGone(atLeast: failure.processes), "left: \(fake.pids)")
  }

  @Test(arguments: [1, 2, 3])
  func `writes that are cut anywhere do not change the messages`(size: Int) async throws {
    let fake = try FakeCLI(["split \(size)"] + FailureCase.afterPrompt("assistant häß 🙂", "result häß 🙂"))
    defer { fake.remove() }
    let outcome = await Outcome(query("hello", options: try fake.options()))
    #expect(outcome.types == ["system", "assistant", "result"])
    #expect(outcome.texts == ["häß 🙂"])
    #expect(outcome.result?.result == "häß 🙂")
    #expect(await fake.untilGone())
  }

  @Test func `lines that are no JSON are counted`() async throws {
    let fake = try FakeCLI("noise 3", "init-ok", "noise 2", "await-prompt", "init", "noise", "exit 0")
    defer { fake.remove() }
    let recorder = EventRecorder()
    let outcome = await Outcome(query("hello", options: try fake.options { $0.observer = recorder }))
    #expect(outcome.types == ["system"])
    #expect(await Eventually.holds { recorder.skipped == 6 })
  }

  @Test func `a truncated line is delivered as far as it came`() async throws {
    let fake = try FakeCLI(FailureCase.afterPrompt("die-mid-line 1"))
    defer { fake.remove() }
    let outcome = await Outcome(query("hello", options: try fake.options()))
    let line = try #require(outcome.malformed.first)
    #expect(line.reason == .truncated)
    #expect(line.byteCount == 500)
    #expect(line.firstBytes(7) == Array(#"{"type""#.utf8))
    #expect(line.error.code == .malformedLine)
  }

  @Test func `a line of 100 MB is delivered`() async throws {
    let fake = try FakeCLI(FailureCase.afterPrompt("big", "result x"))
    defer { fake.remove() }
    var counts: [Int] = []
    for try await message in query("hello", options: try fake.options()) {
      counts.append(message.json.withBytes { $0.byteCount })
    }
    #expect(counts.count == 3)
    #expect(counts[1] == (100 << 20) - 1)
    #expect(await fake.untilGone())
  }

  @Test func `a line above the limit costs that line only`() async throws {
    let fake = try FakeCLI(
      FailureCase.afterPrompt("assistant before", "big", "big 2000000", "assistant behind", "result x"))
    defer { fake.remove() }
    let outcome = await Outcome(query("hello", options: try fake.options { $0.maxLineLength = 1 << 20 }))
    #expect(outcome.types == ["system", "assistant", "", "", "assistant", "result"])
    #expect(outcome.malformed.map(\.reason) == [.tooLong, .tooLong])
    #expect(outcome.malformed.first?.byteCount == (100 << 20) - 1)
    #expect(outcome.malformed.first?.error.code == .lineTooLong)
    #expect(outcome.error == nil)
  }

  @Test func `a flood reaches a slow reader whole`() async throws {
    let fake = try FakeCLI(FailureCase.afterPrompt("flood 100000 250", "result x"))
    defer { fake.remove() }
    var count = 0
    for try await message in query("hello", options: try fake.options { $0.maxUnreadBytes = 256 << 10 }) {
      if case .streamEvent = message { count += 1 }
      if count % 5000 == 1 { try await Task.sleep(for: .milliseconds(5)) }
    }
    #expect(count == 100_000)
    #expect(await fake.untilGone())
  }

  @Test func `each line of the standard error is handed on, in order`() async throws {
    let fake = try FakeCLI("stderr one", "init-ok", "stderr two  ", "await-prompt", "stderr", "stderr three", "exit 2")
    defer { fake.remove() }
    let lines = Mutex<[String]>([])
    let options = try fake.options { options in
      options.stderrHandler = { line in lines.withLock { $0.append(line) } }
    }
    let outcome = await Outcome(query("hello", options: options))
    #expect(outcome.error?.code == .processFailed)
    #expect(lines.withLock { $0 } == ["one", "two", "three"])
    #expect(outcome.error?.stderrTail == "one\ntwo  \n\nthree\n")
  }

  // MARK: The reader leaves

  @Test(arguments: [
    ["stall"], ["ignore-term", "stall"], ["grandchild", "stall"], ["grandchild own-session ignore-term", "stall"],
    ["grandchild own-session hold-pipe", "ignore-term", "stall"], ["flood 100000000 250"],
  ])
  func `a dropped stream ends the whole tree`(steps: [String]) async throws {
    let fake = try FakeCLI(["init-ok", "await-prompt", "init"] + steps)
    defer { fake.remove() }
    let processes = steps.contains { $0.hasPrefix("grandchild") } ? 2 : 1
    do {
      var iterator = query("hello", options: try fake.options()).makeAsyncIterator()
      #expect(try await iterator.next()?.type == "system")
      #expect(await Eventually.holds { fake.pids.count == processes })
      #expect(!fake.isGone)
    }
    #expect(await fake.untilGone(atLeast: processes), "left: \(fake.pids)")
  }

  @Test(arguments: [["no-init", "stall"], ["ignore-term", "no-init", "stall"], ["init-ok", "await-prompt", "stall"]])
  func `a cancelled reader ends the whole tree`(steps: [String]) async throws {
    let fake = try FakeCLI(steps)
    defer { fake.remove() }
    let options = try fake.options()
    let reading = Task { await Outcome(query("hello", options: options)) }
    #expect(await Eventually.holds { !fake.pids.isEmpty })
    reading.cancel()
    #expect(await reading.value.error?.code == .cancelled)
    #expect(await fake.untilGone())
  }

  @Test func `a good result does not wait for the process`() async throws {
    let fake = try FakeCLI(FailureCase.afterPrompt("result x", "stall"))
    defer { fake.remove() }
    let options = try fake.options { $0.shutdownGrace = .seconds(4) }
    #expect(try await query("hello", options: options).text() == "x")
    // It has four seconds to leave by itself, and does not.
    #expect(!fake.isGone)
    #expect(await fake.untilGone())
  }

  // MARK: The start

  @Test func `what cannot be started says why`() async throws {
    let fake = try FakeCLI("exit 0")
    defer { fake.remove() }
    func file(_ name: String, _ text: String, mode: Int) throws -> String {
      let path = fake.folder.appendingPathComponent(name).path
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
      return path
    }
    let cases: [(path: String, code: ClaudeAgentError.Code)] = [
      (fake.folder.path + "/missing", .cliNotFound),
      (try file("plain", "#!/bin/sh\n", mode: 0o644), .cliNotExecutable),
      (try file("interpreter", "#!/no/such/interpreter\n", mode: 0o755), .cliNotExecutable),
      (try file("garbage", "\u{1}\u{2}", mode: 0o755), .cliNotExecutable),
      (fake.folder.path, .cliNotExecutable),
    ]
    for (path, code) in cases {
      let outcome = await Outcome(query("hello", options: try fake.options { $0.cliPath = path }))
      #expect(outcome.error?.code == code, "\(path): \(outcome.error?.description ?? "")")
      #expect(outcome.error?.detail.contains(path) == true)
      #expect(outcome.messages.isEmpty)
    }
    #expect(fake.pids.isEmpty)
  }

  @Test func `a directory that is not there says so`() async throws {
    let fake = try FakeCLI("exit 0")
    defer { fake.remove() }
    let outcome = await Outcome(query("hello", options: try fake.options { $0.workingDirectory = "/no/such/folder" }))
    #expect(outcome.error?.code == .workingDirectoryNotFound)
    #expect(outcome.error?.detail.contains("/no/such/folder") == true)
    #expect(fake.pids.isEmpty)
  }
}
