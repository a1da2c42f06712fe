internal import FastTransport
private import Synchronization

/// Makes a child process for each run: the default transport.
public struct ProcessTransportProvider: TransportProvider {
  private let spawner: any ProcessSpawner

  /// Makes a provider.
  ///
  /// - Parameter spawner: How the CLI is started; on this machine by default.
  public init(spawner: any ProcessSpawner = LocalSpawner()) { self.spawner = spawner }

  /// Finds the CLI and prepares its command; starts nothing yet.
  public func makeTransport(for request: TransportRequest) async throws -> any Transport {
    let locator = CLILocator(cliPath: request.options.cliPath, environment: request.hostEnvironment)
    let executable = try locator.locate().path
    if WindowsRules.apply, WindowsRules.namesBatchScript(executable) {
      throw ClaudeAgentError(
        .cliNotExecutable, detail: "\(executable) names a batch script, which cannot be given arguments safely.",
        advice: "Install the native CLI, a program `claude.exe`.")
    }
    let command = ProcessCommand(
      executable: executable, arguments: request.arguments, environment: request.environment,
      workingDirectory: request.workingDirectory, user: request.options.user)
    return ProcessTransport(
      try await spawner.prepare(command), grace: request.options.shutdownGrace,
      stderrHandler: request.options.stderrHandler, observer: request.options.observer)
  }
}

/// Frames over the standard streams of a child.
final class ProcessTransport: Transport, @unchecked Sendable {
  // Sendable: what changes belongs to the loop of the inbox, except for `state`, and for `loop` and `channel`,
  // which are set once, before the start returns.

  let capabilities: TransportCapabilities = [.controlProtocol, .process]
  /// What to start; given up afterwards, since an environment is large.
  private var command: ProcessCommand?
  private let grace: Duration
  private let stderrHandler: (@Sendable (String) -> Void)?
  private let observer: (any AgentObserver)?

  /// Ending this may come before its start, or at the same time: whoever is first decides. Written once; the release
  /// publishes `loop`.
  private let state = Atomic<State>(.idle)
  private var loop: EventLoop?
  private var inbox: TransportInbox?
  private var channel: FrameChannel?
  private var child: ChildProcess?
  private var errors: TailReader?
  private var status: ExitStatus?
  private var outputEnded = false
  private var errorsEnded = false
  private var hasFinished = false
  private var isGone = false
  private var closers: [CheckedContinuation<Void, Never>] = []

  init(
    _ command: ProcessCommand, grace: Duration, stderrHandler: (@Sendable (String) -> Void)?,
    observer: (any AgentObserver)?
  ) {
    self.command = command
    self.grace = grace
    self.stderrHandler = stderrHandler
    self.observer = observer
  }

  func start(delivering inbox: TransportInbox) async throws {
    guard let command else { throw TransportError(.closed, at: "second start") }
    self.command = nil
    let user = try command.user.map { try SpawnRequest.User(named: $0) }
    let request = SpawnRequest(
      path: command.executable, arguments: command.arguments, environment: command.environment,
      directory: command.workingDirectory, errorStream: .pipe, user: user)
    let loop = inbox.frames.loop
    try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
      loop.run { [self] in
        do {
          try begin(request, inbox, on: loop)
          done.resume()
        } catch {
          done.resume(throwing: StartFailure.explain(error, command))
        }
      }
    }
  }

  private func begin(_ request: SpawnRequest, _ inbox: TransportInbox, on loop: EventLoop) throws(TransportError) {
    try settle(on: loop)
    self.inbox = inbox
    let events = ChildProcess.Events(
      endInput: { [self] in self.channel?.finishWriting() },
      exited: { [self] status in
        self.status = status
        finishIfDone()
      },
      isOutputPaused: { inbox.frames.isPaused },
      abandonOutput: { [self] in self.channel?.close() },
      finished: { [self] in gone() })
    let child = try ChildProcess(request, on: loop, events: events)
    guard let pipes = child.takePipes() else { return }
    self.child = child
    let channel = FrameChannel(inbox: inbox.frames)
    self.channel = channel
    do throws(TransportError) {
      errors = try TailReader(loop: loop, descriptor: pipes.error, onLine: stderrHandler) { [self] in
        errorsEnded = true
        finishIfDone()
      }
      try channel.open(reading: pipes.output, writing: pipes.input) { [self] _ in
        outputEnded = true
        child.outputEnded()
        finishIfDone()
      }
    } catch {
      child.kill()
      throw error
    }
    observer?.observe(.started(processID: child.pid))
  }

  private enum State: UInt8, AtomicRepresentable {
    case idle
    case started
    case refused
  }

  private func settle(on loop: EventLoop) throws(TransportError) {
    self.loop = loop
    let isFirst = state.compareExchange(expected: .idle, desired: .started, ordering: .acquiringAndReleasing).exchanged
    if !isFirst { throw TransportError(.cancelled, at: "start") }
  }

  /// The loop, or nil when nothing was started; then nothing will be.
  private func loopToEndOn() -> EventLoop? {
    let now = state.compareExchange(expected: .idle, desired: .refused, ordering: .acquiringAndReleasing).original
    return now == .started ? loop : nil
  }

  /// The end is told when nothing more can come: exit, output and standard error are all there.
  private func finishIfDone() {
    guard status != nil, outputEnded, errorsEnded else { return }
    finish()
  }

  private func finish() {
    guard !hasFinished else { return }
    hasFinished = true
    let skipped = channel?.skippedLines ?? 0
    if skipped > 0 { observer?.observe(.skippedLines(count: skipped)) }
    inbox?.finish(TransportEnd(exitStatus: status.flatMap { .init($0) }, stderrTail: errors?.tail ?? ""))
  }

  /// Child and leftovers are gone; a standard error that somebody still holds open is given up.
  private func gone() {
    isGone = true
    errors?.finish()
    channel?.close()
    finish()
    let waiting = closers
    closers = []
    for closer in waiting { closer.resume() }
    child = nil
  }

  func send(_ line: [UInt8], sent: @escaping @Sendable ((any Error)?) -> Void) {
    guard let channel else { return sent(TransportError(.closed, at: "send before the start")) }
    do throws(TransportError) {
      try channel.send(line, written: sent)
    } catch {
      sent(error)
    }
  }

  /// Forgets what the process has written to its standard error. On the loop.
  func forgetErrors() { errors?.forget() }

  func endInput() { channel?.finishWriting() }

  func close() async {
    guard let loop = loopToEndOn() else { return }
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
      loop.run { [self] in
        guard let child, !isGone else { return done.resume() }
        closers.append(done)
        child.close(.graceful(grace: grace))
      }
    }
  }

  func cancel() {
    loopToEndOn()?.run { [self] in
      child?.close(.prompt(grace: min(grace, .seconds(2))))
    }
  }
}

/// Says why a process could not be started, in the terms of the user's options.
enum StartFailure {
  static func explain(_ error: any Error, _ command: ProcessCommand) -> ClaudeAgentError {
    guard let error = error as? TransportError else {
      return ClaudeAgentError(transport: error, during: "starting the CLI")
    }
    let context = ClaudeAgentError.Context { $0.underlying = error }
    switch error.code {
    case .cancelled:
      return ClaudeAgentError(.cancelled, detail: "The run was ended before the CLI was started.", context: context)
    case .noSuchDirectory:
      return ClaudeAgentError(
        .workingDirectoryNotFound, detail: "The working directory \(command.workingDirectory ?? "") cannot be entered.",
        context: context)
    case .notExecutable where FileSystem.status(of: command.executable) != nil:
      return ClaudeAgentError(
        .cliNotExecutable,
        detail: "\(command.executable) exists, but the system does not run it (errno \(error.number)).",
        context: context)
    case .notExecutable:
      return ClaudeAgentError(.cliNotFound, detail: "There is no \(command.executable).", context: context)
    default:
      return ClaudeAgentError(
        .spawnFailed, detail: "Starting \(command.executable) failed: \(error.place), errno \(error.number).",
        context: context)
    }
  }
}

extension ClaudeAgentError.ExitStatus {
  init?(_ status: ExitStatus) {
    switch status {
    case .exited(let code): self = .exited(code: code)
    case .signalled(let number): self = .signalled(number: number)
    case .unknown: return nil
    }
  }
}
