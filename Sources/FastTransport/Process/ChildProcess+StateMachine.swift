extension ChildProcess {
  /// What a child is doing, and what its owner must do next. Pure: the owner acts.
  ///
  ///     idle -> running -> closing -> draining -> closed
  ///                   \-----------------^   \-> (unkillable) -> closed
  package struct StateMachine: Sendable {
    package enum Phase: Sendable, Equatable {
      case idle
      case running
      /// The teardown is under way.
      case closing
      /// The child has exited; its output is still open, or something it started still lives.
      case draining
      /// The child has outlived KILL (it hangs in the kernel): given up, but still reaped when it goes.
      case unkillable
      case closed
    }

    package enum Action: Sendable, Equatable {
      case endInput
      case terminate
      case kill
      /// Replaces the timer that runs.
      case setTimer(Duration)
      /// The exit status, once in a child's life.
      case report(ExitStatus)
      /// KILL for what outlived the child.
      case killLeftovers
      /// Somebody else holds the output open: stop reading it.
      case abandonOutput
      /// Let go of everything. The last action.
      case finish
    }

    package private(set) var phase = Phase.idle
    private var teardown = Teardown.standard
    private var nextStep = 0
    private var isOutputOpen = true
    private var hasLeftovers = false
    /// The owner has asked for the end: what a paused consumer has not read is not waited for.
    private var isUnwanted = false

    package init() {}
  }
}

extension ChildProcess.StateMachine {
  package mutating func started() {
    if phase == .idle { phase = .running }
  }

  /// The owner wants the child to end. The first teardown counts; `kill` overtakes it.
  package mutating func close(_ teardown: Teardown) -> [Action] {
    isUnwanted = true
    switch phase {
    case .idle:
      phase = .closed
      return [.finish]
    case .running:
      phase = .closing
      self.teardown = teardown
      nextStep = 0
      return walk()
    case .closing, .draining, .unkillable, .closed:
      return []
    }
  }

  /// The owner wants the whole tree gone now.
  package mutating func kill() -> [Action] {
    switch phase {
    case .closing where !teardown.steps[nextStep...].contains(.kill):
      // Already killed: only the wait for the exit is left.
      return []
    case .closing:
      teardown = .atOnce
      nextStep = 0
      return walk().filter { $0 != .endInput }
    case .draining:
      phase = .closed
      return (hasLeftovers ? [.killLeftovers] : []) + (isOutputOpen ? [.abandonOutput] : []) + [.finish]
    case .idle, .running, .unkillable, .closed:
      return close(.atOnce)
    }
  }

  /// The child has exited and is reaped.
  ///
  /// - Parameter hasLeftovers: Whether something it started is known to live on; the owner has sent that TERM.
  package mutating func exited(_ status: ExitStatus, hasLeftovers: Bool) -> [Action] {
    switch phase {
    case .running, .closing:
      self.hasLeftovers = hasLeftovers
      if !isOutputOpen, !hasLeftovers {
        phase = .closed
        return [.report(status), .finish]
      }
      phase = .draining
      return [.report(status), .setTimer(teardown.drain)]
    case .unkillable:
      phase = .closed
      return [.finish]
    case .idle, .draining, .closed:
      return []
    }
  }

  /// The output has ended, or its reader has been closed.
  package mutating func outputEnded() -> [Action] {
    guard isOutputOpen else { return [] }
    isOutputOpen = false
    guard phase == .draining, !hasLeftovers else { return [] }
    phase = .closed
    return [.finish]
  }

  /// The timer that was set last has fired.
  ///
  /// - Parameter isOutputPaused: Whether the output is unread because the consumer is behind, not because it is silent.
  package mutating func timerFired(isOutputPaused: Bool) -> [Action] {
    switch phase {
    case .closing:
      return walk()
    case .draining where hasLeftovers:
      hasLeftovers = false
      if isOutputOpen { return [.killLeftovers, .setTimer(teardown.drain)] }
      phase = .closed
      return [.killLeftovers, .finish]
    case .draining where isOutputPaused && !isUnwanted:
      return [.setTimer(teardown.drain)]
    case .draining:
      phase = .closed
      return [.abandonOutput, .finish]
    case .idle, .running, .unkillable, .closed:
      return []
    }
  }

  /// The steps up to the next wait.
  private mutating func walk() -> [Action] {
    var actions: [Action] = []
    while nextStep < teardown.steps.count {
      let step = teardown.steps[nextStep]
      nextStep += 1
      switch step {
      case .endInput: actions.append(.endInput)
      case .terminate: actions.append(.terminate)
      case .kill: actions.append(.kill)
      case .wait(let duration):
        actions.append(.setTimer(duration))
        return actions
      }
    }
    phase = .unkillable
    return actions + (isOutputOpen ? [.abandonOutput] : []) + [.report(.unknown)]
  }
}
