/// Decides which slot serves whom, what to start and what to close. Pure: events in, actions out; time is told.
///
/// A slot is whatever takes time to make and serves one user at a time; a shard is a kind of slot, and serves only those
/// who ask for that kind. The machine knows both as numbers.
///
///     free -> starting -> ready -> leased (<-> resting) -> closing -> free
///                           ^         |
///                           +- recycling
///
/// A hit, `checkout` with a slot ready, allocates nothing.
struct PoolMachine {
  enum Phase: Equatable { case free, starting, ready, leased, resting, evicting, recycling, closing }

  /// Why a slot is closed.
  enum Reason: String, Equatable { case idle, aged, evicted, died, used, broken, tooLarge, draining, recyclingFailed }

  /// Why somebody who asked gets nothing.
  enum Refusal: Equatable {
    /// Too many wait already.
    case queueFull(retryAfter: Duration)
    /// The time was up.
    case timedOut(retryAfter: Duration)
    /// The start that was made for this one has failed.
    case startFailed
    /// Every start fails.
    case breakerOpen(retryAfter: Duration)
    case draining
  }

  enum Action: Equatable {
    case start(slot: Int, shard: Int)
    case close(slot: Int, Reason)
    case recycle(slot: Int)
    case grant(waiter: Int, slot: Int)
    case refuse(waiter: Int, Refusal)
    /// Asks whoever leases the slot to give it up.
    case evict(slot: Int)
    /// The last slot is gone, and no other comes.
    case drained
  }

  struct Slot {
    var phase = Phase.free
    var shard = 0
    /// When it was started.
    var born = Duration.zero
    /// Since when it is in its phase.
    var since = Duration.zero
    var uses = 0
    /// In bytes: the estimate, then what was measured.
    var memory = 0
  }

  struct Shard {
    /// Ready slots: the latest last, which is the next to go.
    var ready: [Int] = []
    /// How many are to be ready at any time.
    var minimum = 0
    var meter = DemandMeter()
    var breaker = StartBreaker()
    /// Slots in any phase.
    var slots = 0
    /// On their way to be ready.
    var coming = 0
    var waiters = 0
    /// Scratch of one look at the line.
    var seen = 0
    /// How often it was asked for.
    var asked = 0
    var lastAsked = Duration.zero
    /// Before this moment nothing of the kind is started in advance.
    var refillAt = Duration.zero

    var isUnused: Bool { slots == 0 && waiters == 0 && minimum == 0 }
  }

  struct Waiter {
    let id: Int
    let shard: Int
    let priority: Int
    let since: Duration
    let due: Duration
  }

  let limits: PoolLimits
  var slots: [Slot]
  var shards: [Shard] = []
  /// The most urgent first; of equal ones the oldest.
  var waiters: [Waiter] = []
  /// What the owner must do, in order. The owner empties it.
  var actions: [Action] = []
  var free: [Int]
  var starting = 0
  /// Reserved by slots in any phase.
  var memory = 0
  var isDraining = false
  var isDrained = false
  /// The latest time told: time never goes back.
  var time = Duration.zero
  /// How long a lease lasts, a mean that forgets; in seconds.
  var leaseTime: Double?
  var random: UInt64

  init(_ limits: PoolLimits, seed: UInt64) {
    self.limits = limits
    slots = Array(repeating: Slot(), count: limits.slots)
    free = Array((0..<limits.slots).reversed())
    random = seed
    actions.reserveCapacity(limits.slots + limits.waiters)
    waiters.reserveCapacity(min(limits.waiters, 64))
  }

  /// Slots in any phase but free.
  var count: Int { slots.count - free.count }

  mutating func advance(to now: Duration) -> Duration {
    time = max(time, now)
    return time
  }

  // MARK: Shards

  /// So many shards are remembered when nobody uses them. There may be more while each has a slot, a waiter or a minimum,
  /// all of which are bounded.
  static let shardLimit = 32

  /// A number for a kind that has none. When there are many, that of a kind which nobody uses any more.
  mutating func addShard() -> Int {
    if shards.count >= Self.shardLimit {
      var oldest: Int?
      for index in shards.indices where shards[index].isUnused {
        if let best = oldest, shards[best].lastAsked <= shards[index].lastAsked { continue }
        oldest = index
      }
      if let oldest {
        shards[oldest] = Shard()
        shards[oldest].ready.reserveCapacity(limits.slots)
        return oldest
      }
    }
    shards.append(Shard())
    shards[shards.count - 1].ready.reserveCapacity(limits.slots)
    return shards.count - 1
  }

  /// Keeps so many of a kind ready at any time, as far as the limits allow.
  mutating func keep(_ minimum: Int, of shard: Int, at now: Duration) {
    shards[shard].minimum = min(max(0, minimum), limits.slots)
    settle(at: advance(to: now))
  }

  // MARK: Asking

  /// Somebody asks for a slot.
  ///
  /// - Returns: A ready one; nil for none, and then the caller calls `wait`.
  mutating func checkout(_ shard: Int, at now: Duration) -> Int? {
    let now = advance(to: now)
    shards[shard].asked += 1
    shards[shard].lastAsked = now
    shards[shard].meter.arrival(at: now)
    guard !isDraining, let slot = shards[shard].ready.popLast() else { return nil }
    enter(.leased, slot, at: now)
    slots[slot].uses += 1
    // Counted from the first one that left a gap, so that steady demand cannot put it off for ever.
    if shards[shard].refillAt <= now { shards[shard].refillAt = now + limits.refillDelay }
    settle(at: now)
    return slot
  }

  /// Whoever has asked waits, until `grant` or `refuse` names it.
  mutating func wait(_ id: Int, for shard: Int, priority: Int, due: Duration, at now: Duration) {
    let now = advance(to: now)
    if isDraining { return actions.append(.refuse(waiter: id, .draining)) }
    let breaker = shards[shard].breaker
    if breaker.refuses(at: now, limit: limits.failures) {
      return actions.append(.refuse(waiter: id, .breakerOpen(retryAfter: max(.milliseconds(1), breaker.retryAt - now))))
    }
    guard waiters.count < limits.waiters else {
      return actions.append(.refuse(waiter: id, .queueFull(retryAfter: patience)))
    }
    let place = waiters.firstIndex { $0.priority < priority } ?? waiters.count
    waiters.insert(Waiter(id: id, shard: shard, priority: priority, since: now, due: due), at: place)
    shards[shard].waiters += 1
    settle(at: now)
  }

  /// Whoever waits has gone. False when it does not wait any more: it was granted a slot, or refused.
  mutating func abandon(_ id: Int, at now: Duration) -> Bool {
    guard let place = waiters.firstIndex(where: { $0.id == id }) else { return false }
    removeWaiter(at: place)
    settle(at: advance(to: now))
    return true
  }

  mutating func removeWaiter(at place: Int) { shards[waiters.remove(at: place).shard].waiters -= 1 }

  /// How long it may take until one more could be served.
  var patience: Duration {
    let rounds = Double(waiters.count + 1) / Double(max(1, limits.slots))
    return .seconds(min(60, max(0.1, rounds * (leaseTime ?? 1))))
  }
}
