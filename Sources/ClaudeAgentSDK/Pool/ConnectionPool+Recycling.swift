internal import FastTransport

extension ConnectionPool: LeaseOwner {
  /// After so many resets that have failed, processes serve one conversation each.
  static let recyclingTries = 3

  func leaseEnded(_ slot: Int, returned: Connection?, hasFailed: Bool) {
    let isParked = change { state, now in
      guard let occupant = state.slots[slot] else { return false }
      occupant.eviction = nil
      occupant.connection = returned
      occupant.relay.tell(configuration.observer, nil)
      let wasCalledIn = state.machine.slots[slot].phase == .evicting
      let reason: PoolMachine.Reason = hasFailed ? .broken : wasCalledIn ? .evicted : .used
      state.machine.finished(slot, isReusable: returned != nil && !wasCalledIn, reason: reason, at: now)
      return wasCalledIn
    }
    if isParked { tell(.sessionParked) }
  }

  // MARK: Leases at rest

  var callsLeasesIn: Bool { configuration.sessionRest != nil }

  func leaseRests(_ slot: Int, _ eviction: @escaping @Sendable () -> Void) {
    change { state, now in
      state.slots[slot]?.eviction = eviction
      state.machine.rests(slot, at: now)
    }
  }

  func leaseWakes(_ slot: Int) { change { _ = $0.machine.wakes(slot, at: $1) } }

  func leaseKeeps(_ slot: Int) { change { $0.machine.keeps(slot, at: $1) } }

  func evict(_ slot: Int) {
    let eviction = state.withLock { $0.slots[slot]?.eviction }
    if let eviction { eviction() } else { leaseKeeps(slot) }
  }

  // MARK: Resets

  func recycle(_ slot: Int) {
    guard
      let (occupant, connection) = state.withLock({ state in
        state.slots[slot].flatMap { occupant in occupant.connection.take().map { (occupant, $0) } }
      })
    else { return change { $0.machine.recyclingFailed(slot, at: $1) } }
    let task = Task.detached { [self] in
      let began = clock.now()
      do throws(ClaudeAgentError) {
        let reset = try await ProcessReset(connection, occupant.kind.options).run(within: configuration.resetTimeout)
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
        silenced(slot, occupant)
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
}
