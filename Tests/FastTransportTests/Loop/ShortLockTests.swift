import Testing

@testable import FastTransport

@Suite struct ShortLockTests {
  @Test func `one thread at a time is inside`() async {
    let lock = ShortLock(0)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 { group.addTask { for _ in 0..<10_000 { lock.withLock { $0 += 1 } } } }
    }
    #expect(lock.withLock { $0 } == 80_000)
  }

  @Test func `an error leaves it open`() {
    struct Broken: Error {}
    let lock = ShortLock("a")
    #expect(throws: Broken.self) { try lock.withLock { _ in throw Broken() } }
    #expect(lock.withLock { $0 } == "a")
  }
}
