internal import FastTransport

/// Doing what the machine has decided. Nothing here decides.
extension ConnectionPool {
  func perform(_ actions: [PoolMachine.Action]) {
    for action in actions {
      switch action {
      case .start(let slot, let shard): start(slot, shard)
      case .close(let slot, let reason): close(slot, reason)
      case .recycle(let slot): recycle(slot)
      case .grant(let waiter, let slot):
        state.withLock { $0.waiting.removeValue(forKey: waiter) }?.admitted.resume(returning: .slot(slot))
      case .refuse(let waiter, let refusal): refuse(waiter, refusal)
      case .evict(let slot): evict(slot)
      case .drained:
        let drainers = state.withLock { state in
          let drainers = state.drainers
          state.drainers = []
          return drainers
        }
        for drainer in drainers { drainer.resume() }
      }
    }
  }

  // MARK: Starting

  private func start(_ slot: Int, _ shard: Int) {
    let occupant = state.withLock { state -> Occupant? in
      guard let kind = state.kinds[shard] else { return nil }
      let occupant = Occupant(kind: kind)
      state.slots[slot] = occupant
      return occupant
    }
    guard let occupant else { return change { $0.machine.startFailed(slot, at: $1) } }
    startMeasuring()
    // Detached: a process belongs to no task, and neither do its priority and its task-local values.
    let task = Task.detached { [self] in
      let began = clock.now()
      do throws(ClaudeAgentError) {
        try await fill(occupant, slot)
        if let prompt = configuration.warmUpPrompt { try await warmUp(prompt, occupant, slot) }
        tell(.started(after: clock.now() - began))
        change { $0.machine.started(slot, at: $1) }
        silenced(slot, occupant)
      } catch {
        tell(.startFailed(error))
        change { state, now in
          state.failures[shard] = error
          state.slots[slot] = nil
          state.machine.startFailed(slot, at: now)
        }
        serveWarmers(shard, error)
      }
    }
    state.withLock { _ in occupant.work = task }
  }

  /// Starts a process for a slot and shakes hands. When it throws, nothing is left of it.
  private func fill(_ occupant: Occupant, _ slot: Int) async throws(ClaudeAgentError) {
    let kind = occupant.kind
    let relay = occupant.relay
    relay.tell(configuration.observer, nil)
    var options = kind.options
    options.observer = relay
    options.stderrHandler = { relay.stderr($0) }
    let id = kind.choosesSessionID ? FreshID.uuid() : nil
    let launch = Launch(
      options, base, .conversation, prepared: (kind.plan.naming(session: id), kind.hostEnvironment))
    let (connection, stream) = try await launch.connect()
    do throws(ClaudeAgentError) {
      state.withLock { _ in occupant.transport = connection.transport }
      let greeting = try await shakeHands(launch, connection)
      guard await watch(connection, occupant, slot), !Task.isCancelled else {
        throw ClaudeAgentError(.connectionClosed, detail: "The CLI ended right behind its handshake.")
      }
      state.withLock { _ in
        occupant.connection = connection
        occupant.stream = stream
        occupant.greeting = greeting
        occupant.sessionID = id
      }
    } catch {
      await connection.close()
      throw error
    }
  }

  /// Pays the set-up of a first turn before anybody waits for it.
  private func warmUp(_ prompt: String, _ occupant: Occupant, _ slot: Int) async throws(ClaudeAgentError) {
    guard occupant.kind.canBeCleared, state.withLock({ $0.failedResets < Self.recyclingTries }),
      let connection = state.withLock({ _ in occupant.connection })
    else { return }
    let limit = configuration.warmUpTimeout
    let reset: ProcessReset.Outcome
    var isAnswered = false
    do throws(ClaudeAgentError) {
      let answered = try await ProcessReset(connection, occupant.kind.options).behind(prompt, within: limit)
      isAnswered = true
      reset = try await answered.run(within: limit)
    } catch {
      if isAnswered {
        state.withLock { $0.failedResets += 1 }
        tell(.recyclingFailed(error.detail))
      }
      await connection.close()
      throw error
    }
    guard await watch(reset.connection, occupant, slot) else {
      await reset.connection.close()
      throw ClaudeAgentError(.connectionClosed, detail: "The CLI ended right behind its warm-up.")
    }
    state.withLock { _ in
      occupant.connection = reset.connection
      occupant.stream = reset.stream
      occupant.sessionID = reset.sessionID
    }
  }

  private func shakeHands(
    _ launch: Launch, _ connection: Connection
  ) async throws(ClaudeAgentError) -> JSONView? {
    do {
      return try await withTaskCancellationHandler {
        try await launch.shakeHands(connection)
      } onCancel: {
        connection.cancel()
      }
    } catch {
      throw ClaudeAgentError(transport: error, during: "shaking hands")
    }
  }

  /// From here on the pool learns of the end of a process that nobody uses. False when it has ended already.
  func watch(_ connection: Connection, _ occupant: Occupant, _ slot: Int) async -> Bool {
    await connection.fromLoop { connection in
      guard connection.end == nil, !connection.framesEnded else { return false }
      connection.onSilence = { [weak self, weak occupant] in
        guard let occupant else { return }
        occupant.fallSilent()
        self?.silenced(slot, occupant)
      }
      return true
    }
  }

  /// Takes a process out that waits for a user and has ended. Asked by the loop when one ends, and by who has just made
  /// one ready, since it may have ended in between.
  func silenced(_ slot: Int, _ occupant: Occupant) {
    guard occupant.isSilent else { return }
    change { state, now in
      guard state.slots[slot] === occupant, state.machine.slots[slot].phase == .ready else { return }
      state.machine.died(slot, at: now)
    }
  }

  // MARK: Ending

  private func close(_ slot: Int, _ reason: PoolMachine.Reason) {
    tell(.discarded(PoolEvent.DiscardReason(rawValue: reason.rawValue) ?? .broken))
    let occupant = state.withLock { state -> Occupant? in
      let occupant = state.slots[slot]
      occupant?.connection = nil
      occupant?.stream = nil
      return occupant
    }
    Task.detached { [self] in
      await occupant?.transport?.close()
      change { state, now in
        state.slots[slot] = nil
        state.machine.gone(slot, at: now)
      }
    }
  }

  // MARK: Telling

  func tell(_ event: @autoclosure () -> PoolEvent) {
    guard let observer = configuration.observer else { return }
    observer.observe(.pool(event()))
  }

  func tellLevel() {
    guard configuration.observer != nil else { return }
    let level = state.withLock { state -> PoolStatistics? in
      let level = state.statistics
      guard level != state.toldLevel else { return nil }
      state.toldLevel = level
      return level
    }
    if let level { tell(.level(level)) }
  }
}
