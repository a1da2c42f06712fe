import Testing

@testable import FastTransport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Each test has a host process of its own, which it kills.
@Suite(.serialized) final class `The guardian` {
  private let loop: EventLoop

  init() throws { loop = try EventLoop(name: "test") }
  deinit { loop.stop() }

  /// Ignores TERM, and so does what it started in a session of its own.
  private static let stubborn = """
    trap '' TERM
    setsid sh -c 'trap "" TERM; echo tool $$; while :; do sleep 1; done' &
    while :; do sleep 1; done
    """
  /// Ends at once with TERM, and leaves something in a session of its own.
  private static let obedient = """
    setsid sh -c 'trap "" TERM; echo tool $$; while :; do sleep 1; done' &
    while :; do sleep 1; done
    """

  private var probe: String {
    get throws {
      var buffer = [CChar](repeating: 0, count: 4096)
      let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count - 1)
      let path = String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let slash = try #require(path.lastIndex(of: "/"))
      return path[..<slash] + "/guardian-probe"
    }
  }

  private struct Host {
    let process: ObservedChild
    var guardian = ""
    var child: Int32 = 0
    var tools: [Int32] = []
  }

  /// Starts a host and waits until it has said who it has: guardian, child and tools.
  private func host(_ mode: String, _ script: String, tools: Int = 1) async throws -> Host {
    let request = SpawnRequest(
      path: try probe, arguments: [mode, script], environment: ["PATH": "/usr/bin:/bin"], errorStream: .discard)
    var host = Host(process: try await ObservedChild.start(request, on: loop))
    while host.guardian.isEmpty || host.child == 0 || host.tools.count < tools {
      let line = try #require(await host.process.output.next())
      let words = line.split(separator: " ").map(String.init)
      switch words.first {
      case "guardian": host.guardian = words.dropFirst().joined(separator: " ")
      case "child": host.child = try #require(Int32(words[1]))
      case "tool": host.tools.append(try #require(Int32(words[1])))
      default: Issue.record("\(line)")
      }
    }
    return host
  }

  private func expectGone(_ pids: [Int32]) async {
    // Two seconds are the promise; the limit leaves room for a machine three times slower. It counts from this call,
    // right behind the kill: how late a busy test run resumes the task is not the guardian's doing.
    #expect(await survivors(of: pids, within: .seconds(6)) == [])
  }

  @Test(arguments: ["hold", "replace"], [stubborn, obedient])
  func `ends the whole tree when its host is killed`(mode: String, script: String) async throws {
    let host = try await host(mode, script)
    let guardian = try #require(Int32(host.guardian))
    for pid in [guardian, host.child] + host.tools { #expect(processLives(pid)) }
    host.process.signal(SIGKILL)
    await expectGone([host.child] + host.tools + [guardian])
    await host.process.gone()
  }

  @Test func `ends at once when its host leaves no child behind`() async throws {
    let host = try await host("forget", "echo tool $$; exec sleep 300")
    host.process.signal(SIGKILL)
    let guardian = try #require(Int32(host.guardian))
    await expectGone([guardian])
    #expect(processLives(host.child))
    _ = kill(host.child, SIGKILL)
    await host.process.gone()
  }

  @Test func `does not react to the signals of a terminal or of a service manager`() async throws {
    let host = try await host("hold", Self.stubborn)
    let guardian = try #require(Int32(host.guardian))
    for number in [SIGTERM, SIGINT, SIGHUP, SIGQUIT] { #expect(kill(guardian, number) == 0) }
    host.process.signal(SIGKILL)
    await expectGone([host.child] + host.tools + [guardian])
    await host.process.gone()
  }

  @Test func `is alone in its session and holds nothing but its input`() async throws {
    let host = try await host("hold", Self.obedient)
    let guardian = try #require(Int32(host.guardian))
    #expect(getsid(guardian) == guardian)
    let listing = try await ObservedChild.start(
      SpawnRequest(
        path: "/bin/sh", arguments: ["-c", "for f in /proc/\(guardian)/fd/*; do readlink $f; done"],
        environment: ["PATH": "/usr/bin:/bin"]), on: loop)
    let targets = await listing.output.all()
    #expect(targets.filter { $0 != "/dev/null" }.count == 1)
    #expect(targets.first?.hasPrefix("pipe:") == true)
    #expect(await listing.status() == .exited(0))
    host.process.signal(SIGKILL)
    await expectGone([host.child] + host.tools + [guardian])
    await host.process.gone()
  }

  @Test func `leaves a parent-death signal in its place where there is no shell`() async throws {
    let host = try await host("alone", "echo tool $$; exec sleep 300")
    #expect(host.guardian == "unavailable notExecutable")
    host.process.signal(SIGKILL)
    await expectGone([host.child])
    await host.process.gone()
  }

  @Test func `says why there is none, and stops without ending anybody`() async throws {
    let missing = ProcessGuardian(shell: "/nonexistent/sh")
    #expect(missing.status == .idle)
    #expect(!missing.prepare())
    #expect(missing.status == .unavailable(TransportError(.notExecutable, number: ENOENT, at: "exec /nonexistent/sh")))

    let guardian = ProcessGuardian()
    let child = try await ObservedChild.start(
      SpawnRequest(path: "/bin/cat", errorStream: .discard), on: loop, guardian: guardian)
    guard case .watching(let pid) = guardian.status else {
      Issue.record("\(guardian.status)")
      return
    }
    guardian.stop()
    #expect(guardian.status == .idle)
    #expect(await survivors(of: [pid], within: .seconds(60)) == [])
    #expect(processLives(child.pid))
    #expect(await child.status() == .exited(0))
  }

  @Test func `is not started for ever when it never lives`() async throws {
    let guardian = ProcessGuardian(shell: "/bin/false")
    for attempt in 0..<1000 {
      if case .unavailable(let error) = guardian.status {
        #expect(error.code == .closed)
        #expect(attempt > 1)
        return
      }
      // Whether it has ended already by the next call is up to the system; so many calls see it end often enough.
      guardian.prepare()
      try await Task.sleep(for: .milliseconds(5))
    }
    Issue.record("still \(guardian.status)")
  }

  @Test func `and a thousand children leave nothing behind in their host`() async throws {
    let request = SpawnRequest(path: try probe, arguments: ["cycle", "1000"], environment: ["PATH": "/usr/bin:/bin"])
    let process = try await ObservedChild.start(request, on: loop)
    let lines = await process.output.all()
    #expect(lines.count == 2)
    let before = try #require(lines.first).dropFirst("before ".count)
    let after = try #require(lines.last).dropFirst("after ".count)
    #expect(before == after)
    #expect(before.hasSuffix("children 1"))
    #expect(await process.status() == .exited(0))
  }
}
