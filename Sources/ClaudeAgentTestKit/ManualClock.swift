package import FastTransport

/// A clock that stands still until a test turns it.
///
/// ```swift
/// let clock = ManualClock()
/// let transport = ScriptedTransport([.answerInitialize, .delay(.seconds(3)), .result("late")], clock: clock)
/// // ...
/// await clock.waitUntilPending()
/// clock.advance(by: .seconds(3))
/// ```
public final class ManualClock: Clock, Sendable {
  /// A moment on this clock.
  public struct Instant: InstantProtocol {
    /// How far from the clock's start.
    public var offset: Duration

    /// Makes a moment.
    ///
    /// - Parameter offset: How far from the clock's start.
    public init(offset: Duration = .zero) { self.offset = offset }

    /// The moment so much later.
    public func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    /// How far the other moment is from this one.
    public func duration(to other: Instant) -> Duration { other.offset - offset }
    /// Earlier comes first.
    public static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
  }

  private struct Entry {
    let id: Int
    let due: Instant
    let action: @Sendable () -> Void
  }

  private struct Watcher {
    let count: Int
    let done: CheckedContinuation<Void, Never>
  }

  private struct State {
    var now = Instant()
    var nextID = 0
    var entries: [Entry] = []
    var watchers: [Watcher] = []

    mutating func newID() -> Int {
      nextID += 1
      return nextID
    }

    /// Adds an entry and gives back who has waited for it.
    mutating func add(_ entry: Entry) -> [Watcher] {
      entries.append(entry)
      let satisfied = watchers.filter { $0.count <= entries.count }
      watchers.removeAll { $0.count <= entries.count }
      return satisfied
    }

    mutating func remove(_ id: Int) -> Bool {
      guard let index = entries.firstIndex(where: { $0.id == id }) else { return false }
      entries.remove(at: index)
      return true
    }

    /// The earliest entry that is due at `target`; of two at the same time the older one.
    mutating func popDue(_ target: Instant) -> (@Sendable () -> Void)? {
      guard
        let next = entries.filter({ $0.due <= target }).min(by: { ($0.due, $0.id) < ($1.due, $1.id) }), remove(next.id)
      else { return nil }
      now = max(now, next.due)
      return next.action
    }
  }

  private let state = Guarded(State())

  /// Makes a clock that shows zero.
  public init() {}

  /// What the clock shows.
  public var now: Instant { state.withLock { $0.now } }

  /// As fine as a duration can be.
  public var minimumResolution: Duration { .nanoseconds(1) }

  /// How many deadlines and sleepers wait for the clock.
  public var pendingCount: Int { state.withLock { $0.entries.count } }

  /// Turns the clock. What becomes due happens on the way, in the order of time, on the caller's thread; deadlines set
  /// by it count too.
  ///
  /// - Parameter duration: How far; zero fires what is due already.
  public func advance(by duration: Duration) {
    let target = now.advanced(by: duration)
    while let action = state.withLock({ $0.popDue(target) }) { action() }
    state.withLock { $0.now = max($0.now, target) }
  }

  /// Waits until deadlines or sleepers wait for the clock, so that turning it has an effect.
  ///
  /// - Parameter count: How many there must be at least.
  public func waitUntilPending(_ count: Int = 1) async {
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
      let isThere = state.withLock { state in
        if state.entries.count >= count { return true }
        state.watchers.append(Watcher(count: count, done: done))
        return false
      }
      if isThere { done.resume() }
    }
  }

  /// Waits until the clock shows the moment.
  ///
  /// - Parameters:
  ///   - deadline: The moment.
  ///   - tolerance: Means nothing here.
  /// - Throws: `CancellationError` when the task is cancelled first.
  public func sleep(until deadline: Instant, tolerance: Duration? = nil) async throws {
    let id = state.withLock { $0.newID() }
    let sleeper = Sleeper()
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
        sleeper.start(done)
        add(Entry(id: id, due: deadline) { sleeper.finish(nil) })
        if Task.isCancelled || deadline <= now { wake(id, sleeper, Task.isCancelled ? CancellationError() : nil) }
      }
    } onCancel: {
      wake(id, sleeper, CancellationError())
    }
  }

  private func add(_ entry: Entry) {
    for watcher in state.withLock({ $0.add(entry) }) { watcher.done.resume() }
  }

  private func wake(_ id: Int, _ sleeper: Sleeper, _ error: CancellationError?) {
    if state.withLock({ $0.remove(id) }) { sleeper.finish(error) }
  }

  /// The continuation of one sleeping task. Whoever takes the entry away finishes it, so it is finished once.
  private final class Sleeper: Sendable {
    private let waiting = Guarded<CheckedContinuation<Void, any Error>?>(nil)

    func start(_ done: CheckedContinuation<Void, any Error>) { waiting.withLock { $0 = done } }

    func finish(_ error: CancellationError?) {
      let done = waiting.withLock { waiting in
        defer { waiting = nil }
        return waiting
      }
      if let error { done?.resume(throwing: error) } else { done?.resume() }
    }
  }
}

extension ManualClock: DeadlineSource {
  package var time: Duration { now.offset }

  package func schedule(after delay: Duration, _ action: @escaping @Sendable () -> Void) -> any Deadline {
    let (id, due) = state.withLock { ($0.newID(), $0.now.advanced(by: delay)) }
    add(Entry(id: id, due: due, action: action))
    return ManualDeadline(clock: self, id: id)
  }

  fileprivate func cancel(_ id: Int) { _ = state.withLock { $0.remove(id) } }
}

/// One deadline on a manual clock.
private struct ManualDeadline: Deadline {
  let clock: ManualClock
  let id: Int

  func cancel() { clock.cancel(id) }
}
