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

  @Test func `A stream of prompts ends with its input, and its process is not cleared for another`() async throws {
    let pooled = try PooledCLI(processes: 1) { $0.maximumUses = 10 }
    let options = try pooled.options()
    let prompts = AsyncStream<Prompt> { feed in
      feed.yield("one")
      feed.yield("two")
      feed.finish()
    }
    #expect(try await query(prompts, options: options, transport: pooled.pool).text() == "one | two")
    #expect(try await pooled.ask("three", options) == "three")
    #expect(pooled.fake.pids.count == 2)
    #expect(await pooled.end())
  }

  @Test func `A client that has said little gives its process back, and its reader has read everything`() async throws {
    let pooled = try PooledCLI(processes: 1) { $0.maximumUses = 10 }
    let options = try pooled.options()
    let client = ClaudeClient(options, transport: pooled.pool)
    try await client.connect()
    #expect(try await client.send("one").text() == "one")
    let messages = try await client.messages
    let reader = Task { try await messages.reduce(into: 0) { count, _ in count += 1 } }
    await client.close()
    #expect(try await reader.value == 0)
    #expect(try await pooled.ask("two", options) == "two")
    #expect(pooled.fake.pids.count == 1)
    #expect(await pooled.end())
  }

  @Test func `No more can be kept ready than there may be`() async throws {
    let pooled = try PooledCLI(processes: 2)
    try await pooled.pool.warm(try pooled.options(), count: 1)
    await #expect { try await pooled.pool.warm(try pooled.options { $0.model = "opus" }, count: 2) } throws: {
      ($0 as? ClaudeAgentError)?.code == .invalidInput
    }
    #expect(await pooled.end())
  }

  @Test func `What one conversation left on the standard error is in no error of the next`() async throws {
    let pooled = try PooledCLI(["stderr canary", "converse"], processes: 1) { $0.maximumUses = 10 }
    let options = try pooled.options()
    #expect(try await pooled.ask("one", options) == "one")
    #expect(await Eventually.holds { pooled.pool.statistics.ready == 1 })
    let error = await #expect(throws: ClaudeAgentError.self) { try await pooled.ask("exit-now", options) }
    #expect(error?.exitStatus == .exited(code: 3))
    #expect(error?.stderrTail == "")
    #expect(pooled.recycled == 1)
    #expect(await pooled.end())
  }

  @Test func `A process is warmed up by a prompt of which its first conversation hears nothing`() async throws {
    let pooled = try PooledCLI(processes: 1) { $0.warmUpPrompt = "canary" }
    let options = try pooled.options()
    try await pooled.pool.warm(options)
    #expect(try await pooled.ask("one", options) == "one")
    #expect(pooled.outcomes == [.hit])
    #expect(pooled.recyclingFailures == [])
    #expect(await pooled.end())
  }

  @Test(arguments: ["tool-now", "fail-now", "exit-now"])
  func `A process that does not answer its warm-up is ended as one that did not start`(prompt: String) async throws {
    let pooled = try PooledCLI(processes: 1) { $0.warmUpPrompt = prompt }
    await #expect(throws: ClaudeAgentError.self) { try await pooled.pool.warm(try pooled.options()) }
    #expect(pooled.recyclingFailures == [])
    #expect(await pooled.end())
  }

  @Test func `A warm-up that cannot be cleared costs its process, and after three there are no more`() async throws {
    let pooled = try PooledCLI(["converse no-reset"], processes: 1) { $0.warmUpPrompt = "canary" }
    let options = try pooled.options()
    for _ in 0..<3 {
      await #expect(throws: ClaudeAgentError.self) { try await pooled.ask("one", options) }
    }
    #expect(pooled.recyclingFailures.count == 3)
    #expect(await Eventually.holds { (try? await pooled.ask("two", options)) == "two" })
    #expect(await pooled.end())
  }

  @Test func `What a process may still spend is not shared: with a budget it is neither warmed up nor cleared`()
    async throws
  {
    let pooled = try PooledCLI(processes: 1) { configuration in
      configuration.warmUpPrompt = "exit-now"
      configuration.maximumUses = 10
    }
    let options = try pooled.options { $0.maxBudgetUSD = 1 }
    for words in ["one", "two"] { #expect(try await pooled.ask(words, options) == words) }
    #expect(pooled.recycled == 0)
    #expect(Set(pooled.fake.pids).count >= 2)
    #expect(await pooled.end())
  }

  @Test func `A process that goes on with a session is neither warmed up nor cleared, which would lose it`()
    async throws
  {
    let pooled = try PooledCLI(processes: 1) { configuration in
      configuration.warmUpPrompt = "exit-now"
      configuration.maximumUses = 10
    }
    let options = try pooled.options { $0.resume = "11111111-2222-4333-8444-555555555555" }
    for words in ["one", "two"] { #expect(try await pooled.ask(words, options) == words) }
    #expect(pooled.recycled == 0)
    #expect(Set(pooled.fake.pids).count >= 2)
    #expect(await pooled.end())
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
