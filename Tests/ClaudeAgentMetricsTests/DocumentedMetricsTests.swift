import Foundation
import Testing

@testable import ClaudeAgentMetrics

@Suite struct DocumentedMetricsTests {
  @Test func `the article lists every metric with its label, and no other`() throws {
    let article = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Sources/ClaudeAgentSDK/ClaudeAgentSDK.docc/Metrics.md")
    let text = try String(contentsOf: article, encoding: .utf8)
    var documented: [String: String] = [:]
    for line in text.split(separator: "\n") where line.hasPrefix("| `claude_agent_") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces.union(["`"])) }
      documented[cells[0]] = cells[1]
    }
    for metric in Metric.allCases { #expect(documented[metric.rawValue] == metric.label?.name ?? "", "\(metric)") }
    #expect(documented.count == Metric.allCases.count)
  }
}
