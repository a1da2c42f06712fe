internal import FastTransport

/// Whether the process of an idle client may be taken for somebody else, and whether it was.
///
///     awake <-> resting -> parked
///
/// The loop lets it rest when nothing goes on, users wake it, and the owner of the process asks for it. Parked is final:
/// the client goes on with another process that resumes its session.
final class Parking: Sendable {
  private enum State { case awake, resting, parked }

  private let state = ShortLock(State.awake)
  private let slot: Int
  private let owner: any LeaseOwner
  /// Whether nobody waits for messages just now.
  private let readerIsFree: @Sendable () -> Bool
  /// Told once, on the loop.
  private let onPark: @Sendable () -> Void

  init(
    slot: Int, owner: any LeaseOwner, readerIsFree: @escaping @Sendable () -> Bool,
    onPark: @escaping @Sendable () -> Void
  ) {
    self.slot = slot
    self.owner = owner
    self.readerIsFree = readerIsFree
    self.onPark = onPark
  }

  var isParked: Bool { state.withLock { $0 == .parked } }

  /// Nothing goes on: from here on the process may be asked for.
  func rests(_ eviction: @escaping @Sendable () -> Void) {
    let isNews = state.withLock { state in
      guard state == .awake else { return false }
      state = .resting
      return true
    }
    // Outside the lock: the owner has one of its own. A wake-up that overtakes this is found by `park`.
    if isNews { owner.leaseRests(slot, eviction) }
  }

  /// Somebody uses the client. False when its process has been given away.
  func wakes() -> Bool {
    let before = state.withLock { state in
      let before = state
      if before == .resting { state = .awake }
      return before
    }
    if before == .resting { owner.leaseWakes(slot) }
    return before != .parked
  }

  /// The owner asks for the process. False when it is in use again.
  ///
  /// - Parameter isQuiet: Whether nothing goes on.
  func parks(ifQuiet isQuiet: Bool) -> Bool {
    let isFree = isQuiet && readerIsFree()
    let parks = state.withLock { state in
      guard state == .resting, isFree else {
        state = .awake
        return false
      }
      state = .parked
      return true
    }
    if parks { onPark() } else { owner.leaseKeeps(slot) }
    return parks
  }
}
