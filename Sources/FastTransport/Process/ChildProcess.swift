private import CSpawn

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#elseif canImport(Darwin)
  private import Darwin
#endif

/// A child and its end. It lives until it is reaped and what it started is gone, whoever lets go of it.
///
/// Made and used on one loop's thread. Its pipes belong to whoever takes them; it never reads or writes.
package final class ChildProcess: @unchecked Sendable {
  // Sendable: what changes is touched on the loop only.

  /// Our ends of the child's pipes.
  package struct Pipes: Sendable {
    /// Writes to the child's input.
    package let input: Int32
    /// Reads the child's output.
    package let output: Int32
    /// Reads the child's error stream; -1 unless the request asks for a pipe.
    package let error: Int32
  }

  /// What the owner hears and is asked, all on the loop. Dropped after `finished`.
  package struct Events: Sendable {
    /// The teardown ends the child's input now. The owner closes it, behind what is written already or at once.
    package var endInput: @Sendable () -> Void
    /// The child has exited. Once; before or after the end of the output.
    package var exited: @Sendable (ExitStatus) -> Void
    /// Whether the output is unread because the consumer is behind. Then the child's last words are waited for.
    package var isOutputPaused: @Sendable () -> Bool
    /// Somebody holds the output open although the child is gone: the owner closes its end.
    package var abandonOutput: @Sendable () -> Void
    /// Child and leftovers are gone. The last call.
    package var finished: @Sendable () -> Void

    package init(
      endInput: @escaping @Sendable () -> Void, exited: @escaping @Sendable (ExitStatus) -> Void,
      isOutputPaused: @escaping @Sendable () -> Bool = { false },
      abandonOutput: @escaping @Sendable () -> Void = {}, finished: @escaping @Sendable () -> Void = {}
    ) {
      self.endInput = endInput
      self.exited = exited
      self.isOutputPaused = isOutputPaused
      self.abandonOutput = abandonOutput
      self.finished = finished
    }
  }

  /// The child's pid, session and process group.
  package let pid: Int32
  /// Names, with the pid, the child for ever; 0 where the system does not tell.
  package let startTime: UInt64
  private let loop: EventLoop
  private let guardian: ProcessGuardian
  private var machine = StateMachine()
  private var events: Events?
  private var pipes: Pipes?
  private var tree: ProcessTree
  private var watch: ExitWatch?
  private var timer: LoopTimer?
  private var isReaped = false
  private var isRegistered = true
  private var pidfd: Int32

  /// Starts the child. On the loop.
  ///
  /// - Throws: `.notExecutable`, `.noSuchDirectory` or `.system`; nothing is left behind then.
  package init(
    _ request: SpawnRequest, on loop: EventLoop, guardian: ProcessGuardian = .shared, events: Events
  ) throws(TransportError) {
    var ends = PipeEnds()
    defer { ends.closeTheirs() }
    do throws(TransportError) {
      try ends.open(withError: request.errorStream == .pipe)
      let error: Int32
      switch request.errorStream {
      case .pipe: error = ends.error.theirs
      case .inherit: error = STDERR_FILENO
      case .discard: error = -1
      }
      // With a guardian no parent-death signal: a child that it ends first leaves its descendants without a parent,
      // and nobody can tell any more that they are ours.
      let isGuarded = guardian.prepare()
      let started = try request.start(
        input: ends.input.theirs, output: ends.output.theirs, error: error, diesWithThread: !isGuarded)
      pid = started.pid
      startTime = started.startTime
      pidfd = started.pidfd
    } catch {
      ends.closeOurs()
      throw error
    }
    guardian.register(pid: pid, startTime: startTime)
    self.loop = loop
    self.guardian = guardian
    self.events = events
    pipes = Pipes(input: ends.input.ours, output: ends.output.ours, error: ends.error.ours)
    tree = ProcessTree(root: pid, startTime: startTime)
    machine.started()
    watchExit()
  }

  /// Our ends of the pipes, which are the caller's from here on. Nil the second time.
  package func takePipes() -> Pipes? {
    defer { pipes = nil }
    return pipes
  }

  /// Where the child is in its life.
  package var phase: StateMachine.Phase { machine.phase }

  /// Brings the child to its end. The first teardown counts; only `kill` overtakes it.
  package func close(_ teardown: Teardown = .standard) { perform(machine.close(teardown)) }

  /// Ends the child and everything it started, at once.
  package func kill() { perform(machine.kill()) }

  /// The owner has read the output to its end, or has closed it.
  package func outputEnded() { perform(machine.outputEnded()) }

  /// Sends the child a signal; nothing after its end.
  package func signal(_ number: Int32) {
    if !isReaped { _ = cspawn_signal(pid, pidfd, number) }
  }
}

extension ChildProcess {
  private func perform(_ actions: [StateMachine.Action]) {
    for action in actions {
      switch action {
      case .endInput: events?.endInput()
      case .terminate: terminate()
      case .kill: killTree()
      case .setTimer(let delay): setTimer(delay)
      case .report(let status): events?.exited(status)
      case .killLeftovers: killLeftovers()
      case .abandonOutput: events?.abandonOutput()
      case .finish: finish()
      }
    }
  }

  private func watchExit() {
    if pidfd >= 0 {
      // The watch owns the pidfd from here on, also when it cannot be made.
      watch = try? ExitWatch(loop: loop, pidfd: pidfd) { [self] in reap() }
    }
    if watch == nil {
      pidfd = -1
      pollExit(after: .milliseconds(10))
    }
  }

  /// For systems without pidfds: asks again and again, less often with time.
  private func pollExit(after delay: Duration) {
    let timer = LoopTimer(loop: loop)
    timer.start(after: delay) { [self] in
      timer.close()
      if !isReaped { reap() }
      if !isReaped { pollExit(after: min(delay * 2, .milliseconds(160))) }
    }
  }

  private func reap() {
    guard !isReaped else { return }
    // The child's own list is of use only as long as it has not been reaped; nobody else gets its pid until then.
    let end = cspawn_reap(pid, pidfd)
    guard end.state != 0 else { return }
    isReaped = true
    let status: ExitStatus =
      end.state == 2 ? .unknown : end.was_signalled ? .signalled(end.number) : .exited(end.number)
    watch?.finish()
    watch = nil
    pidfd = -1
    let hasLeftovers = terminateLeftovers()
    if !hasLeftovers { unregister() }
    perform(machine.exited(status, hasLeftovers: hasLeftovers))
  }

  /// TERM for what outlives the child: its group, and what was listed while it lived.
  private func terminateLeftovers() -> Bool {
    // A group with members keeps its number from being given to a new process.
    let hasGroup = cspawn_signal_group(pid, SIGTERM) == 0
    return tree.signalCollected(SIGTERM) > 0 || hasGroup
  }

  private func killLeftovers() {
    tree.collect()
    tree.signalCollected(SIGKILL)
    unregister()
  }

  private func terminate() {
    guard !isReaped else { return }
    // Before the signal: once the child is gone nobody can tell what it started.
    tree.collect()
    // The child leads the group, so this is one TERM for each; a second would mean "hurry" to some programs.
    if cspawn_signal_group(pid, SIGTERM) != 0 { signal(SIGTERM) }
  }

  private func killTree() {
    guard !isReaped else { return }
    tree.collect()
    signal(SIGKILL)
    _ = cspawn_signal_group(pid, SIGKILL)
    tree.signalCollected(SIGKILL)
    // What was started between the list and the signal.
    tree.collect()
    tree.signalCollected(SIGKILL)
  }

  private func setTimer(_ delay: Duration) {
    let timer = timer ?? LoopTimer(loop: loop)
    self.timer = timer
    timer.start(after: delay) { [self] in
      perform(machine.timerFired(isOutputPaused: events?.isOutputPaused() ?? false))
    }
  }

  private func unregister() {
    guard isRegistered else { return }
    isRegistered = false
    guardian.unregister(pid: pid, startTime: startTime)
  }

  private func finish() {
    unregister()
    timer?.close()
    timer = nil
    if let pipes { closeDescriptors([pipes.input, pipes.output, pipes.error]) }
    pipes = nil
    let events = events
    self.events = nil
    events?.finished()
  }
}
