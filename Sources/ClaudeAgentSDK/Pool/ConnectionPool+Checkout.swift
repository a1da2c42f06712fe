internal import FastTransport

extension ConnectionPool: ConnectionSource {
  func handOver(_ request: LaunchRequest) async throws -> Handover {
    let (shard, differences) = shard(for: request)
    let began = clock.now()
    do throws(ClaudeAgentError) {
      let (slot, outcome) = try await admit(shard, request.options.admission, differences)
      tell(.checkout(wait: clock.now() - began, outcome))
      return try take(slot, for: request.options)
    } catch {
      tell(.refused(wait: clock.now() - began, error.code))
      throw error
    }
  }

  private func admit(
    _ shard: Int, _ admission: Admission, _ differences: String?
  ) async throws(ClaudeAgentError) -> (Int, PoolEvent.Outcome) {
    // A process may have died unseen: each try takes one out, and there are only so many.
    while let slot = readySlot(shard) {
      if state.withLock({ $0.slots[slot]?.isAlive ?? false }) { return (slot, .hit) }
      change { $0.machine.died(slot, at: $1) }
    }
    let slot = try await wait(for: shard, admission)
    return (slot, differences.map { .missKind(differences: $0) } ?? .missBusy)
  }

  private func readySlot(_ shard: Int) -> Int? {
    let now = clock.now()
    let (slot, actions) = state.withLock { state in
      let slot = state.machine.checkout(shard, at: now)
      return (slot, state.takeActions())
    }
    guard slot != nil else { return nil }
    perform(actions)
    setTimer()
    tellLevel()
    return slot
  }

  private func wait(for shard: Int, _ admission: Admission) async throws(ClaudeAgentError) -> Int {
    let id = state.withLock { state in
      state.nextWaiter += 1
      return state.nextWaiter
    }
    let outcome = await withTaskCancellationHandler {
      await withCheckedContinuation { (admitted: CheckedContinuation<Admitted, Never>) in
        change { state, now in
          state.waiting[id] = Waiting(shard: shard, admitted: admitted)
          let due = now + (admission.timeout ?? configuration.queueTimeout)
          state.machine.wait(id, for: shard, priority: admission.priority, due: due, at: now)
        }
        // Cancelled before it was in the line: the handler has found nothing.
        if Task.isCancelled { abandon(id) }
      }
    } onCancel: {
      abandon(id)
    }
    switch outcome {
    case .slot(let slot): return slot
    case .refused(let error): throw error
    }
  }

  private func abandon(_ id: Int) {
    let waiting = change { state, now in
      state.machine.abandon(id, at: now) ? state.waiting.removeValue(forKey: id) : nil
    }
    waiting?.admitted.resume(
      returning: .refused(
        ClaudeAgentError(.cancelled, detail: "The task was cancelled while it waited for a process of the pool.")))
  }

  /// The process in a slot that was granted.
  private func take(_ slot: Int, for options: ClaudeAgentOptions) throws(ClaudeAgentError) -> Handover {
    let (taken, isReturnable) = state.withLock { state in
      let taken = state.slots[slot].flatMap { occupant in
        let (connection, stream) = (occupant.connection.take(), occupant.stream.take())
        return connection.flatMap { connection in stream.map { (occupant, connection, $0) } }
      }
      return (taken, configuration.maximumUses > 1 && state.failedResets < Self.recyclingTries)
    }
    let lease = ConnectionLease(slot: slot, owner: self)
    guard let (occupant, connection, stream) = taken else {
      throw ClaudeAgentError(.internalFault, detail: "A slot of the pool was granted without a process.")
    }
    occupant.relay.tell(options.observer, options.stderrHandler)
    return Handover(
      predecessor: connection, stream: stream, greeting: occupant.greeting, sessionID: occupant.sessionID,
      processID: occupant.relay.processID, isReturnable: isReturnable && occupant.kind.canBeCleared, lease: lease)
  }

  // MARK: Waiting for warmth

  /// Waits until so many of a kind are ready, or one of them could not be started.
  func untilReady(_ shard: Int, _ count: Int) async throws(ClaudeAgentError) {
    guard count > 0 else { return }
    let id = state.withLock { state in
      state.nextWaiter += 1
      return state.nextWaiter
    }
    let failure = await withTaskCancellationHandler {
      await withCheckedContinuation { (done: CheckedContinuation<ClaudeAgentError?, Never>) in
        change { state, _ in
          state.warmers.append(Warmer(id: id, shard: shard, count: count, done: done))
        }
        serveWarmers()
        if Task.isCancelled { endWarmer(id) }
      }
    } onCancel: {
      endWarmer(id)
    }
    if let failure { throw failure }
  }

  private func endWarmer(_ id: Int) {
    let warmer = state.withLock { state in
      state.warmers.firstIndex { $0.id == id }.map { state.warmers.remove(at: $0) }
    }
    warmer?.done.resume(
      returning: ClaudeAgentError(.cancelled, detail: "The task was cancelled while it waited for a warm process."))
  }

  /// Tells those who wait for warm processes.
  ///
  /// - Parameter failure: What has kept a process of this kind from starting.
  func serveWarmers(_ failed: Int? = nil, _ failure: ClaudeAgentError? = nil) {
    let served = state.withLock { state -> [(Warmer, ClaudeAgentError?)] in
      guard !state.warmers.isEmpty else { return [] }
      var served: [(Warmer, ClaudeAgentError?)] = []
      var left: [Warmer] = []
      for warmer in state.warmers {
        if state.machine.isDraining {
          served.append((warmer, Self.shutDown))
        } else if warmer.shard == failed, let failure {
          served.append((warmer, failure))
        } else if state.machine.shards[warmer.shard].ready.count >= warmer.count {
          served.append((warmer, nil))
        } else {
          left.append(warmer)
        }
      }
      state.warmers = left
      return served
    }
    for (warmer, error) in served { warmer.done.resume(returning: error) }
  }

  static let shutDown = ClaudeAgentError(
    .connectionClosed, detail: "The pool is being shut down.", advice: "Use another pool.")
}
