internal import FastTransport

extension ConnectionPool: LeaseOwner {
  /// After so many resets that have failed, processes serve one conversation each.
  static let recyclingTries = 3
  /// How long a reset may take.
  static let resetTimeout = Duration.seconds(5)

  func leaseEnded(_ slot: Int, returned: Connection?, hasFailed: Bool) {
    change { state, now in
      guard let occupant = state.slots[slot] else { return }
      occupant.eviction = nil
      occupant.connection = returned
      occupant.relay.tell(configuration.observer, nil)
      state.machine.finished(slot, isReusable: returned != nil, reason: hasFailed ? .broken : .used, at: now)
    }
  }

  func recycle(_ slot: Int) {
    guard
      let (occupant, connection) = state.withLock({ state in
        state.slots[slot].flatMap { occupant in occupant.connection.take().map { (occupant, $0) } }
      })
    else { return change { $0.machine.recyclingFailed(slot, at: $1) } }
    let task = Task.detached { [self] in
      let began = clock.now()
      do throws(ClaudeAgentError) {
        let reset = try await ProcessReset(connection, occupant.kind.options).run(within: Self.resetTimeout)
        guard await watch(reset.connection, occupant, slot) else {
          throw ClaudeAgentError(.connectionClosed, detail: "The process ended right behind its reset.")
        }
        state.withLock { _ in
          occupant.connection = reset.connection
          occupant.stream = reset.stream
          occupant.sessionID = reset.sessionID
        }
        tell(.recycled(after: clock.now() - began))
        change { $0.machine.recycled(slot, at: $1) }
      } catch {
        tell(.recyclingFailed(error.detail))
        change { state, now in
          state.failedResets += 1
          state.machine.recyclingFailed(slot, at: now)
        }
      }
    }
    state.withLock { _ in occupant.work = task }
  }

  func evict(_ slot: Int) {
    let eviction = state.withLock { $0.slots[slot]?.eviction }
    if let eviction { eviction() } else { change { $0.machine.keeps(slot, at: $1) } }
  }
}
