import ClaudeAgentTestKit
import Testing

@testable import ClaudeAgentSDK

@Suite struct ConnectionPoolTests {
  @Test func `A run gets a process that was started before it`() async throws {
    let pooled = try PooledCLI()
    let options = try pooled.options()
    try await pooled.pool.warm(options)
    let warm = pooled.fake.pids
    #expect(warm.count == 1)
    #expect(try await pooled.ask("hello", options) == "hello")
    #expect(pooled.outcomes == [.hit])
    let started = pooled.recorder.all { if case .started(let pid) = $0 { pid } else { nil } }
    #expect(started.first == warm[0])
    #expect(await pooled.end())
  }

  @Test func `A process serves one conversation, and the pool starts another`() async throws {
    let pooled = try PooledCLI()
    let options = try pooled.options()
    try await pooled.pool.warm(options)
    for words in ["one", "two", "three"] {
      #expect(try await pooled.ask(words, options) == words)
      #expect(await Eventually.holds { pooled.pool.statistics.ready == 1 })
    }
    #expect(pooled.outcomes == [.hit, .hit, .hit])
    #expect(Set(pooled.fake.pids).count >= 4)
    #expect(await pooled.end())
    #expect(pooled.discards.filter { $0 == .used }.count == 3)
  }

  @Test func `A cleared process serves the next conversation and remembers nothing`() async throws {
    let pooled = try PooledCLI(processes: 1) { $0.maximumUses = 10 }
    let options = try pooled.options()
    try await pooled.pool.warm(options)
    for words in ["secret", "two", "three"] {
      #expect(try await pooled.ask(words, options) == words)
      #expect(await Eventually.holds { pooled.pool.statistics.ready == 1 })
    }
    #expect(pooled.fake.pids.count == 1)
    #expect(pooled.recycled == 3)
    #expect(await pooled.end())
  }
}
