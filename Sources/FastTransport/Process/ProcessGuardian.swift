private import CSpawn

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#elseif canImport(Darwin)
  private import Darwin
#endif

/// The owner of the one small process that ends our children when this process is killed.
///
/// No code of ours runs after a SIGKILL. So a shell waits at the end of a pipe for as long as we live, is told of
/// every child, and ends what is left when the pipe closes. It is started with the first child and again when somebody
/// has ended it. Every call may come from any thread; none is on the way of a message.
package final class ProcessGuardian: @unchecked Sendable {
  // Sendable: `state`, `living` and `restarts` are touched under the guardian lock only.

  package enum Status: Sendable, Equatable {
    /// No child has needed it yet.
    case idle
    case watching(pid: Int32)
    /// Children get a parent-death signal instead: that reaches them, but not what they start.
    case unavailable(TransportError)
  }

  package static let shared = ProcessGuardian()

  private enum State {
    case idle
    case watching(StartedProcess, pipe: Int32)
    case unavailable(TransportError)
  }

  /// A guardian that never lives long enough is not started for ever.
  private static let mostRestarts = 16

  private let shell: String
  private var state = State.idle
  private var living: [Int32: UInt64] = [:]
  private var restarts = 0

  /// - Parameter shell: A POSIX shell. Tests name another one.
  package init(shell: String = "/bin/sh") { self.shell = shell }

  package var status: Status {
    locked {
      switch state {
      case .idle: return .idle
      case .watching(let process, _): return .watching(pid: process.pid)
      case .unavailable(let error): return .unavailable(error)
      }
    }
  }

  /// Sees to it that the guardian runs. Before a child is started, so that no child is ever without one.
  ///
  /// - Returns: False when there is none to be had; `status` says why.
  @discardableResult
  package func prepare() -> Bool {
    locked {
      if case .watching(let process, _) = state, cspawn_reap(process.pid, process.pidfd).state != 0 {
        restart()
      } else {
        startIfNeeded()
      }
      if case .watching = state { return true }
      return false
    }
  }

  /// The child is to end when this process does.
  package func register(pid: Int32, startTime: UInt64) {
    locked {
      living[pid] = startTime
      startIfNeeded()
      tell("+\(pid) \(startTime)\n")
    }
  }

  /// The child and what it started are gone.
  package func unregister(pid: Int32, startTime: UInt64) {
    locked {
      guard living[pid] == startTime else { return }
      living[pid] = nil
      tell("-\(pid) \(startTime)\n")
    }
  }

  /// Ends the guardian without ending any child.
  package func stop() {
    locked {
      endProcess()
      state = .idle
      living = [:]
    }
  }

  // MARK: Under the lock

  private func locked<Result>(_ body: () -> Result) -> Result {
    cspawn_guardian_lock()
    defer { cspawn_guardian_unlock() }
    return body()
  }

  private func startIfNeeded() {
    switch state {
    case .watching: return
    // A shell that is not there will not come; a machine short of processes or descriptors recovers.
    case .unavailable(let error) where error.code == .notExecutable || restarts > Self.mostRestarts: return
    case .idle, .unavailable: start()
    }
  }

  private func start() {
    var readEnd: Int32 = -1
    var writeEnd: Int32 = -1
    let error = unsafe cspawn_pipe(&readEnd, &writeEnd)
    guard error == 0 else {
      state = .unavailable(TransportError(.system, number: error, at: "the guardian's pipe"))
      return
    }
    defer { _ = close(readEnd) }
    let request = SpawnRequest(
      path: shell, arguments: ["-c", Self.script, "claude-agent-guardian"],
      environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C"], directory: "/")
    do throws(TransportError) {
      let process = try request.start(input: readEnd, output: -1, error: -1, diesWithThread: false)
      _ = cspawn_set_nonblocking(writeEnd)
      state = .watching(process, pipe: writeEnd)
      for (pid, startTime) in living where !write("+\(pid) \(startTime)\n", to: writeEnd) { break }
    } catch {
      _ = close(writeEnd)
      state = .unavailable(error)
    }
  }

  private func tell(_ line: String) {
    guard case .watching(_, let pipe) = state, !write(line, to: pipe) else { return }
    // Ended by somebody, or stopped for so long that the pipe is full: a new one is told of all that live.
    restart()
  }

  private func write(_ line: String, to pipe: Int32) -> Bool {
    // Safe: the array outlives the call. A line is far below PIPE_BUF, so it goes whole or not at all.
    let bytes = Array(line.utf8)
    return unsafe cspawn_write_quietly(pipe, bytes, bytes.count) == 0
  }

  private func restart() {
    endProcess()
    restarts += 1
    if restarts > Self.mostRestarts {
      state = .unavailable(TransportError(.closed, number: EPIPE, at: "the guardian, ended \(restarts) times"))
    } else {
      start()
    }
  }

  /// Kills before the pipe closes: a guardian that saw its end would end the children.
  private func endProcess() {
    guard case .watching(let process, let pipe) = state else { return }
    _ = cspawn_signal(process.pid, process.pidfd, SIGKILL)
    _ = cspawn_wait(process.pid, process.pidfd)
    _ = close(pipe)
    if process.pidfd >= 0 { _ = close(process.pidfd) }
    state = .idle
  }
}
