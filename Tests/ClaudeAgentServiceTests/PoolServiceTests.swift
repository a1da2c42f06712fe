import ClaudeAgentSDK
import Foundation
import ServiceLifecycle
import ServiceLifecycleTestKit
import Testing

@testable import ClaudeAgentService

@Suite struct PoolServiceTests {
  @Test func `the pool is warm while the service runs, and empty behind a graceful shutdown`() async throws {
    let pool = ConnectionPool(PoolConfiguration(maximumProcesses: 2))
    let options = try Self.options("converse")
    try await testGracefulShutdown { trigger in
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await PoolService(pool, warming: options, count: 2).run() }
        while pool.statistics.ready < 2 { try await Task.sleep(for: .milliseconds(5)) }
        #expect(try await query("hello", options: options, transport: pool).text() == "hello")
        trigger.triggerGracefulShutdown()
        try await group.waitForAll()
      }
    }
    #expect(pool.statistics.processes == 0)
  }

  @Test func `a cancellation ends runs at once`() async throws {
    let pool = ConnectionPool(PoolConfiguration(maximumProcesses: 1))
    let options = try Self.options("converse")
    let service = Task { try await PoolService(pool, warming: options).run() }
    while pool.statistics.ready < 1 { try await Task.sleep(for: .milliseconds(5)) }
    let run = Task { try await query("hang-now", options: options, transport: pool).text() }
    while pool.statistics.leased < 1 { try await Task.sleep(for: .milliseconds(5)) }
    service.cancel()
    await #expect(throws: (any Error).self) { try await service.value }
    await #expect(throws: ClaudeAgentError.self) { try await run.value }
    #expect(pool.statistics.processes == 0)
  }

  @Test func `a CLI that does not start fails the service`() async throws {
    let pool = ConnectionPool(PoolConfiguration(maximumProcesses: 1))
    let options = try Self.options("exit 7")
    await #expect { try await PoolService(pool, warming: options).run() } throws: {
      ($0 as? ClaudeAgentError)?.code == .processFailed
    }
    #expect(pool.statistics.processes == 0)
  }

  /// Options that run the stand-in beside the tests.
  private static func options(_ script: String) throws -> ClaudeAgentOptions {
    var options = ClaudeAgentOptions()
    let folders = CommandLine.arguments.map { URL(fileURLWithPath: $0).deletingLastPathComponent() }
    let path = folders.map { $0.appendingPathComponent("fake-claude").path }.first(
      where: FileManager.default.isExecutableFile(atPath:))
    let found: String = try #require(path)
    options.cliPath = found
    options.environment = .only(["FAKE_SCRIPT_TEXT": script, "FAKE_LIFETIME": "120"])
    options.shutdownGrace = .milliseconds(300)
    return options
  }
}
