import ClaudeAgentTestKit
import FastTransport
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(5))) struct ManualClockTests {
  @Test func `deadlines fire in the order of time, at their own time`() {
    let clock = ManualClock()
    let fired = Mutex<[String]>([])
    let deadlines = [("late", 3), ("early", 1), ("too late", 10)].map { name, seconds in
      clock.schedule(after: .seconds(seconds)) {
        fired.withLock { $0.append("\(name) at \(clock.now.offset.components.seconds)") }
      }
    }
    clock.advance(by: .seconds(5))
    #expect(fired.withLock { $0 } == ["early at 1", "late at 3"])
    #expect(clock.pendingCount == 1 && clock.now.offset == .seconds(5))
    // What waits for the clock holds it, and is held by it.
    for deadline in deadlines { deadline.cancel() }
  }

  @Test func `a deadline that is taken back does not fire, one set by another does`() {
    let clock = ManualClock()
    let fired = Mutex<[String]>([])
    let deadline = clock.schedule(after: .seconds(1)) { fired.withLock { $0.append("cancelled") } }
    _ = clock.schedule(after: .seconds(1)) {
      _ = clock.schedule(after: .seconds(1)) { fired.withLock { $0.append("second") } }
    }
    deadline.cancel()
    deadline.cancel()
    clock.advance(by: .seconds(2))
    #expect(fired.withLock { $0 } == ["second"])
  }

  @Test func `a sleeper wakes when the clock has been turned far enough`() async throws {
    let clock = ManualClock()
    let sleeper = Task {
      try await clock.sleep(for: .seconds(60))
      return clock.now.offset
    }
    await clock.waitUntilPending()
    clock.advance(by: .seconds(59))
    #expect(clock.pendingCount == 1)
    clock.advance(by: .seconds(1))
    #expect(try await sleeper.value == .seconds(60))
  }

  @Test func `a sleeper that is cancelled wakes at once`() async {
    let clock = ManualClock()
    let sleeper = Task { try await clock.sleep(for: .seconds(60)) }
    await clock.waitUntilPending()
    sleeper.cancel()
    await #expect(throws: CancellationError.self) { try await sleeper.value }
    #expect(clock.pendingCount == 0)
  }

  @Test func `a moment that has passed needs no wait`() async throws {
    let clock = ManualClock()
    clock.advance(by: .seconds(5))
    try await clock.sleep(until: ManualClock.Instant(offset: .seconds(5)))
  }
}
