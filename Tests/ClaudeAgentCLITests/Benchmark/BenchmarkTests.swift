import Foundation
import Testing

@Suite struct BenchmarkTests {
  private func run(_ arguments: String..., script: String = "converse") async throws -> Tool.Outcome {
    try await Tool.onThread {
      let tool = try Tool(
        ["benchmark", "--count", "2", "--cli", try Tool.program("fake-claude")] + arguments,
        environment: ["FAKE_SCRIPT_TEXT": script])
      defer { tool.remove() }
      try tool.process.run()
      return tool.end()
    }
  }

  @Test func `the table has a line for each kind of turn`() async throws {
    let outcome = try await run("--live")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.lines.first == "2 rounds, 1 at once; milliseconds to the result")
    #expect(outcome.lines.count == 5)
    #expect(outcome.lines[2].hasPrefix("a process from nothing") && outcome.lines[2].hasSuffix("1.00"))
  }

  @Test func `json has the figures of each kind`() async throws {
    let outcome = try await run("--live", "--json", "--at-once", "3")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let object = try #require(outcome.objects.first)
    #expect(object["rounds"] as? Int == 2 && object["at_once"] as? Int == 3)
    for kind in ["cold", "first", "later"] {
      let figures = try #require(object[kind] as? [String: Double])
      #expect(Set(figures.keys) == ["p50_ms", "p90_ms", "ratio"])
      #expect(try #require(figures["p50_ms"]) > 0)
      #expect(try #require(figures["p90_ms"]) >= figures["p50_ms"] ?? 0)
    }
  }

  @Test func `a CLI that does not start is told, and leaves with a failure`() async throws {
    let outcome = try await run("--live", script: "stderr no licence\nexit 7")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("no licence"))
    #expect(outcome.text.isEmpty)
  }

  @Test func `numbers that make no sense are refused`() async throws {
    #expect(try await Tool.run("benchmark", "--count", "0").status == 2)
    #expect(try await Tool.run("benchmark", "--at-once", "65").status == 2)
  }
}
