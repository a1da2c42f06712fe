import Synchronization
import Testing

@testable import FastTransport

/// How many are inside, at most and in all.
private final class Count: Sendable {
  let inside = Atomic<Int>(0)
  let most = Atomic<Int>(0)
  let total = Atomic<Int>(0)

  func enter() {
    most.max(inside.wrappingAdd(1, ordering: .sequentiallyConsistent).newValue, ordering: .sequentiallyConsistent)
    total.wrappingAdd(1, ordering: .sequentiallyConsistent)
  }

  func leave() { inside.wrappingSubtract(1, ordering: .sequentiallyConsistent) }
}

@Suite struct StartGateTests {
  @Test func `so many are inside at once and everybody gets in`() async throws {
    let loop = try EventLoop()
    let gate = StartGate(limit: 3)
    let count = Count()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<500 {
        group.addTask {
          await gate.enter(on: loop)
          count.enter()
          await Task.yield()
          count.leave()
          gate.leave(on: loop)
        }
      }
    }
    #expect(count.total.load(ordering: .sequentiallyConsistent) == 500)
    #expect((1...3).contains(count.most.load(ordering: .sequentiallyConsistent)))
    loop.stop()
  }
}
