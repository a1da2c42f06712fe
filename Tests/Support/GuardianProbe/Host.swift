import FastTransport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Starts one child under a guardian and waits for its own end.
struct Host {
  let loop: EventLoop
  let mode: String
  let program: [String]

  func hold() throws {
    let guardian = mode == "alone" ? ProcessGuardian(shell: "/nonexistent/sh") : ProcessGuardian.shared
    loop.submit { [self] in
      do {
        let request = SpawnRequest(
          path: program[0], arguments: Array(program.dropFirst()), environment: GuardianProbe.environment(),
          errorStream: .inherit)
        let events = ChildProcess.Events(endInput: {}, exited: { GuardianProbe.say("exited \($0)") })
        let child = try ChildProcess(request, on: loop, guardian: guardian, events: events)
        guard let pipes = child.takePipes() else { exit(70) }
        forward(pipes.output)
        feed(pipes.input)
        if mode == "replace", case .watching(let pid) = guardian.status {
          kill(pid, SIGKILL)
          // The death of the first one is noticed by `prepare` once it has happened.
          while guardian.prepare(), case .watching(pid) = guardian.status { sched_yield() }
        }
        if mode == "forget" { guardian.unregister(pid: child.pid, startTime: child.startTime) }
        switch guardian.status {
        case .idle: GuardianProbe.say("guardian none")
        case .watching(let pid): GuardianProbe.say("guardian \(pid)")
        case .unavailable(let error): GuardianProbe.say("guardian unavailable \(error.code.rawValue)")
        }
        GuardianProbe.say("child \(child.pid)")
      } catch {
        GuardianProbe.say("failed \(error)")
        exit(71)
      }
    }
    while true { pause() }
  }

  /// The child's output becomes ours.
  private func forward(_ descriptor: Int32) {
    let thread = PipeCopy(from: descriptor, to: STDOUT_FILENO)
    thread.start()
  }

  /// Our input becomes the child's, and stays open behind its end.
  private func feed(_ descriptor: Int32) {
    let thread = PipeCopy(from: STDIN_FILENO, to: descriptor)
    thread.start()
  }
}
