/// What follows from a change: who is served, what is started, what must make room.
extension PoolMachine {
  /// Serves who waits, and starts what is wanted.
  mutating func settle(at now: Duration) {
    if isDraining {
      if count == 0, !isDrained {
        isDrained = true
        actions.append(.drained)
      }
      return
    }
    if !waiters.isEmpty { serve(at: now) }
    refill(at: now)
  }

  private mutating func serve(at now: Duration) {
    var place = 0
    while place < waiters.count {
      let waiter = waiters[place]
      guard let slot = shards[waiter.shard].ready.popLast() else {
        place += 1
        continue
      }
      enter(.leased, slot, at: now)
      slots[slot].uses += 1
      removeWaiter(at: place)
      actions.append(.grant(waiter: waiter.id, slot: slot))
    }
    startForWaiters(at: now)
  }

  private mutating func startForWaiters(at now: Duration) {
    // What is on its way out makes room for one each.
    var leaving = 0
    for slot in slots where slot.phase == .closing || slot.phase == .evicting { leaving += 1 }
    for waiter in waiters { shards[waiter.shard].seen = 0 }
    for place in waiters.indices {
      guard starting < limits.starts else { return }
      let shard = waiters[place].shard
      // Those before it in the line, and itself.
      shards[shard].seen += 1
      guard shards[shard].coming < shards[shard].seen,
        shards[shard].breaker.allowsStart(at: now, limit: limits.failures)
      else { continue }
      if hasRoom {
        start(shard, at: now)
      } else if leaving > 0 {
        leaving -= 1
      } else if !makeRoom(for: shard, at: now) {
        // Nothing can make room for anybody.
        return
      }
    }
  }

  private mutating func refill(at now: Duration) {
    for shard in shards.indices where shards[shard].refillAt <= now {
      let supply = shards[shard].ready.count + shards[shard].coming - shards[shard].waiters
      var missing = target(shard, at: now) - supply
      while missing > 0, starting < limits.starts, hasRoom,
        shards[shard].breaker.allowsRefill(at: now, limit: limits.failures)
      {
        start(shard, at: now)
        missing -= 1
      }
    }
  }

  /// How many of a kind are to be ready: what is likely to be asked for while one is started, and one at least of what
  /// was asked for more than once of late.
  func target(_ shard: Int, at now: Duration) -> Int {
    let entry = shards[shard]
    var wanted = entry.minimum
    if entry.asked > 1, now - entry.lastAsked < limits.idleTime { wanted = max(wanted, 1, entry.meter.wanted(at: now)) }
    return min(wanted, max(entry.minimum, limits.ready))
  }

  /// Whether one more fits the budgets. What it needs is reserved before it is started.
  private var hasRoom: Bool {
    // One is always let in: a budget too small for any would serve nobody.
    !free.isEmpty && (count == 0 || limits.memory - memory >= estimate)
  }

  /// What one more is likely to take: as much as those there are, on average.
  private var estimate: Int { count == 0 ? limits.memoryEstimate : max(1, memory / count) }

  private mutating func start(_ shard: Int, at now: Duration) {
    let needed = estimate
    guard let slot = free.popLast() else { return }
    slots[slot] = Slot(phase: .starting, shard: shard, born: now, since: now, uses: 0, memory: needed)
    memory += needed
    starting += 1
    shards[shard].slots += 1
    shards[shard].coming += 1
    shards[shard].breaker.begins(limit: limits.failures)
    actions.append(.start(slot: slot, shard: shard))
  }

  /// Closes the one that has been ready for longest, whatever its kind, else calls in the lease that has been at rest
  /// for longest. False when there is neither.
  private mutating func makeRoom(for shard: Int, at now: Duration) -> Bool {
    if let slot = longest(in: .ready, at: now, atLeast: .zero) {
      shards[slots[slot].shard].ready.removeAll { $0 == slot }
      close(slot, .evicted, at: now)
      return true
    }
    guard let rest = limits.rest, let slot = longest(in: .resting, at: now, atLeast: rest) else { return false }
    enter(.evicting, slot, at: now)
    actions.append(.evict(slot: slot))
    return true
  }

  private func longest(in phase: Phase, at now: Duration, atLeast least: Duration) -> Int? {
    var oldest: Int?
    for slot in slots.indices where slots[slot].phase == phase && now - slots[slot].since >= least {
      if let best = oldest, slots[best].since <= slots[slot].since { continue }
      oldest = slot
    }
    return oldest
  }

  // MARK: Time

  /// Time has passed: who has waited too long is refused, what has become old or was not needed is closed.
  mutating func tick(at now: Duration) {
    let now = advance(to: now)
    var place = 0
    while place < waiters.count {
      guard waiters[place].due <= now else {
        place += 1
        continue
      }
      actions.append(.refuse(waiter: waiters[place].id, .timedOut(retryAfter: patience)))
      removeWaiter(at: place)
    }
    for shard in shards.indices {
      // From the one that has been ready for longest.
      var index = 0
      while index < shards[shard].ready.count {
        let slot = shards[shard].ready[index]
        guard let reason = expiry(of: slot, at: now) else {
          index += 1
          continue
        }
        shards[shard].ready.remove(at: index)
        close(slot, reason, at: now)
      }
    }
    settle(at: now)
  }

  private func expiry(of slot: Int, at now: Duration) -> Reason? {
    if now - slots[slot].born >= limits.age { return .aged }
    if slots[slot].memory > limits.slotMemory { return .tooLarge }
    let shard = shards[slots[slot].shard]
    return now - slots[slot].since >= limits.idleTime && shard.ready.count > shard.minimum ? .idle : nil
  }

  /// When `tick` has something to do again, if nothing else happens; nil for never.
  var nextDeadline: Duration? {
    var next: Duration?
    func consider(_ time: Duration) { next = min(next ?? time, time) }
    for waiter in waiters { consider(waiter.due) }
    for slot in slots where slot.phase == .ready {
      consider(slot.born + limits.age)
      let shard = shards[slot.shard]
      if shard.ready.count > shard.minimum { consider(slot.since + limits.idleTime) }
    }
    if let rest = limits.rest, !waiters.isEmpty {
      for slot in slots where slot.phase == .resting && slot.since + rest > time { consider(slot.since + rest) }
    }
    for shard in shards
    where shard.breaker.retryAt > time && (shard.minimum > 0 || shard.waiters > 0 || shard.asked > 1) {
      consider(shard.breaker.retryAt)
    }
    for shard in shards where shard.refillAt > time && !free.isEmpty && (shard.minimum > 0 || shard.asked > 1) {
      consider(shard.refillAt)
    }
    return next.map { max($0, time + .milliseconds(1)) }
  }
}
