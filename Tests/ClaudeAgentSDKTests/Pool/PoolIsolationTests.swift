import ClaudeAgentTestKit
import Foundation
import Testing

@testable import ClaudeAgentSDK

/// Canaries that are planted with one user, and must not be found by another.
@Suite struct PoolIsolationTests {
  @Test func `Another environment, folder, tenant or anything else that a process is started with is another process`()
    async throws
  {
    let pooled = try PooledCLI(processes: 16) { $0.maximumUses = 100 }
    let first = try pooled.options { $0.environment.settings["CANARY"] = "alpha" }
    #expect(try await pooled.ask("canary-now", first) == "canary-now canary=alpha")
    #expect(await Eventually.holds { pooled.pool.statistics.ready == 1 })
    let folder = pooled.fake.folder.path
    let tool = MCPServer("t") { Tool("a", "One", input: Nothing.self) { _ in "" } }
    let otherTool = MCPServer("t") { Tool("a", "Two", input: Nothing.self) { _ in "" } }
    let changes: [(String, (inout ClaudeAgentOptions) -> Void)] = [
      ("environment (CANARY)", { $0.environment.settings["CANARY"] = "beta" }),
      ("environment (HOME)", { $0.environment.settings["HOME"] = "/nowhere" }),
      ("tenant", { $0.tenant = "other" }),
      ("arguments (--model)", { $0.model = "opus" }),
      ("arguments (--setting-sources", { $0.settingSources = [.project] }),
      ("folder", { $0.workingDirectory = folder }),
      ("initialize", { $0.agents["a"] = AgentDefinition(description: "d", prompt: "p") }),
      ("initialize", { $0.hooks = [Hook(.preToolUse, matching: "Bash") { _ in .continue }] }),
      ("initialize", { $0.hooks = [Hook(.preToolUse, matching: "Bash", timeout: .seconds(3)) { _ in .continue }] }),
      ("arguments (--permission-prompt-tool", { $0.canUseTool = PermissionCallback { _ in .allow() } }),
      ("tools", { $0.mcpServers["t"] = .inProcess(tool) }),
      ("tools", { $0.mcpServers["t"] = .inProcess(otherTool) }),
      ("limits", { $0.maxLineLength = 1 << 20 }),
    ]
    for (number, (name, change)) in changes.enumerated() {
      var options = first
      change(&options)
      let answer = try await pooled.ask("canary-now \(number)", options)
      let canary = options.environment.settings["CANARY"] ?? ""
      #expect(answer == "canary-now \(number) canary=\(canary)", "\(name)")
      guard case .missKind(let differences)? = pooled.outcomes.last else {
        Issue.record("\(name): \(String(describing: pooled.outcomes.last))")
        continue
      }
      #expect(differences.contains(name), "\(name): \(differences)")
      #expect(!differences.contains("beta") && !differences.contains("other"))
    }
    #expect(await pooled.end())
  }

  @Test func `Closures alone make no other kind, and each run meets its own`() async throws {
    let pooled = try PooledCLI(processes: 1) { $0.maximumUses = 100 }
    func options(_ user: String) throws -> ClaudeAgentOptions {
      try pooled.options { $0.canUseTool = PermissionCallback { _ in .deny("no, \(user)") } }
    }
    // A process is warmed by one who never uses it.
    try await pooled.pool.warm(try options("warmer"))
    for user in ["alice", "bob", "carol"] {
      let answer = try await pooled.ask("permission-now", try options(user))
      #expect(answer.contains("no, \(user)"))
      for other in ["warmer", "alice", "bob", "carol"] where other != user { #expect(!answer.contains(other)) }
    }
    #expect(await pooled.end())
    #expect(pooled.outcomes.allSatisfy { if case .missKind = $0 { false } else { true } })
  }

  @Test func `Nothing that a run was given is kept for a process that waits`() async throws {
    let pooled = try PooledCLI()
    weak var kept: Canary?
    do {
      let canary = Canary()
      kept = canary
      let options = try pooled.options { options in
        options.canUseTool = PermissionCallback { _ in .deny(canary.word) }
        options.hooks = [Hook(.preToolUse) { _ in canary.word.isEmpty ? .continue : .continue }]
        options.mcpServers["t"] = .inProcess(
          MCPServer("t") { Tool("a", "One", input: Nothing.self) { _ in ToolResult(stringLiteral: canary.word) } })
        options.stderrHandler = { _ in _ = canary.word }
      }
      try await pooled.pool.warm(options)
      _ = try await pooled.ask("hello", options)
    }
    #expect(await Eventually.holds { pooled.pool.statistics.ready == 1 && kept == nil })
    #expect(await pooled.end())
  }

  @Test func `The process of one tenant is never reset for another`() async throws {
    let pooled = try PooledCLI(processes: 1) { $0.maximumUses = 100 }
    for tenant in ["a", "b", "a", "b"] {
      #expect(
        try await pooled.ask("secret of \(tenant)", try pooled.options { $0.tenant = tenant }) == "secret of \(tenant)")
    }
    let used = pooled.fake.pids
    #expect(Set(used).count == used.count && used.count >= 4)
    #expect(await pooled.end())
  }
}

private struct Nothing: Codable, Sendable {}

private final class Canary: Sendable {
  let word = "canary"
}
