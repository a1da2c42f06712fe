internal import FastTransport

extension ConnectionPool {
  /// What the pool's lock guards.
  struct State {
    var machine: PoolMachine
    /// By the numbers of the machine.
    var kinds: [ProcessKind?] = []
    var numbers: [Fingerprint: Int] = [:]
    /// The last failure of each kind, by its number.
    var failures: [ClaudeAgentError?] = []
    /// How often resets have failed; see ``ConnectionPool/recyclingTries``.
    var failedResets = 0
    var slots: [Occupant?]
    var waiting: [Int: Waiting] = [:]
    var nextWaiter = 0
    /// Who waits until so many of a kind are ready.
    var warmers: [Warmer] = []
    var drainers: [CheckedContinuation<Void, Never>] = []
    var timer: (any Deadline)?
    var timerDue: Duration?
    var sampler: (any Deadline)?
    /// What the observer was told last.
    var toldLevel = PoolStatistics()

    init(_ limits: PoolLimits, seed: UInt64) {
      machine = PoolMachine(limits, seed: seed)
      slots = Array(repeating: nil, count: limits.slots)
    }

    var statistics: PoolStatistics {
      var statistics = PoolStatistics()
      for slot in machine.slots {
        switch slot.phase {
        case .free: continue
        case .starting, .recycling: statistics.starting += 1
        case .ready: statistics.ready += 1
        case .leased, .resting, .evicting: statistics.leased += 1
        case .closing: statistics.closing += 1
        }
      }
      statistics.waiting = machine.waiters.count
      statistics.memory = machine.memory
      return statistics
    }
  }

  /// What became of a run that has waited.
  enum Admitted: Sendable {
    case slot(Int)
    case refused(ClaudeAgentError)
  }

  struct Waiting {
    let shard: Int
    let admitted: CheckedContinuation<Admitted, Never>
  }

  struct Warmer {
    let id: Int
    let shard: Int
    let count: Int
    let done: CheckedContinuation<ClaudeAgentError?, Never>
  }

  // MARK: Kinds

  /// The number of a kind, and what tells it from the kind most like it when it is new.
  func shard(for request: LaunchRequest) -> (number: Int, differences: String?) {
    let fingerprint = Fingerprint(request)
    if let known = state.withLock({ $0.numbers[fingerprint] }) { return (known, nil) }
    let kind = ProcessKind(request, fingerprint)
    let differences = differences(of: fingerprint)
    return state.withLock { state in
      if let known = state.numbers[fingerprint] { return (known, nil) }
      let number = state.machine.addShard()
      if number < state.kinds.count {
        if let old = state.kinds[number] { state.numbers[old.fingerprint] = nil }
        state.kinds[number] = kind
        state.failures[number] = nil
      } else {
        state.kinds.append(kind)
        state.failures.append(nil)
      }
      state.numbers[fingerprint] = number
      return (number, differences)
    }
  }

  /// What tells a new kind from the one most like it, for those who watch. Off the lock: there may be many.
  private func differences(of fingerprint: Fingerprint) -> String {
    guard configuration.observer != nil else { return "" }
    let others = state.withLock { state in state.kinds.compactMap { $0?.fingerprint } }
      .map { ($0, $0.differences(from: fingerprint).count) }
    return others.min { $0.1 < $1.1 }.map { fingerprint.explanation(against: $0.0) } ?? ""
  }

  // MARK: Changes

  /// Changes the state, and does what follows from it.
  @discardableResult
  func change<Result>(_ body: (inout State, Duration) -> Result) -> Result {
    let now = clock.now()
    let (result, actions) = state.withLock { state -> (Result, [PoolMachine.Action]) in
      let result = body(&state, now)
      return (result, state.takeActions())
    }
    perform(actions)
    serveWarmers()
    setTimer()
    tellLevel()
    return result
  }
}

extension ConnectionPool.State {
  /// What the machine wants done; costs nothing when it wants nothing.
  mutating func takeActions() -> [PoolMachine.Action] {
    guard !machine.actions.isEmpty else { return [] }
    let actions = machine.actions
    machine.actions.removeAll(keepingCapacity: true)
    return actions
  }
}
