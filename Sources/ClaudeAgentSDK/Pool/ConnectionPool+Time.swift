internal import FastTransport

/// What the pool does when time has passed.
extension ConnectionPool {
  /// Sees to it that the machine is told when something is due.
  func setTimer() {
    let now = clock.now()
    state.withLock { state in
      guard let next = state.machine.nextDeadline else {
        state.timer?.cancel()
        (state.timer, state.timerDue) = (nil, nil)
        return
      }
      // One that is set for earlier finds nothing to do, and sets the next one.
      if let due = state.timerDue, due <= next { return }
      state.timer?.cancel()
      state.timerDue = next
      state.timer = clock.deadlines.schedule(after: max(.zero, next - now)) { [weak self] in self?.tick() }
    }
  }

  private func tick() {
    change { state, now in
      (state.timer, state.timerDue) = (nil, nil)
      state.machine.tick(at: now)
    }
  }

  // MARK: Memory

  /// Measures the processes again and again while there are any, if somebody wants to know.
  func startMeasuring() {
    guard configuration.measuresMemory else { return }
    state.withLock { state in
      guard state.sampler == nil else { return }
      state.sampler = clock.deadlines.schedule(after: configuration.measuringInterval) { [weak self] in
        self?.measure()
      }
    }
  }

  private func measure() {
    let occupants = state.withLock { state in
      state.sampler = nil
      return state.slots.enumerated().compactMap { slot, occupant in occupant.map { (slot, $0) } }
    }
    guard !occupants.isEmpty else { return }
    // Off the lock: the system is asked.
    let sizes = occupants.map { _, occupant in
      occupant.relay.processID.flatMap { ProcessFacts.privateMemory(of: $0) }
    }
    change { state, now in
      for ((slot, occupant), size) in zip(occupants, sizes) {
        guard let size, state.slots[slot] === occupant else { continue }
        state.machine.measured(slot, memory: size)
      }
      state.machine.tick(at: now)
    }
    tell(.memory(sizes.compactMap { $0 }))
    startMeasuring()
  }
}
