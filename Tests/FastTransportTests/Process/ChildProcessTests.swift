import CSpawn
import Testing

@testable import FastTransport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite final class `The end of a child` {
  private let loop: EventLoop
  /// Long enough for a slow machine; no test waits for it to pass.
  private let long = Duration.seconds(60)
  private let short = Duration.milliseconds(50)

  init() throws { loop = try EventLoop(name: "test") }
  deinit { loop.stop() }

  private func shell(_ script: String) async throws -> ObservedChild {
    let request = SpawnRequest(
      path: "/bin/sh", arguments: ["-c", script], environment: ["PATH": "/usr/bin:/bin"], errorStream: .discard)
    return try await ObservedChild.start(request, on: loop)
  }

  /// The pids that a script prints, one a line.
  private func pids(_ count: Int, from child: ObservedChild) async throws -> [Int32] {
    var pids: [Int32] = []
    for _ in 0..<count {
      let line = try #require(await child.output.next())
      pids.append(try #require(Int32(line)))
    }
    return pids
  }

  @Test(arguments: [0, 1, 3, 127, 255] as [Int32]) func `is told by its exit code`(code: Int32) async throws {
    let child = try await shell("exit \(code)")
    #expect(await child.status() == .exited(code))
  }

  @Test(arguments: [SIGHUP, SIGKILL, SIGSEGV, SIGTERM, SIGPIPE]) func `is told by the signal that caused it`(
    number: Int32
  ) async throws {
    let child = try await shell("kill -\(number) $$; read line")
    #expect(await child.status() == .signalled(number))
  }

  @Test func `leaves no zombie and is heard of once`() async throws {
    let child = try await shell("exit 4")
    #expect(await child.finished() == [.exited(.exited(4)), .finished])
    #expect(cspawn_reap(child.pid, -1).state == 2)
    child.close(.standard)
    child.kill()
    child.signal(SIGTERM)
    await withCheckedContinuation { done in loop.submit { done.resume() } }
    #expect(child.heard == [.exited(.exited(4)), .finished])
  }

  @Test func `comes with the end of its input when it obeys that`() async throws {
    let child = try await ObservedChild.start(SpawnRequest(path: "/bin/cat", errorStream: .discard), on: loop)
    child.close(.graceful(grace: long))
    #expect(await child.finished() == [.endInput, .exited(.exited(0)), .finished])
  }

  @Test func `comes with TERM when it only obeys that, and it may tidy up`() async throws {
    let child = try await shell("trap 'exit 7' TERM; echo ready; while :; do sleep 0.05; done")
    #expect(await child.output.next() == "ready")
    child.close(Teardown([.endInput, .wait(short), .terminate, .wait(long), .kill]))
    #expect(await child.finished() == [.endInput, .exited(.exited(7)), .finished])
  }

  @Test func `comes with KILL when it obeys nothing, and takes sessions of its tools along`() async throws {
    let child = try await shell(
      """
      trap '' TERM
      setsid sh -c 'trap "" TERM; echo $$; while :; do sleep 1; done' &
      setsid sh -c 'echo $$; exec sleep 300' &
      while :; do sleep 1; done
      """)
    let tools = try await pids(2, from: child)
    for tool in tools { #expect(processLives(tool)) }
    child.close(Teardown([.endInput, .wait(short), .terminate, .wait(short), .kill]))
    #expect(await child.finished().contains(.exited(.signalled(SIGKILL))))
    #expect(await survivors(of: tools + [child.pid], within: long) == [])
  }

  @Test func `is immediate for the whole tree when it is killed`() async throws {
    let child = try await shell(
      "setsid sh -c 'trap \"\" TERM; echo $$; while :; do sleep 1; done' & trap '' TERM; wait; while :; do sleep 1; done"
    )
    let tools = try await pids(1, from: child)
    child.kill()
    #expect(await child.finished().contains(.exited(.signalled(SIGKILL))))
    #expect(await survivors(of: tools + [child.pid], within: long) == [])
  }

  @Test func `takes along what it left in a session of its own after TERM`() async throws {
    // The child obeys at once; what it started does not.
    let child = try await shell(
      "setsid sh -c 'trap \"\" TERM; echo $$; while :; do sleep 1; done' & echo $$; read line; wait")
    let both = try await pids(2, from: child)
    child.close(Teardown([.terminate, .wait(long)], drain: short))
    #expect(await child.finished().first == .exited(.signalled(SIGTERM)))
    #expect(await survivors(of: both, within: long) == [])
  }

  @Test func `takes along what it left in its group when it leaves by itself`() async throws {
    let child = try await shell("sh -c 'trap \"\" TERM; echo $$; while :; do sleep 1; done' & read line; exit 0")
    let left = try await pids(1, from: child)
    child.endInput()
    #expect(await child.finished().first == .exited(.exited(0)))
    #expect(await survivors(of: left, within: long) == [])
  }

  @Test func `does not wait for ever for an output that a stranger holds open`() async throws {
    let child = try await shell("setsid sh -c 'echo $$; exec sleep 300' & read line; exit 0")
    let stranger = try await pids(1, from: child)
    child.close(Teardown([.endInput, .wait(long)], drain: short))
    #expect(await child.finished() == [.endInput, .exited(.exited(0)), .abandonOutput, .finished])
    // It left before anybody listed what it started, so that one is the test's to end.
    for pid in stranger { _ = cspawn_signal(pid, -1, SIGKILL) }
    await child.gone()
  }

  @Test func `closes pipes that nobody took`() async throws {
    let ended = AsyncStream<Void>.makeStream()
    let loop = loop
    let pipes: ChildProcess.Pipes? = try await withCheckedThrowingContinuation { continuation in
      loop.submit {
        let events = ChildProcess.Events(
          endInput: {}, exited: { _ in }, finished: { ended.continuation.finish() })
        do {
          let child = try ChildProcess(SpawnRequest(path: "/bin/cat"), on: loop, events: events)
          let first = child.takePipes()
          let second = child.takePipes()
          continuation.resume(returning: second)
          if let first { closeDescriptors([first.input, first.output, first.error]) }
          child.outputEnded()
        } catch {
          continuation.resume(throwing: error)
        }
      }
    }
    #expect(pipes == nil)
    for await _ in ended.stream {}
  }
}
