internal import FastTransport

/// Processes that are started before they are needed: a run finds one that has shaken hands, and does not wait for a
/// start.
///
/// ```swift
/// let pool = ConnectionPool(PoolConfiguration(maximumProcesses: 8))
/// try await pool.warm(options, count: 2)
/// let answer = try await query("What is 2 + 2?", options: options, transport: pool).text()
/// let session = try await Session.create(options, transport: pool)
/// // ...
/// await pool.drain(within: .seconds(10))
/// ```
///
/// A process serves only runs that would have started just the same one: the same arguments, environment, folder, user,
/// ``ClaudeAgentOptions/tenant``, agents, hook registrations and tools. What differs between runs of one kind is code of
/// yours (hooks, permissions, tools), which is bound when a run gets its process, and is known to no other.
///
/// How many wait ready follows demand: how often a kind is asked for and how long its start takes. When the budget is
/// used up, the process that has waited longest makes room, then a client that has been idle for
/// ``PoolConfiguration/sessionRest``; otherwise a run waits in line, and is refused with
/// ``ClaudeAgentError/Code/overloaded`` when its time is up or too many wait already. A process that dies under a run
/// fails that run, and nothing is sent twice.
///
/// A pool that is dropped ends the processes that nobody uses. ``drain(within:)`` ends all in order.
public final class ConnectionPool: TransportProvider, Sendable {
  /// What the pool was made with.
  public let configuration: PoolConfiguration
  let base: any TransportProvider
  let state: ShortLock<State>
  let clock: PoolClock

  /// Makes a pool. Nothing is started before ``warm(_:count:)`` or the first run.
  ///
  /// - Parameters:
  ///   - configuration: How many processes, and for how long.
  ///   - base: Where processes run; children of this process by default.
  public convenience init(
    _ configuration: PoolConfiguration = PoolConfiguration(), base: any TransportProvider = ProcessTransportProvider()
  ) {
    self.init(configuration, base: base, clock: PoolClock())
  }

  init(_ configuration: PoolConfiguration, base: any TransportProvider, clock: PoolClock) {
    self.configuration = configuration
    self.base = base
    self.clock = clock
    var random = SystemRandomNumberGenerator()
    state = ShortLock(State(configuration.limits, seed: random.next()))
  }

  deinit {
    state.withLock { state in
      state.timer?.cancel()
      state.sampler?.cancel()
      for case let occupant? in state.slots {
        occupant.work?.cancel()
        occupant.transport?.cancel()
      }
    }
  }

  /// Makes a transport of its own for one run, beside the pool. Runs of this library do not come here.
  public func makeTransport(for request: TransportRequest) async throws -> any Transport {
    try await base.makeTransport(for: request)
  }

  // MARK: Preparing

  /// Keeps so many processes of a kind ready from here on, and waits until they are.
  ///
  /// - Parameters:
  ///   - options: What runs of this kind will ask for. Code in them (hooks, permissions, tools) counts only by being
  ///     there: it is bound anew for each run.
  ///   - count: How many; zero wants none any more.
  /// - Throws: What keeps the first of them from starting, which is tried again for the next run;
  ///   ``ClaudeAgentError/Code/invalidInput`` for more than there may be; ``ClaudeAgentError/Code/invalidOptions``;
  ///   ``ClaudeAgentError/Code/cancelled``.
  public func warm(_ options: ClaudeAgentOptions, count: Int = 1) async throws(ClaudeAgentError) {
    do {
      let request = try Launch(options, base, .conversation).request()
      let shard = shard(for: request).number
      let fits = change { state, now in
        let others = state.machine.shards.enumerated().reduce(0) { $0 + ($1.offset == shard ? 0 : $1.element.minimum) }
        guard others + count <= configuration.limits.slots else { return false }
        state.machine.keep(count, of: shard, at: now)
        return true
      }
      guard fits else {
        throw ClaudeAgentError(
          .invalidInput, detail: "More than \(configuration.limits.slots) processes would be kept ready.",
          advice: "Raise `PoolConfiguration.maximumProcesses`, or warm fewer.")
      }
      try await untilReady(shard, min(count, configuration.limits.slots))
    } catch {
      throw ClaudeAgentError(transport: error, during: "warming the pool")
    }
  }

  // MARK: Looking

  /// How many processes do what just now.
  public var statistics: PoolStatistics { state.withLock { $0.statistics } }

  // MARK: Ending

  /// Ends the pool: who waits is refused, idle processes are ended, runs may finish until the time is up and are ended
  /// then. Returns when every process has gone. Again waits for the same end.
  ///
  /// - Parameter limit: How long runs may go on.
  public func drain(within limit: Duration = .seconds(30)) async {
    change { $0.machine.drain(at: $1) }
    let deadline = clock.deadlines.schedule(after: limit) { [weak self] in self?.revokeAll() }
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
      let isDrained = state.withLock { state in
        if state.machine.isDrained { return true }
        state.drainers.append(done)
        return false
      }
      if isDrained { done.resume() }
    }
    deadline.cancel()
  }

  /// The time of draining is up.
  private func revokeAll() {
    let work = change { state, now in
      for slot in state.machine.slots.indices {
        state.machine.finished(slot, isReusable: false, reason: .draining, at: now)
        state.slots[slot]?.transport?.cancel()
      }
      return state.slots.compactMap { $0?.work }
    }
    for task in work { task.cancel() }
  }
}

/// The time of a pool.
struct PoolClock: Sendable {
  /// Time since some moment in the past.
  let now: @Sendable () -> Duration
  let deadlines: any DeadlineSource

  /// The system's.
  init() {
    let origin = ContinuousClock.now
    now = { origin.duration(to: .now) }
    deadlines = TaskDeadlines()
  }

  /// A clock that a test turns.
  init(_ source: any DeadlineSource) {
    now = { source.time }
    deadlines = source
  }
}

/// Deadlines that need no loop: a pool has few, and outlives no loop.
private struct TaskDeadlines: DeadlineSource {
  var time: Duration { .zero }

  func schedule(after delay: Duration, _ action: @escaping @Sendable () -> Void) -> any Deadline {
    TaskDeadline(
      task: Task.detached {
        do { try await Task.sleep(for: delay) } catch { return }
        action()
      })
  }

  private struct TaskDeadline: Deadline {
    let task: Task<Void, Never>
    func cancel() { task.cancel() }
  }
}
