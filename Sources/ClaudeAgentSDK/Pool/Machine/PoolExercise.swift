/// Checkouts of the machine alone, to be counted from outside (`perf/check`): what a hit costs in bookkeeping.
package enum PoolExercise {
  /// Hands one slot out so many times, and takes it back each time as one that was reset.
  ///
  /// - Returns: How many of the checkouts have hit.
  package static func hits(_ count: Int) -> Int {
    var limits = PoolLimits()
    limits.uses = .max
    var machine = PoolMachine(limits, seed: 1)
    let shard = machine.addShard()
    var now = Duration.zero
    machine.keep(1, of: shard, at: now)
    machine.actions.removeAll(keepingCapacity: true)
    machine.started(0, at: now)
    machine.started(limits.slots - 1, at: now)
    var hits = 0
    for _ in 0..<count {
      now += .milliseconds(1)
      guard let slot = machine.checkout(shard, at: now) else { continue }
      hits += 1
      machine.finished(slot, isReusable: true, at: now)
      machine.recycled(slot, at: now)
      machine.actions.removeAll(keepingCapacity: true)
    }
    return hits
  }
}
