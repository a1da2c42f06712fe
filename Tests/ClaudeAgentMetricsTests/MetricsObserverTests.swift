import ClaudeAgentSDK
import Metrics
import MetricsTestKit
import Testing

@testable import ClaudeAgentMetrics

@Suite struct MetricsObserverTests {
  private let factory = TestMetrics()
  private let observer: MetricsObserver

  init() { observer = MetricsObserver(factory: factory) }

  private func counter(_ metric: Metric, _ value: String? = nil) throws -> Int64 {
    let dimensions = value.map { [(metric.label?.name ?? "", $0)] } ?? []
    return try factory.expectCounter(metric.rawValue, dimensions).totalValue
  }

  @Test func `checkouts are counted by outcome and timed, and what differs becomes no label`() throws {
    observer.observe(.pool(.checkout(wait: .milliseconds(2), .hit)))
    observer.observe(.pool(.checkout(wait: .milliseconds(4), .missKind(differences: "environment (SECRET)"))))
    #expect(try counter(.checkouts, "hit") == 1)
    #expect(try counter(.checkouts, "miss_kind") == 1)
    #expect(try counter(.checkouts, "miss_busy") == 0)
    #expect(try factory.expectTimer(Metric.checkoutWait.rawValue).values == [2_000_000, 4_000_000])
  }

  @Test func `refusals and discards fall into fixed lists`() throws {
    observer.observe(.pool(.refused(wait: .zero, .overloaded)))
    observer.observe(.pool(.refused(wait: .zero, .billingError)))
    for reason in PoolEvent.DiscardReason.allCases { observer.observe(.pool(.discarded(reason))) }
    #expect(try counter(.refusals, "overloaded") == 1)
    #expect(try counter(.refusals, "other") == 1)
    for reason in PoolEvent.DiscardReason.allCases { #expect(try counter(.discards, reason.rawValue) == 1) }
  }

  @Test func `levels and memory are what they were last`() throws {
    var level = PoolStatistics()
    (level.ready, level.leased, level.waiting, level.memory) = (2, 3, 4, 500)
    observer.observe(.pool(.level(level)))
    observer.observe(.pool(.memory([100, 200])))
    let processes = try factory.expectGauge(Metric.processes.rawValue, [("state", "ready")])
    #expect(processes.lastValue == 2)
    #expect(try factory.expectGauge(Metric.waiting.rawValue).lastValue == 4)
    #expect(try factory.expectGauge(Metric.memory.rawValue).lastValue == 500)
    #expect(try factory.expectRecorder(Metric.processMemory.rawValue).values == [100, 200])
  }

  @Test func `turns and callbacks are timed, and tokens counted by kind`() throws {
    let json =
      #"{"type":"result","subtype":"success","is_error":false,"duration_ms":1200,"duration_api_ms":800,"#
      + #""num_turns":1,"usage":{"input_tokens":7,"output_tokens":5,"cache_read_input_tokens":3}}"#
    let result = ResultMessage(json: try #require(JSONView(copying: json)))
    observer.observe(.turnEnded(TurnSummary(result)))
    observer.observe(
      .callbackEnded(CallbackSummary(kind: .tool, name: "secret", duration: .milliseconds(9), hasFailed: false)))
    let turns = try factory.expectTimer(Metric.turns.rawValue, [("outcome", "success")])
    #expect(turns.values == [1_200_000_000])
    let calls = try factory.expectTimer(Metric.callbacks.rawValue, [("kind", "tool")])
    #expect(calls.values == [9_000_000])
    #expect(try counter(.tokens, "input") == 7)
    #expect(try counter(.tokens, "output") == 5)
    #expect(try counter(.tokens, "cache_read") == 3)
  }

  @Test func `exits are told apart`() throws {
    for status in [ClaudeAgentError.ExitStatus.exited(code: 0), .exited(code: 7), .signalled(number: 9)] {
      observer.observe(.exited(TransportEnd(exitStatus: status)))
    }
    observer.observe(.exited(TransportEnd()))
    for status in ["success", "failure", "signal", "unknown"] { #expect(try counter(.processExits, status) == 1) }
  }

  @Test func `another observer learns of everything, too`() throws {
    final class Other: AgentObserver {
      let seen = TestMetrics()
      func observe(_ event: AgentEvent) { Counter(label: "seen", factory: seen).increment() }
    }
    let other = Other()
    MetricsObserver(factory: factory, forwardingTo: other).observe(.warning("x"))
    #expect(try other.seen.expectCounter("seen").totalValue == 1)
    #expect(try counter(.warnings) == 1)
  }

  @Test func `no label has many values, and every name says what it counts`() {
    for metric in Metric.allCases {
      #expect(metric.label?.values.count ?? 1 <= 10)
      #expect(metric.rawValue.hasPrefix("claude_agent_"))
    }
  }
}
