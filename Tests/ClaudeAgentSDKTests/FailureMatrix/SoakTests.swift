import ClaudeAgentSDK
import Foundation
import Testing

/// What only a process of its own can show; `scripts/soak` runs the same for longer.
@Suite(.serialized, .timeLimit(.minutes(10))) struct SoakTests {
  private func run(_ mode: String, _ number: Int) async throws -> JSONValue {
    let probe = try SoakProbe(mode, cli: try FakeCLI.path(), "\(number)")
    let output = await probe.output()
    return try JSONValue(parsing: output)
  }

  /// What a sanitizer may add to the memory of the probe.
  private func scale(of report: JSONValue) -> Int { report["sanitized"] == true ? 16 : 1 }

  @Test func `runs leave nothing behind`() async throws {
    let report = try await run("soak", 100)
    #expect(report["failures"] == 0, "\(report)")
    #expect(report["zombies"] == 0, "\(report)")
    #expect(report["orphans"] == 0, "\(report)")
    for key in ["children", "descriptors"] {
      #expect(report[key]?[0] == report[key]?[1], "\(key): \(report)")
    }
    // The runtime's pool takes another thread when the machine is busy; a hundred runs must not.
    let (threads, threadsAfter) = (report["threads"]?[0]?.int ?? 0, report["threads"]?[1]?.int ?? Int.max)
    #expect(threadsAfter - threads <= 4, "\(report)")
    let (before, after) = (report["rss_kb"]?[0]?.int ?? 0, report["rss_kb"]?[1]?.int ?? Int.max)
    #expect(after - before < 4096 * scale(of: report), "\(report)")
  }

  @Test func `turns of one client leave nothing behind`() async throws {
    let report = try await run("turns", 500)
    #expect(report["failures"] == 0, "\(report)")
    #expect(report["descriptors"]?[0] == report["descriptors"]?[1], "\(report)")
    let (before, after) = (report["rss_kb"]?[0]?.int ?? 0, report["rss_kb"]?[1]?.int ?? Int.max)
    #expect(after - before < 2048 * scale(of: report), "\(report)")
  }

  @Test func `runs through a pool get their own answers and leave nothing behind`() async throws {
    let report = try await run("pool", 400)
    #expect(report["failures"] == 0, "\(report)")
    #expect(report["zombies"] == 0, "\(report)")
    #expect(report["orphans"] == 0, "\(report)")
    #expect(report["most_processes"]?.int ?? Int.max <= 4, "\(report)")
    #expect(report["recycled"]?.int ?? 0 > 100, "\(report)")
    let (before, after) = (report["rss_kb"]?[0]?.int ?? 0, report["rss_kb"]?[1]?.int ?? Int.max)
    #expect(after - before < 4096 * scale(of: report), "\(report)")
  }

  @Test func `a host that is killed takes the idle processes of its pool with it`() async throws {
    let fake = try FakeCLI("ignore-term", "converse", "stall")
    defer { fake.remove() }
    let probe = try SoakProbe("pool-host", cli: try FakeCLI.path(), "hang-now", environment: fake.environment)
    #expect(await probe.line() == "ready")
    #expect(fake.pids.count >= 3 && !fake.isGone)
    probe.kill()
    #expect(await Eventually.holds { fake.isGone }, "left: \(fake.pids)")
  }

  @Test func `a reader that stops reading costs a bounded amount of memory`() async throws {
    let report = try await run("flood", 200_000)
    #expect(report["messages"] == 200_002, "\(report)")
    // 4 MiB of unread lines, and what debug builds and the allocator add.
    #expect(report["stalled_growth_kb"]?.int ?? Int.max < (8 << 10) * scale(of: report), "\(report)")
    #expect(report["reading_growth_kb"]?.int ?? Int.max < (12 << 10) * scale(of: report), "\(report)")
  }

  @Test func `a host that is killed takes the child and its descendants with it`() async throws {
    let script = "init-ok\nawait-prompt\ninit\nignore-term\ngrandchild own-session ignore-term\nassistant x\nstall"
    let fake = try FakeCLI(environment: ["FAKE_SCRIPT_TEXT": script])
    defer { fake.remove() }
    let probe = try SoakProbe("host", cli: try FakeCLI.path(), "hello", environment: fake.environment)
    #expect(await probe.line() == "ready")
    #expect(fake.pids.count == 2 && !fake.isGone)
    let began = ContinuousClock.now
    probe.kill()
    #expect(await Eventually.holds { fake.isGone }, "left: \(fake.pids)")
    // About a second on a quiet machine; this one may be busy.
    #expect(began.duration(to: .now) < .seconds(60))
  }
}

/// The probe, a host in a process of its own.
struct SoakProbe {
  private let process = Process()
  private let pipe = Pipe()

  init(_ mode: String, cli: String, _ argument: String, environment: [String: String] = [:]) throws {
    let path = URL(fileURLWithPath: try FakeCLI.path()).deletingLastPathComponent().appendingPathComponent("SoakProbe")
    process.executableURL = path
    process.arguments = [mode, cli, argument]
    // The probe leaves while its last run is being closed: what its other threads hold then is no leak. What a run does
    // leave behind, it counts itself.
    process.environment = environment.merging(["ASAN_OPTIONS": "detect_leaks=0"]) { own, _ in own }
    process.standardOutput = pipe
    try process.run()
  }

  /// Everything it writes.
  func output() async -> String {
    let handle = pipe.fileHandleForReading
    let data = await onThread { handle.readDataToEndOfFile() }
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  /// The first line it writes.
  func line() async -> String {
    let handle = pipe.fileHandleForReading
    return String(decoding: await onThread { handle.availableData }, as: UTF8.self).split(separator: "\n").first.map(
      String.init)
      ?? ""
  }

  func kill() {
    _ = Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  private func onThread(_ body: @escaping @Sendable () -> Data) async -> Data {
    await withCheckedContinuation { done in
      Thread.detachNewThread { done.resume(returning: body()) }
    }
  }
}
