import ClaudeAgentTestKit
import Testing

@testable import ClaudeAgentSDK

@Suite struct ParkingTests {
  private func pool(_ change: (inout PoolConfiguration) -> Void = { _ in }) throws -> PooledCLI {
    try PooledCLI(processes: 1) { configuration in
      configuration.sessionRest = .zero
      change(&configuration)
    }
  }

  private func parked(_ pooled: PooledCLI) -> Int {
    pooled.events.count { if case .sessionParked = $0 { true } else { false } }
  }

  @Test func `An idle session makes room, and goes on when it is spoken to`() async throws {
    let pooled = try pool()
    let options = try pooled.options()
    let session = try await Session.create(options, transport: pooled.pool)
    let id = try #require(await session.id)
    #expect(try await session.send("one").text() == "one")
    // There is one slot, and somebody else wants it.
    #expect(try await pooled.ask("other", options) == "other")
    #expect(parked(pooled) == 1)
    #expect(await session.id == id)
    let turn = try await session.send("two")
    let result = try await turn.result()
    #expect(result.result == "two")
    #expect(result.sessionID == id)
    await session.close()
    #expect(await pooled.end())
  }

  @Test func `What was not read before a session was parked is read first`() async throws {
    let pooled = try pool()
    let options = try pooled.options()
    let client = ClaudeClient(options, transport: pooled.pool)
    try await client.connect()
    let first = try await client.send("one")
    #expect(await Eventually.holds { first.hasEnded })
    #expect(try await pooled.ask("other", options) == "other")
    #expect(parked(pooled) == 1)
    let second = try await client.send("two")
    #expect(try await first.text() == "one")
    #expect(try await second.text() == "two")
    await client.close()
    #expect(await pooled.end())
  }

  @Test func `A session that is being read, or whose process was changed, is not parked`() async throws {
    let pooled = try pool()
    let options = try pooled.options()
    let impatient = try pooled.options { $0.admission.timeout = .milliseconds(200) }
    let client = ClaudeClient(options, transport: pooled.pool)
    try await client.connect()
    #expect(try await client.send("one").text() == "one")
    let reader = Task {
      var texts: [String] = []
      for try await message in try await client.messages {
        if case .result(let result) = message { texts.append(result.result ?? "") }
      }
      return texts
    }
    #expect(await Eventually.holds { await !client.isReadingFree })
    await #expect { try await pooled.ask("other", impatient) } throws: {
      ($0 as? ClaudeAgentError)?.code == .overloaded
    }
    #expect(parked(pooled) == 0)
    try await client.send("two")
    try await client.setModel("opus")
    await #expect { try await pooled.ask("other", impatient) } throws: {
      ($0 as? ClaudeAgentError)?.code == .overloaded
    }
    #expect(parked(pooled) == 0)
    await client.close()
    #expect(try await reader.value == ["one | two"])
    #expect(await pooled.end())
  }

  @Test func `A client that waits at a parked session's end goes on with it`() async throws {
    let pooled = try pool()
    let options = try pooled.options()
    let client = ClaudeClient(options, transport: pooled.pool)
    try await client.connect()
    let messages = try await client.messages
    #expect(try await client.send("one").text() == "one")
    #expect(try await pooled.ask("other", options) == "other")
    #expect(parked(pooled) == 1)
    let reader = Task { () -> String? in
      for try await message in messages { if case .result(let result) = message { return result.result } }
      return nil
    }
    // Reading alone brings the session back.
    #expect(await Eventually.holds { pooled.pool.statistics.leased == 1 })
    try await client.send("two")
    #expect(try await reader.value == "two")
    await client.close()
    #expect(await pooled.end())
  }
}

extension ClaudeClient {
  fileprivate var isReadingFree: Bool {
    get async { await life.current?.reader.isFree ?? true }
  }
}
