/// What bounds a ``PoolMachine``.
struct PoolLimits: Equatable {
  /// How many there may be at once, in whatever state.
  var slots = 4
  /// How much memory all of them may take together, in bytes.
  var memory = Int.max
  /// What one is taken to need until it was measured, in bytes.
  var memoryEstimate = 120 << 20
  /// How many starts may be under way at once.
  var starts = 2
  /// How many may be ready for one shard in advance.
  var ready = 4
  /// How long behind a checkout nothing is started in advance, unless somebody waits.
  var refillDelay = Duration.zero
  /// How long one may be ready before it is given up, unless the shard's minimum wants it.
  var idleTime = Duration.seconds(300)
  /// How old one may become.
  var age = Duration.seconds(1800)
  /// How often one may be handed out.
  var uses = 1
  /// How much memory one may have and still be handed out again, in bytes.
  var slotMemory = Int.max
  /// How many may wait at once.
  var waiters = 256
  /// The pauses behind failed starts, the first and the longest.
  var pauses = Duration.milliseconds(100)...Duration.seconds(30)
  /// After so many failed starts in a row nobody waits for another.
  var failures = 5
  /// How long a lease must be at rest before it may be called in; nil for never.
  var rest: Duration?
}
