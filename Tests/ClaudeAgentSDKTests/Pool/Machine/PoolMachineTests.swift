import Testing

@testable import ClaudeAgentSDK

@Suite struct PoolMachineTests {
  @Test func `A checkout takes the slot that became ready last`() {
    var pool = Bench { $0.slots = 3 }
    pool.warm(3)
    #expect(pool.ready == [0, 1, 2])
    #expect(pool.machine.checkout(0, at: pool.now) == 2)
    #expect(pool.machine.checkout(0, at: pool.now) == 1)
  }

  @Test func `Without a ready slot one is started for each who waits, as many at once as may`() {
    var pool = Bench { ($0.slots, $0.starts) = (4, 2) }
    pool.ask(1)
    pool.ask(2)
    pool.ask(3)
    #expect(pool.take() == [.start(slot: 0, shard: 0), .start(slot: 1, shard: 0)])
    pool.machine.started(0, at: pool.now)
    #expect(pool.take() == [.grant(waiter: 1, slot: 0), .start(slot: 2, shard: 0)])
  }

  @Test func `Who is more urgent goes first, and of equal ones the one who came first`() {
    var pool = Bench { $0.slots = 1 }
    pool.warm(1)
    #expect(pool.machine.checkout(0, at: pool.now) == 0)
    for (id, priority) in [(1, 0), (2, 5), (3, 5), (4, 9)] { pool.ask(id, priority: priority) }
    _ = pool.take()
    #expect(pool.machine.waiters.map(\.id) == [4, 2, 3, 1])
    pool.machine.finished(0, isReusable: false, at: pool.now)
    #expect(pool.take() == [.close(slot: 0, .used)])
    pool.machine.gone(0, at: pool.now)
    #expect(pool.take() == [.start(slot: 0, shard: 0)])
    pool.machine.started(0, at: pool.now)
    #expect(pool.take() == [.grant(waiter: 4, slot: 0)])
  }

  @Test func `Too many in the line, and too long in it, are refused with the time to try again`() {
    var pool = Bench { ($0.slots, $0.waiters) = (1, 2) }
    pool.warm(1)
    #expect(pool.machine.checkout(0, at: pool.now) == 0)
    pool.pass(.seconds(4))
    pool.machine.leaseTime = 4
    pool.ask(1, for: .seconds(1))
    pool.ask(2, for: .seconds(3))
    pool.ask(3)
    #expect(pool.take() == [.refuse(waiter: 3, .queueFull(retryAfter: .seconds(12)))])
    #expect(pool.machine.nextDeadline == pool.now + .seconds(1))
    pool.pass(.seconds(1))
    pool.machine.tick(at: pool.now)
    #expect(pool.take() == [.refuse(waiter: 1, .timedOut(retryAfter: .seconds(12)))])
    let answer1 = pool.machine.abandon(2, at: pool.now)
    #expect(answer1)
    let answer2 = pool.machine.abandon(2, at: pool.now)
    #expect(!answer2)
    #expect(pool.machine.waiters.isEmpty)
  }

  @Test func `What was asked for once is not kept ready, what was asked for twice is`() {
    var pool = Bench { $0.slots = 3 }
    pool.ask(1)
    _ = pool.take()
    pool.machine.started(0, at: pool.now)
    #expect(pool.take() == [.grant(waiter: 1, slot: 0)])
    pool.ask(2)
    // One for the waiter, and one in advance.
    #expect(pool.take() == [.start(slot: 1, shard: 0), .start(slot: 2, shard: 0)])
  }

  @Test func `Nothing is started in advance right behind a checkout, and steady demand does not put it off`() {
    var pool = Bench { ($0.slots, $0.refillDelay, $0.uses) = (4, .milliseconds(150), 1) }
    pool.warm(2)
    #expect(pool.machine.checkout(0, at: pool.now) == 1)
    #expect(pool.take() == [])
    #expect(pool.machine.nextDeadline == pool.now + .milliseconds(150))
    pool.pass(.milliseconds(100))
    #expect(pool.machine.checkout(0, at: pool.now) == 0)
    pool.pass(.milliseconds(50))
    pool.machine.tick(at: pool.now)
    #expect(pool.take() == [.start(slot: 2, shard: 0), .start(slot: 3, shard: 0)])
  }

  @Test func `The one that has been ready for longest makes room for another kind`() {
    var pool = Bench { $0.slots = 2 }
    pool.warm(2)
    let other = pool.machine.addShard()
    pool.ask(1, shard: other)
    #expect(pool.take() == [.close(slot: 0, .evicted)])
    // One is enough, for one who waits.
    pool.machine.tick(at: pool.now)
    #expect(pool.take() == [])
    pool.machine.gone(0, at: pool.now)
    #expect(pool.take() == [.start(slot: 0, shard: other)])
  }

  @Test func `A lease at rest is called in when nothing else makes room, may be kept, and cannot be woken meanwhile`() {
    var pool = Bench { ($0.slots, $0.rest) = (1, .seconds(2)) }
    pool.warm(1)
    #expect(pool.machine.checkout(0, at: pool.now) == 0)
    pool.machine.rests(0, at: pool.now)
    let other = pool.machine.addShard()
    pool.ask(1, shard: other)
    #expect(pool.take() == [])
    #expect(pool.machine.nextDeadline == pool.now + .seconds(2))
    pool.pass(.seconds(2))
    pool.machine.tick(at: pool.now)
    #expect(pool.take() == [.evict(slot: 0)])
    let answer3 = pool.machine.wakes(0, at: pool.now)
    #expect(!answer3)
    pool.machine.keeps(0, at: pool.now)
    #expect(pool.take() == [])
    let answer4 = pool.machine.wakes(0, at: pool.now)
    #expect(answer4)
    pool.machine.rests(0, at: pool.now)
    pool.pass(.seconds(2))
    pool.machine.tick(at: pool.now)
    #expect(pool.take() == [.evict(slot: 0)])
    pool.machine.finished(0, isReusable: false, reason: .evicted, at: pool.now)
    #expect(pool.take() == [.close(slot: 0, .evicted)])
    pool.machine.gone(0, at: pool.now)
    #expect(pool.take() == [.start(slot: 0, shard: other)])
  }

  @Test func `Memory is reserved before a start and counted as it is measured; one is always let in`() {
    var pool = Bench { ($0.slots, $0.memory, $0.memoryEstimate) = (4, 250, 300) }
    pool.ask(1)
    #expect(pool.take() == [.start(slot: 0, shard: 0)])
    pool.ask(2)
    #expect(pool.take() == [])
    pool.machine.measured(0, memory: 100)
    pool.machine.started(0, at: pool.now)
    // Two of a hundred fit, three do not.
    #expect(pool.take() == [.grant(waiter: 1, slot: 0), .start(slot: 1, shard: 0)])
    #expect(pool.machine.memory == 200)
    pool.ask(3)
    #expect(pool.take() == [])
  }

  @Test func `A slot that waits for too long, is too old or has grown too large is closed`() {
    var pool = Bench { ($0.slots, $0.idleTime, $0.age, $0.slotMemory) = (3, .seconds(10), .seconds(60), 1000) }
    pool.warm(3)
    pool.machine.keep(1, of: 0, at: pool.now)
    pool.pass(.seconds(10))
    pool.machine.tick(at: pool.now)
    #expect(pool.take() == [.close(slot: 0, .idle), .close(slot: 1, .idle)])
    for slot in 0...1 { pool.machine.gone(slot, at: pool.now) }
    pool.machine.measured(2, memory: 1001)
    pool.machine.tick(at: pool.now)
    #expect(pool.take() == [.close(slot: 2, .tooLarge), .start(slot: 1, shard: 0)])
    pool.machine.gone(2, at: pool.now)
    pool.machine.started(1, at: pool.now)
    pool.pass(.seconds(60))
    pool.machine.tick(at: pool.now)
    #expect(pool.take() == [.close(slot: 1, .aged), .start(slot: 2, shard: 0)])
  }

  @Test func `A lease that ends well is reset while the slot is young, small and wanted`() {
    var pool = Bench { ($0.slots, $0.uses, $0.age, $0.ready) = (1, 3, .seconds(60), 1) }
    pool.warm(1)
    for _ in 0..<2 {
      #expect(pool.machine.checkout(0, at: pool.now) == 0)
      pool.machine.finished(0, isReusable: true, at: pool.now)
      #expect(pool.take() == [.recycle(slot: 0)])
      pool.machine.recycled(0, at: pool.now)
    }
    #expect(pool.machine.checkout(0, at: pool.now) == 0)
    pool.machine.finished(0, isReusable: true, at: pool.now)
    #expect(pool.take() == [.close(slot: 0, .used)])
    pool.machine.gone(0, at: pool.now)
    pool.machine.started(0, at: pool.now)
    #expect(pool.machine.checkout(0, at: pool.now) == 0)
    pool.machine.finished(0, isReusable: true, at: pool.now)
    pool.machine.recyclingFailed(0, at: pool.now)
    #expect(pool.take().contains(.close(slot: 0, .recyclingFailed)))
  }

  @Test func `When every start fails the line is told, and one try opens the way again`() {
    var pool = Bench { ($0.slots, $0.failures, $0.pauses) = (1, 2, .seconds(1)...(.seconds(8))) }
    for id in 1...3 { pool.ask(id) }
    _ = pool.take()
    pool.machine.startFailed(0, at: pool.now)
    #expect(pool.take() == [.refuse(waiter: 1, .startFailed), .start(slot: 0, shard: 0)])
    pool.machine.startFailed(0, at: pool.now)
    #expect(pool.take() == [.refuse(waiter: 2, .startFailed), .refuse(waiter: 3, .startFailed)])
    pool.ask(4)
    guard case .refuse(waiter: 4, .breakerOpen(let pause))? = pool.take().first else {
      Issue.record("the breaker does not refuse")
      return
    }
    #expect(pause >= .seconds(1) && pause <= .seconds(2))
    pool.pass(pause)
    pool.ask(5)
    #expect(pool.take() == [.start(slot: 0, shard: 0)])
    // While that one shows whether it works, nobody else waits for it.
    pool.ask(6)
    #expect(pool.take() == [.refuse(waiter: 6, .breakerOpen(retryAfter: .milliseconds(1)))])
    pool.machine.started(0, at: pool.now)
    #expect(pool.take() == [.grant(waiter: 5, slot: 0)])
    #expect(pool.machine.shards[0].breaker == StartBreaker())
  }

  @Test func `Draining refuses who waits, closes what is idle, waits for the rest, and ends once`() {
    var pool = Bench { ($0.slots, $0.starts) = (3, 1) }
    pool.warm(2)
    pool.machine.keep(0, of: 0, at: pool.now)
    #expect(pool.machine.checkout(0, at: pool.now) == 1)
    let other = pool.machine.addShard()
    pool.ask(1, shard: other)
    #expect(pool.take() == [.start(slot: 2, shard: other)])
    pool.machine.drain(at: pool.now)
    #expect(pool.take() == [.refuse(waiter: 1, .draining), .close(slot: 0, .draining)])
    pool.ask(2)
    #expect(pool.take() == [.refuse(waiter: 2, .draining)])
    pool.machine.started(2, at: pool.now)
    #expect(pool.take() == [.close(slot: 2, .draining)])
    pool.machine.finished(1, isReusable: true, at: pool.now)
    #expect(pool.take() == [.close(slot: 1, .draining)])
    for slot in 0...2 { pool.machine.gone(slot, at: pool.now) }
    #expect(pool.take() == [.drained])
    pool.machine.tick(at: pool.now)
    pool.machine.drain(at: pool.now)
    #expect(pool.take() == [])
  }

  @Test func `An event that does not fit its slot changes nothing`() {
    var pool = Bench { $0.slots = 2 }
    pool.warm(1)
    let before = pool.machine.slots.map(\.phase)
    pool.machine.started(0, at: pool.now)
    pool.machine.startFailed(0, at: pool.now)
    pool.machine.finished(0, isReusable: true, at: pool.now)
    pool.machine.recycled(0, at: pool.now)
    pool.machine.recyclingFailed(0, at: pool.now)
    pool.machine.gone(0, at: pool.now)
    pool.machine.rests(0, at: pool.now)
    pool.machine.keeps(0, at: pool.now)
    pool.machine.died(1, at: pool.now)
    pool.machine.measured(1, memory: 5)
    #expect(pool.machine.slots.map(\.phase) == before)
    #expect(pool.take() == [])
  }

  @Test func `A clock that goes back makes nobody younger`() {
    var pool = Bench { ($0.slots, $0.idleTime) = (1, .seconds(10)) }
    pool.warm(1)
    pool.machine.keep(0, of: 0, at: pool.now)
    pool.machine.tick(at: pool.now + .seconds(9))
    pool.machine.tick(at: .zero)
    #expect(pool.machine.time == pool.now + .seconds(9))
    #expect(pool.machine.slots[0].phase == .ready)
    pool.machine.tick(at: pool.now + .seconds(10))
    #expect(pool.take() == [.close(slot: 0, .idle)])
  }

  @Test func `Kinds that nobody uses give way, the least recently asked for first`() {
    var pool = Bench { ($0.slots, $0.waiters) = (1, 1) }
    let limit = PoolMachine.shardLimit
    for _ in 1..<limit { _ = pool.machine.addShard() }
    pool.warm(1)
    for shard in 0..<limit where shard != 5 {
      pool.pass(.seconds(1))
      if pool.machine.checkout(shard, at: pool.now) == nil { continue }
    }
    // Shard 0 has a slot; 5 was never asked for.
    #expect(pool.machine.addShard() == 5)
    #expect(pool.machine.addShard() == 5)
    #expect(pool.machine.shards.count == limit)
    #expect(pool.machine.shards[0].slots == 1)
  }
}

/// A machine with one shard, and its time.
private struct Bench {
  var machine: PoolMachine
  private(set) var now = Duration.seconds(100)

  init(_ change: (inout PoolLimits) -> Void) {
    var limits = PoolLimits()
    limits.ready = 4
    limits.memoryEstimate = 100
    change(&limits)
    machine = PoolMachine(limits, seed: 7)
    _ = machine.addShard()
  }

  var ready: [Int] { machine.shards[0].ready }

  mutating func pass(_ time: Duration) { now += time }

  /// The actions since the last look.
  mutating func take() -> [PoolMachine.Action] {
    defer { machine.actions = [] }
    return machine.actions
  }

  /// Has so many ready.
  mutating func warm(_ count: Int) {
    machine.keep(count, of: 0, at: now)
    var next = 0
    while machine.shards[0].ready.count < count, next < count {
      machine.started(next, at: now)
      next += 1
    }
    machine.actions = []
  }

  mutating func ask(_ id: Int, shard: Int = 0, priority: Int = 0, for patience: Duration = .seconds(30)) {
    guard machine.checkout(shard, at: now) == nil else { return }
    machine.wait(id, for: shard, priority: priority, due: now + patience, at: now)
  }
}
