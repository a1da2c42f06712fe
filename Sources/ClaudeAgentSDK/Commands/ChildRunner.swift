internal import FastTransport

/// Runs a program as a child of this process, on one of its loops.
struct ChildRunner: CommandRunner {
  func run(_ command: HostCommand) async throws(ClaudeAgentError) -> CommandOutcome {
    let loops: LoopGroup
    do throws(TransportError) { loops = try LoopGroup.shared() } catch { throw Self.spawnFailed(command, error) }
    let loop = loops.acquire()
    defer { loops.release(loop) }
    let run = ChildRun(loop: loop)
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        loop.run { run.start(command, continuation) }
      }
    } onCancel: {
      loop.run { run.end(ClaudeAgentError(.cancelled, detail: "\(command.path) was ended: the task was cancelled.")) }
    }
    return try result.get()
  }

  fileprivate static func spawnFailed(_ command: HostCommand, _ error: TransportError) -> ClaudeAgentError {
    ClaudeAgentError(
      .spawnFailed, detail: "\(command.path) could not be started: \(error.systemText).",
      context: .init { $0.underlying = error })
  }
}

/// One child and what it printed so far. It lives until the child is gone, as the child's events hold it.
private final class ChildRun: @unchecked Sendable {
  // Sendable: everything is touched on the loop only.

  /// How much of each stream is kept.
  private static let keptByteCount = 64 << 10

  private let loop: EventLoop
  private var continuation: CheckedContinuation<Result<CommandOutcome, ClaudeAgentError>, Never>?
  private var child: ChildProcess?
  private var output: TailReader?
  private var errors: TailReader?
  private var deadline: (any Deadline)?
  private var status = ExitStatus.unknown
  /// Why the child was ended by us, if it was.
  private var reason: ClaudeAgentError?

  init(loop: EventLoop) {
    self.loop = loop
  }

  func start(
    _ command: HostCommand, _ continuation: CheckedContinuation<Result<CommandOutcome, ClaudeAgentError>, Never>
  ) {
    self.continuation = continuation
    // The task may have been cancelled before it came here.
    if let reason { return resume(.failure(reason)) }
    let request = SpawnRequest(
      path: command.path, arguments: command.arguments, environment: command.environment, directory: command.directory)
    let events = ChildProcess.Events(
      endInput: {},
      exited: { [self] status in self.status = status },
      abandonOutput: { [self] in output?.finish() },
      finished: { [self] in finished() })
    do throws(TransportError) {
      let child = try ChildProcess(request, on: loop, events: events)
      self.child = child
      try read(child)
    } catch {
      reason = ChildRunner.spawnFailed(command, error)
      // Without a child nothing will call; with one, its end does.
      guard let child else { return resume(.failure(reason ?? ChildRunner.spawnFailed(command, error))) }
      child.kill()
      return
    }
    deadline = loop.schedule(after: command.timeLimit) { [self] in
      end(ClaudeAgentError(.timedOut, detail: "\(command.path) took over \(command.timeLimit) and was ended."))
    }
  }

  /// Ends the child, if it still runs, and fails with this error.
  func end(_ error: ClaudeAgentError) {
    guard reason == nil else { return }
    reason = error
    child?.close(.prompt(grace: .seconds(2)))
  }

  /// Gives the child an empty input, and reads what it prints.
  private func read(_ child: ChildProcess) throws(TransportError) {
    guard let pipes = child.takePipes() else { return }
    closeDescriptors([pipes.input])
    do throws(TransportError) {
      errors = try TailReader(
        loop: loop, descriptor: pipes.error, limit: Self.keptByteCount, onLine: nil, onEnd: {})
    } catch {
      closeDescriptors([pipes.output])
      child.outputEnded()
      throw error
    }
    do throws(TransportError) {
      output = try TailReader(
        loop: loop, descriptor: pipes.output, limit: Self.keptByteCount, onLine: nil,
        onEnd: { child.outputEnded() })
    } catch {
      child.outputEnded()
      throw error
    }
  }

  private func finished() {
    deadline?.cancel()
    deadline = nil
    output?.finish()
    errors?.finish()
    if let reason {
      resume(.failure(reason))
    } else {
      let status: ClaudeAgentError.ExitStatus =
        switch status {
        case .exited(let code): .exited(code: code)
        case .signalled(let number): .signalled(number: number)
        // The host reaped the child before us: nobody can say how it ended, so it is no success.
        case .unknown: .exited(code: -1)
        }
      resume(
        .success(CommandOutcome(status: status, output: output?.tail ?? "", errorTail: errors?.tail ?? "")))
    }
    child = nil
  }

  private func resume(_ result: Result<CommandOutcome, ClaudeAgentError>) {
    continuation?.resume(returning: result)
    continuation = nil
  }
}
