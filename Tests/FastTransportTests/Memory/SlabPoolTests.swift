import Testing

@testable import FastTransport

@Suite struct SlabPoolTests {
  @Test func `blocks come home from any thread and no more are kept than allowed`() async throws {
    let pool = SlabPool(slabSize: 4096, limit: 3)
    var slabs: [Slab] = []
    for _ in 0..<8 { slabs.append(try #require(pool.take())) }
    #expect(pool.bytesInUse == 8 * 4096)
    #expect(Set(slabs.map(\.identity)).count == 8)
    let handed = slabs
    slabs = []
    await Task.detached { _ = handed.count }.value
    await withTaskGroup(of: Void.self) { group in
      for slab in handed { group.addTask { _ = slab.capacity } }
    }
    _ = consume handed
    #expect(pool.bytesInUse == 0)
    #expect(pool.freeCount == 3)
    #expect(pool.take()?.capacity == 4096)
  }

  @Test func `a larger block is made to measure and never kept`() throws {
    let pool = SlabPool(slabSize: 4096, limit: 3)
    #expect(try #require(pool.take(atLeast: 10_000)).capacity == 10_000)
    #expect(pool.bytesInUse == 0)
    #expect(pool.freeCount == 0)
  }

  @Test func `a slab of an impossible size is refused`() {
    #expect(Slab(capacity: -1) == nil)
    #expect(Slab(capacity: Slab.largest + 1) == nil)
  }
}
