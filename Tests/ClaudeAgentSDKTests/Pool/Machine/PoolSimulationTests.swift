import Testing

@testable import ClaudeAgentSDK

/// The machine under thousands of random events, with an owner that does what it says, late, and often fails.
@Suite struct PoolSimulationTests {
  @Test(arguments: 0..<60)
  func `whatever happens, nothing is lost, doubled or over its limit`(seed: UInt64) throws {
    var simulation = PoolSimulation(seed: seed &* 7919 &+ 1)
    for _ in 0..<1500 {
      simulation.step()
      try simulation.check()
    }
    simulation.finish()
    try simulation.check()
    #expect(simulation.machine.count == 0)
    #expect(simulation.drained == 1)
    #expect(simulation.open.isEmpty)
    #expect(simulation.machine.memory == 0)
  }
}

/// An owner of a machine, and what it knows by itself.
struct PoolSimulation {
  var machine: PoolMachine
  /// Who waits.
  var open: Set<Int> = []
  /// What is under way, by slot, and when it is done.
  private var work: [(slot: Int, phase: PoolMachine.Phase, due: Duration)] = []
  private var leased: Set<Int> = []
  private(set) var drained = 0
  private var now = Duration.seconds(1)
  private var random: SplitMix
  private var nextWaiter = 0
  private let shards: [Int]
  private var broken: [String] = []

  init(seed: UInt64) {
    random = SplitMix(state: seed)
    var limits = PoolLimits()
    limits.slots = 1 + Int(random.next() % 6)
    limits.starts = 1 + Int(random.next() % 3)
    limits.ready = Int(random.next() % 4)
    limits.uses = 1 + Int(random.next() % 4)
    limits.waiters = Int(random.next() % 9)
    limits.memory = random.next() % 2 == 0 ? .max : 500
    limits.memoryEstimate = 120
    limits.slotMemory = 200
    limits.idleTime = .seconds(20)
    limits.age = .seconds(60)
    limits.failures = 3
    limits.rest = random.next() % 2 == 0 ? nil : .seconds(1)
    limits.refillDelay = random.next() % 2 == 0 ? .zero : .milliseconds(300)
    machine = PoolMachine(limits, seed: seed)
    shards = [0, 1, 2]
    for _ in shards { _ = machine.addShard() }
  }

  private mutating func number(_ bound: UInt64) -> Int { Int(random.next() % bound) }

  /// One event at random.
  mutating func step() {
    now += .milliseconds(number(200))
    let shard = shards[number(3)]
    switch random.next() % 12 {
    case 0, 1, 2: ask(shard)
    case 3: if let waiter = open.min(), machine.abandon(waiter, at: now) { open.remove(waiter) }
    case 4, 5: endLease()
    case 6: machine.keep(number(3), of: shard, at: now)
    case 7: machine.tick(at: now)
    case 8:
      let slot = number(8)
      if machine.slots.indices.contains(slot) {
        if machine.slots[slot].phase == .ready { machine.died(slot, at: now) }
        machine.measured(slot, memory: 50 + number(200))
      }
    case 9: if let slot = leased.min() { machine.rests(slot, at: now) }
    case 10:
      if let slot = leased.max() {
        let phase = machine.slots[slot].phase
        if machine.wakes(slot, at: now) != (phase != .evicting) { broken.append("wakes in \(phase)") }
      }
    default: break
    }
    perform()
    finishWork()
  }

  private mutating func ask(_ shard: Int) {
    if let slot = machine.checkout(shard, at: now) {
      take(slot, shard)
    } else {
      nextWaiter += 1
      open.insert(nextWaiter)
      let due = now + .milliseconds(500 + number(5000))
      machine.wait(nextWaiter, for: shard, priority: number(3), due: due, at: now)
    }
  }

  private mutating func take(_ slot: Int, _ shard: Int? = nil) {
    if !leased.insert(slot).inserted { broken.append("slot \(slot) was handed out twice") }
    if let shard, machine.slots[slot].shard != shard { broken.append("slot \(slot) is of another kind") }
  }

  private mutating func endLease() {
    guard let slot = leased.randomElement(using: &random) else { return }
    leased.remove(slot)
    machine.finished(slot, isReusable: random.next() % 2 == 0, at: now)
  }

  private mutating func perform() {
    while !machine.actions.isEmpty {
      let actions = machine.actions
      machine.actions.removeAll()
      for action in actions {
        switch action {
        case .start(let slot, _): work.append((slot, .starting, now + .milliseconds(number(900))))
        case .close(let slot, _):
          leased.remove(slot)
          work.append((slot, .closing, now + .milliseconds(number(300))))
        case .recycle(let slot): work.append((slot, .recycling, now + .milliseconds(number(200))))
        case .grant(let waiter, let slot):
          if open.remove(waiter) == nil { broken.append("waiter \(waiter) does not wait") }
          take(slot)
        case .refuse(let waiter, _):
          if open.remove(waiter) == nil { broken.append("waiter \(waiter) was answered twice") }
        case .evict(let slot):
          if random.next() % 3 == 0 {
            machine.keeps(slot, at: now)
          } else {
            leased.remove(slot)
            machine.finished(slot, isReusable: false, reason: .evicted, at: now)
          }
        case .drained: drained += 1
        }
      }
    }
  }

  private mutating func finishWork() {
    let done = work.filter { $0.due <= now }
    work.removeAll { $0.due <= now }
    for (slot, phase, _) in done {
      if machine.slots[slot].phase != phase {
        broken.append("slot \(slot) is \(machine.slots[slot].phase), not \(phase)")
      }
      let works = random.next() % 4 != 0
      switch phase {
      case .starting: works ? machine.started(slot, at: now) : machine.startFailed(slot, at: now)
      case .recycling: works ? machine.recycled(slot, at: now) : machine.recyclingFailed(slot, at: now)
      default: machine.gone(slot, at: now)
      }
      perform()
    }
  }

  /// Drains, and lets everything end.
  mutating func finish() {
    machine.drain(at: now)
    perform()
    for _ in 0..<500 where !(work.isEmpty && leased.isEmpty) {
      now += .seconds(1)
      endLease()
      perform()
      finishWork()
    }
  }

  /// What always holds.
  func check() throws {
    let (slots, limits) = (machine.slots, machine.limits)
    #expect(broken == [])
    #expect(machine.free.count == slots.count { $0.phase == .free })
    #expect(machine.memory == slots.reduce(0) { $0 + $1.memory })
    #expect(machine.starting == slots.count { $0.phase == .starting })
    #expect(machine.starting <= limits.starts)
    #expect(machine.waiters.count <= limits.waiters)
    #expect(Set(machine.waiters.map(\.id)) == open)
    for (number, shard) in machine.shards.enumerated() {
      let own = slots.indices.filter { slots[$0].phase != .free && slots[$0].shard == number }
      #expect(shard.slots == own.count)
      #expect(Set(shard.ready) == Set(own.filter { slots[$0].phase == .ready }))
      #expect(shard.coming == own.count { slots[$0].phase == .starting || slots[$0].phase == .recycling })
      #expect(shard.waiters == machine.waiters.count { $0.shard == number })
      // Nobody waits beside a slot that is ready, and nobody waits for nothing.
      guard shard.waiters > 0 else { continue }
      #expect(shard.ready.isEmpty)
      let mayStart = shard.breaker.allowsStart(at: machine.time, limit: limits.failures)
      let idle = machine.starting < limits.starts && !machine.free.isEmpty && limits.memory == .max && mayStart
      #expect(!idle || shard.coming > 0)
    }
    let busy = slots.indices.filter { [.leased, .resting, .evicting].contains(slots[$0].phase) }
    #expect(Set(busy) == leased)
    if let next = machine.nextDeadline { #expect(next > machine.time) }
  }
}

/// A generator that a seed makes repeatable.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
