/// What becomes of slots.
extension PoolMachine {
  mutating func enter(_ phase: Phase, _ slot: Int, at now: Duration) {
    slots[slot].phase = phase
    slots[slot].since = now
  }

  /// A start has succeeded.
  mutating func started(_ slot: Int, at now: Duration) {
    guard slots[slot].phase == .starting else { return }
    let now = advance(to: now)
    let shard = slots[slot].shard
    starting -= 1
    shards[shard].coming -= 1
    shards[shard].breaker.succeeded()
    shards[shard].meter.started(in: now - slots[slot].since)
    becomeReady(slot, at: now)
    settle(at: now)
  }

  /// A start has failed, and nothing is left of it.
  mutating func startFailed(_ slot: Int, at now: Duration) {
    guard slots[slot].phase == .starting else { return }
    let now = advance(to: now)
    let shard = slots[slot].shard
    starting -= 1
    shards[shard].coming -= 1
    shards[shard].breaker.failed(at: now, pauses: limits.pauses, jitter: nextJitter())
    release(slot)
    let isOpen = shards[shard].breaker.isOpen(limits.failures)
    // One start was made for one who waits; when all starts fail, nobody waits for another.
    while let place = waiters.firstIndex(where: { $0.shard == shard }) {
      actions.append(.refuse(waiter: waiters[place].id, .startFailed))
      removeWaiter(at: place)
      if !isOpen { break }
    }
    settle(at: now)
  }

  /// The lease of a slot has ended.
  ///
  /// - Parameter isReusable: It has served its user to the end, and can be made as new.
  mutating func finished(_ slot: Int, isReusable: Bool, reason: Reason = .used, at now: Duration) {
    let now = advance(to: now)
    switch slots[slot].phase {
    case .leased, .resting, .evicting: break
    default: return
    }
    let seconds = (now - slots[slot].since).inSeconds
    leaseTime = leaseTime.map { $0 * 0.9 + seconds * 0.1 } ?? seconds
    if isReusable, let refusal = refusalToReuse(slot, at: now) {
      close(slot, refusal, at: now)
    } else if isReusable, isWanted(slots[slot].shard, at: now) {
      enter(.recycling, slot, at: now)
      shards[slots[slot].shard].coming += 1
      actions.append(.recycle(slot: slot))
    } else {
      close(slot, reason, at: now)
    }
    settle(at: now)
  }

  private func refusalToReuse(_ slot: Int, at now: Duration) -> Reason? {
    if isDraining { return .draining }
    if slots[slot].uses >= limits.uses { return .used }
    if now - slots[slot].born >= limits.age { return .aged }
    return slots[slot].memory > limits.slotMemory ? .tooLarge : nil
  }

  /// Whether one more of the kind may wait: one that is there already costs less than the next start, so up to as many
  /// as may be ready, whatever demand says; those that nobody asks for are given up in time.
  private func isWanted(_ shard: Int, at now: Duration) -> Bool {
    let most = max(target(shard, at: now), limits.ready, 1)
    return shards[shard].ready.count + shards[shard].coming < most + shards[shard].waiters
  }

  /// A slot is as new.
  mutating func recycled(_ slot: Int, at now: Duration) {
    guard slots[slot].phase == .recycling else { return }
    let now = advance(to: now)
    shards[slots[slot].shard].coming -= 1
    becomeReady(slot, at: now)
    settle(at: now)
  }

  /// A slot could not be made as new.
  mutating func recyclingFailed(_ slot: Int, at now: Duration) {
    guard slots[slot].phase == .recycling else { return }
    let now = advance(to: now)
    shards[slots[slot].shard].coming -= 1
    close(slot, .recyclingFailed, at: now)
    settle(at: now)
  }

  /// A slot that nobody uses has broken down, or one that was just handed out turned out to be broken.
  mutating func died(_ slot: Int, at now: Duration) {
    let now = advance(to: now)
    switch slots[slot].phase {
    case .ready:
      shards[slots[slot].shard].ready.removeAll { $0 == slot }
      // Slots that die idle are replaced, but not in a rush.
      shards[slots[slot].shard].breaker.failed(at: now, pauses: limits.pauses, jitter: nextJitter())
      close(slot, .died, at: now)
    case .leased: close(slot, .died, at: now)
    default: return
    }
    settle(at: now)
  }

  /// A closed slot is gone, and what it took is free again.
  mutating func gone(_ slot: Int, at now: Duration) {
    guard slots[slot].phase == .closing else { return }
    release(slot)
    settle(at: advance(to: now))
  }

  /// What a slot takes, in bytes.
  mutating func measured(_ slot: Int, memory bytes: Int) {
    guard slots[slot].phase != .free else { return }
    memory += bytes - slots[slot].memory
    slots[slot].memory = bytes
  }

  /// The user of a slot wants nothing of it just now, and could do without.
  mutating func rests(_ slot: Int, at now: Duration) {
    guard slots[slot].phase == .leased else { return }
    let now = advance(to: now)
    enter(.resting, slot, at: now)
    settle(at: now)
  }

  /// The user of a slot wants to use it again. False when it is being called in.
  mutating func wakes(_ slot: Int, at now: Duration) -> Bool {
    switch slots[slot].phase {
    case .leased: return true
    case .resting:
      enter(.leased, slot, at: advance(to: now))
      return true
    default: return false
    }
  }

  /// The user of a slot that was called in keeps it.
  mutating func keeps(_ slot: Int, at now: Duration) {
    guard slots[slot].phase == .evicting else { return }
    let now = advance(to: now)
    enter(.leased, slot, at: now)
    settle(at: now)
  }

  /// No more is handed out; what is not in use is closed.
  mutating func drain(at now: Duration) {
    guard !isDraining else { return }
    let now = advance(to: now)
    isDraining = true
    for waiter in waiters { actions.append(.refuse(waiter: waiter.id, .draining)) }
    while !waiters.isEmpty { removeWaiter(at: 0) }
    for slot in slots.indices {
      switch slots[slot].phase {
      case .ready: close(slot, .draining, at: now)
      case .resting:
        enter(.evicting, slot, at: now)
        actions.append(.evict(slot: slot))
      default: continue
      }
    }
    for shard in shards.indices { shards[shard].ready.removeAll(keepingCapacity: true) }
    settle(at: now)
  }

  // MARK: Parts

  private mutating func becomeReady(_ slot: Int, at now: Duration) {
    guard !isDraining else { return close(slot, .draining, at: now) }
    enter(.ready, slot, at: now)
    shards[slots[slot].shard].ready.append(slot)
  }

  mutating func close(_ slot: Int, _ reason: Reason, at now: Duration) {
    enter(.closing, slot, at: now)
    actions.append(.close(slot: slot, reason))
  }

  private mutating func release(_ slot: Int) {
    memory -= slots[slot].memory
    shards[slots[slot].shard].slots -= 1
    slots[slot] = Slot()
    free.append(slot)
  }

  /// Between 0 and 1, from a generator that a test can seed.
  private mutating func nextJitter() -> Double {
    random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(random >> 11) / Double(UInt64(1) << 53)
  }
}
