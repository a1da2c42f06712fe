import ClaudeAgentTestKit
import FastTransport
import Foundation
import Testing

@testable import ClaudeAgentSDK

/// What a pool does when processes, the system or its users misbehave. None of it may leak a process, a lease or a
/// waiter: `end` looks.
@Suite struct PoolFaultTests {
  @Test func `A CLI that does not start fails the run with its own words`() async throws {
    let pooled = try PooledCLI(["stderr no licence", "exit 7"])
    let error = try await #require(throws: ClaudeAgentError.self) {
      try await pooled.ask("hello", try pooled.options())
    }
    #expect(error.exitStatus == .exited(code: 7))
    #expect(error.stderrTail.contains("no licence"))
    #expect(await pooled.end())
  }

  @Test func `When every start fails nobody waits for another, and one try shows when it works again`() async throws {
    let broken = try BreakableCLI()
    let pool = ConnectionPool(broken.configuration)
    await broken.breakIt()
    for _ in 0..<3 {
      await #expect { try await query("x", options: broken.options, transport: pool).text() } throws: {
        ($0 as? ClaudeAgentError)?.exitStatus == .exited(code: 9)
      }
    }
    let refused = try await #require(throws: ClaudeAgentError.self) {
      try await query("x", options: broken.options, transport: pool).text()
    }
    #expect(refused.detail.hasPrefix("3 starts in a row have failed, so the pool tries none for "))
    #expect(refused.stderrTail.contains("out of order"))
    #expect(refused.isRetryable)
    let pause = try #require(refused.retryAfter)
    #expect(pause > .zero && pause <= .milliseconds(400))
    await broken.mend()
    #expect(await Eventually.holds { (try? await query("x", options: broken.options, transport: pool).text()) == "x" })
    #expect(try await query("y", options: broken.options, transport: pool).text() == "y")
    await pool.drain()
    #expect(await broken.fake.untilGone())
    broken.fake.remove()
  }

  @Test func `A start that takes long is waited for, and a caller that gives up leaves its process to the next`()
    async throws
  {
    let pooled = try PooledCLI(["delay 400", "converse"], processes: 1)
    let options = try pooled.options()
    let impatient = Task { try await pooled.ask("one", options) }
    #expect(await Eventually.holds { pooled.pool.statistics.waiting == 1 })
    impatient.cancel()
    await #expect { try await impatient.value } throws: { ($0 as? ClaudeAgentError)?.code == .cancelled }
    #expect(pooled.pool.statistics.waiting == 0)
    #expect(try await pooled.ask("two", options) == "two")
    #expect(pooled.fake.pids.count == 1)
    #expect(await pooled.end())
  }

  @Test func `A handshake that is never answered ends in time`() async throws {
    let pooled = try PooledCLI(["no-init", "stall"])
    let options = try pooled.options { $0.initializeTimeout = .milliseconds(200) }
    await #expect { try await pooled.ask("hello", options) } throws: {
      ($0 as? ClaudeAgentError)?.code == .controlRequestTimedOut
    }
    #expect(await pooled.end())
  }

  @Test func `A process that dies while nobody uses it is replaced`() async throws {
    let pooled = try PooledCLI()
    let options = try pooled.options()
    try await pooled.pool.warm(options)
    kill(pooled.fake.pids[0], SIGKILL)
    #expect(await Eventually.holds { pooled.fake.pids.count == 2 && pooled.pool.statistics.ready == 1 })
    #expect(pooled.discards == [.died])
    #expect(try await pooled.ask("hello", options) == "hello")
    #expect(await pooled.end())
  }

  @Test func `A process that has just died is not handed out`() async throws {
    let pooled = try PooledCLI(processes: 1)
    let options = try pooled.options()
    for round in 0..<20 {
      try await pooled.pool.warm(options)
      // The loop may not have heard of it yet.
      let process = try #require(pooled.fake.pids.last)
      kill(process, SIGKILL)
      while !ProcessFacts.hasEnded(child: process) {}
      #expect(try await pooled.ask("round \(round)", options) == "round \(round)")
    }
    #expect(await pooled.end())
  }

  @Test func `A process that dies in a turn fails that run alone, and nothing is sent twice`() async throws {
    let pooled = try PooledCLI(processes: 2)
    let options = try pooled.options()
    let error = try await #require(throws: ClaudeAgentError.self) { try await pooled.ask("exit-now", options) }
    #expect(error.exitStatus == .exited(code: 3))
    #expect(try await pooled.ask("hello", options) == "hello")
    #expect(await Eventually.holds { pooled.discards.contains(.broken) })
    #expect(await pooled.end())
  }

  @Test func `Draining ends processes that ignore the end of their input and TERM`() async throws {
    let pooled = try PooledCLI(["ignore-term", "converse", "stall"])
    try await pooled.pool.warm(try pooled.options { $0.shutdownGrace = .milliseconds(100) }, count: 2)
    #expect(pooled.fake.pids.count == 2)
    #expect(await pooled.end())
  }

  @Test func `Draining ends runs that do not end by themselves, and refuses whoever comes`() async throws {
    let pooled = try PooledCLI(processes: 1)
    let options = try pooled.options()
    let hanging = Task { try await pooled.ask("hang-now", options) }
    #expect(await Eventually.holds { pooled.pool.statistics.leased == 1 })
    let waiting = Task { try await pooled.ask("never", options) }
    #expect(await Eventually.holds { pooled.pool.statistics.waiting == 1 })
    await pooled.pool.drain(within: .milliseconds(100))
    #expect(pooled.pool.statistics.processes == 0)
    await #expect(throws: ClaudeAgentError.self) { try await hanging.value }
    await #expect { try await waiting.value } throws: { ($0 as? ClaudeAgentError)?.code == .connectionClosed }
    await #expect { try await pooled.ask("late", options) } throws: {
      ($0 as? ClaudeAgentError)?.code == .connectionClosed
    }
    #expect(await pooled.end())
  }

  @Test(arguments: ["hangs", "dies", "dies-behind", "fails", "answers", "no-reset", "same-session", "never-idle"])
  func `A reset that goes wrong costs its process, and nobody hears of the conversation before`(
    fault: String
  ) async throws {
    let pooled = try PooledCLI(["converse \(fault)"], processes: 2) { configuration in
      configuration.maximumUses = 10
      if fault == "hangs" || fault == "never-idle" { configuration.resetTimeout = .seconds(1) }
    }
    let options = try pooled.options()
    #expect(try await pooled.ask("secret", options) == "secret")
    #expect(try await pooled.ask("second", options) == "second")
    #expect(await Eventually.holds { pooled.recyclingFailures.count >= 1 || pooled.discards.contains(.died) })
    #expect(try await pooled.ask("third", options) == "third")
    #expect(await pooled.end())
  }

  @Test(arguments: ["tool-now", "fail-now", "/help", "#remember"])
  func `A process that a run may have left something in is not reused`(words: String) async throws {
    let pooled = try PooledCLI(processes: 1) { $0.maximumUses = 10 }
    let options = try pooled.options()
    _ = try? await pooled.ask(words, options)
    #expect(await Eventually.holds { pooled.pool.statistics.leased == 0 })
    #expect(try await pooled.ask("next", options) == "next")
    #expect(pooled.recycled == 0)
    #expect(Set(pooled.fake.pids).count == 2)
    #expect(await pooled.end())
  }

  @Test func `A system that has no descriptors left fails the run, not the pool`() async throws {
    let fake = try FakeCLI("converse")
    let provider = ExhaustedProvider()
    let pool = ConnectionPool(PoolConfiguration(maximumProcesses: 2), base: provider)
    let options = try fake.options()
    provider.isExhausted.withLock { $0 = true }
    for _ in 0..<3 {
      await #expect(throws: ClaudeAgentError.self) { try await query("x", options: options, transport: pool).text() }
    }
    #expect(pool.statistics.processes == 0)
    provider.isExhausted.withLock { $0 = false }
    #expect(try await query("x", options: options, transport: pool).text() == "x")
    await pool.drain()
    #expect(await fake.untilGone(atLeast: 0))
    fake.remove()
  }

  @Test func `Two hundred callers share four processes, and each gets its own answer`() async throws {
    let pooled = try PooledCLI(processes: 4) { $0.queueTimeout = .seconds(120) }
    let options = try pooled.options()
    let answers = try await withThrowingTaskGroup(of: (Int, String).self) { group in
      for number in 0..<200 { group.addTask { (number, try await pooled.ask("nonce \(number)", options)) } }
      return try await group.reduce(into: [Int: String]()) { $0[$1.0] = $1.1 }
    }
    #expect(answers.count == 200)
    for (number, answer) in answers { #expect(answer == "nonce \(number)") }
    let most = pooled.events.map { if case .level(let level) = $0 { level.processes } else { 0 } }.max()
    #expect(try #require(most) <= 4)
    #expect(await pooled.end())
  }

  @Test func `A run that is cancelled at any moment leaves nothing behind`() async throws {
    let pooled = try PooledCLI(processes: 3) { $0.maximumUses = 5 }
    let options = try pooled.options()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<120 {
        group.addTask {
          let run = Task { try await pooled.ask("number \(number)", options) }
          try? await Task.sleep(for: .microseconds(Int.random(in: 0...6000)))
          run.cancel()
          if let answer = try? await run.value { #expect(answer == "number \(number)") }
        }
      }
      try await group.waitForAll()
    }
    #expect(await Eventually.holds { pooled.pool.statistics.leased == 0 && pooled.pool.statistics.waiting == 0 })
    #expect(try await pooled.ask("last", options) == "last")
    #expect(await pooled.end())
  }

  @Test func `A pool that is dropped ends its idle processes`() async throws {
    let fake = try FakeCLI("converse")
    try await ConnectionPool(PoolConfiguration(maximumProcesses: 2)).warm(try fake.options(), count: 2)
    #expect(await fake.untilGone(atLeast: 2))
    fake.remove()
  }
}

/// A CLI that works or does not, by a file.
private struct BreakableCLI {
  let fake: FakeCLI
  let options: ClaudeAgentOptions
  private let switchPath: String

  init() throws {
    fake = try FakeCLI("converse")
    switchPath = fake.folder.appendingPathComponent("broken").path
    let script = fake.folder.appendingPathComponent("claude").path
    let text = """
      #!/bin/sh
      [ ! -e '\(switchPath)' ] || { echo 'out of order' >&2; exit 9; }
      exec '\(try FakeCLI.path())' "$@"
      """
    try text.write(toFile: script, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script)
    options = try fake.options { $0.cliPath = script }
  }

  var configuration: PoolConfiguration {
    var configuration = PoolConfiguration(maximumProcesses: 1)
    configuration.maximumStartFailures = 3
    configuration.startPauses = .milliseconds(100)...(.milliseconds(400))
    return configuration
  }

  func breakIt() async { _ = FileManager.default.createFile(atPath: switchPath, contents: nil) }
  func mend() async { try? FileManager.default.removeItem(atPath: switchPath) }
}

/// A provider whose system has run out of descriptors, at times.
private final class ExhaustedProvider: TransportProvider {
  let isExhausted = ShortLock(false)

  func makeTransport(for request: TransportRequest) async throws -> any Transport {
    if isExhausted.withLock({ $0 }) { throw TransportError(.system, number: EMFILE, at: "pipe") }
    return try await ProcessTransportProvider().makeTransport(for: request)
  }
}
