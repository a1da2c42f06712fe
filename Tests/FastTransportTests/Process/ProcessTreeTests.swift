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

@Suite final class `The tree of a child` {
  private let loop: EventLoop

  init() throws { loop = try EventLoop(name: "test") }
  deinit { loop.stop() }

  /// A child, one it started, one of that in a session of its own, and one in the child's session that lost its parent.
  private let script = """
    sh -c 'echo child $$; setsid sh -c "echo grandchild \\$\\$; read line; exec sleep 300" & read line; wait' &
    (sh -c 'echo orphan $$; exec sleep 300' &)
    read line
    wait
    """

  private func start() async throws -> (ObservedChild, [String: Int32]) {
    let request = SpawnRequest(
      path: "/bin/sh", arguments: ["-c", script], environment: ["PATH": "/usr/bin:/bin"], errorStream: .discard)
    let child = try await ObservedChild.start(request, on: loop)
    var pids: [String: Int32] = [:]
    for _ in 0..<3 {
      let words = try #require(await child.output.next()).split(separator: " ")
      pids[String(words[0])] = Int32(words[1])
    }
    return (child, pids)
  }

  @Test func `holds descendants in every session and those who lost their parent`() async throws {
    let (child, pids) = try await start()
    var tree = ProcessTree(root: child.pid, startTime: child.child.startTime)
    tree.collect()
    #expect(Set(pids.keys) == ["child", "grandchild", "orphan"])
    for pid in pids.values { #expect(tree.collected.contains(pid)) }
    #expect(!tree.collected.contains(child.pid))
    #expect(!tree.collected.contains(getpid()))
    #expect(tree.signalCollected(0) == tree.collected.count)
    child.kill()
    _ = await child.finished()
    #expect(await survivors(of: Array(pids.values), within: .seconds(60)) == [])
    #expect(tree.signalCollected(0) == 0)
  }

  @Test func `is remembered when the child has gone`() async throws {
    let (child, pids) = try await start()
    var tree = ProcessTree(root: child.pid, startTime: child.child.startTime)
    tree.collect()
    let grandchild = try #require(pids["grandchild"])
    child.kill()
    _ = await child.finished()
    tree.collect()
    #expect(tree.collected.contains(grandchild))
  }

  @Test func `is empty for a pid that belongs to another by now`() async throws {
    let (child, pids) = try await start()
    var tree = ProcessTree(root: child.pid, startTime: child.child.startTime &+ 1)
    tree.collect()
    #expect(tree.collected == [])
    child.kill()
    _ = await child.finished()
    #expect(await survivors(of: Array(pids.values), within: .seconds(60)) == [])
  }

  @Test func `never signals a process that only has the same pid`() async throws {
    let child = try await ObservedChild.start(SpawnRequest(path: "/bin/cat", errorStream: .discard), on: loop)
    let start = child.child.startTime
    #expect(cspawn_is_alive(child.pid, start))
    #expect(!cspawn_is_alive(child.pid, start + 1))
    #expect(!cspawn_is_alive(child.pid, 0))
    let stranger = [cspawn_process(pid: child.pid, group: child.pid, start_time: start + 1)]
    #expect(unsafe cspawn_signal_listed(stranger, 1, SIGKILL) == 0)
    #expect(await child.status() == .exited(0))
  }

  @Test func `is cut off at the room there is`() async throws {
    let (child, pids) = try await start()
    var two = [cspawn_process](repeating: cspawn_process(), count: 2)
    #expect(unsafe cspawn_list_descendants(child.pid, child.child.startTime, &two, 2) == 2)
    #expect(unsafe cspawn_list_descendants(child.pid, child.child.startTime, &two, 0) == 0)
    #expect(unsafe cspawn_list_descendants(1, 0, &two, 2) == 0)
    child.kill()
    _ = await child.finished()
    #expect(await survivors(of: Array(pids.values), within: .seconds(60)) == [])
  }
}
