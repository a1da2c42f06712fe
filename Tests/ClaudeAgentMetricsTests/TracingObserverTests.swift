import ClaudeAgentSDK
import InMemoryTracing
import Testing
import Tracing

@testable import ClaudeAgentTracing

@Suite struct TracingObserverTests {
  @Test func `what has ended becomes a span of its length`() throws {
    let tracer = InMemoryTracer()
    let observer = TracingObserver(tracer: tracer, context: .topLevel)
    observer.observe(.initialized(after: .milliseconds(300)))
    observer.observe(.pool(.checkout(wait: .milliseconds(40), .hit)))
    observer.observe(.pool(.refused(wait: .milliseconds(50), .overloaded)))
    let spans = tracer.finishedSpans
    #expect(
      spans.map(\.operationName) == [
        "claude_agent.handshake", "claude_agent.pool.checkout", "claude_agent.pool.checkout",
      ])
    let lengths = spans.map { $0.endInstant.nanosecondsSinceEpoch - $0.startInstant.nanosecondsSinceEpoch }
    #expect(lengths == [300_000_000, 40_000_000, 50_000_000])
    #expect(spans[1].attributes["claude_agent.pool.hit"]?.toSpanAttribute() == .bool(true))
    #expect(spans[2].attributes["error.type"]?.toSpanAttribute() == .string("overloaded"))
    #expect(spans[2].status?.code == .error)
  }

  @Test func `other events make no span`() {
    let tracer = InMemoryTracer()
    TracingObserver(tracer: tracer, context: .topLevel).observe(.warning("x"))
    #expect(tracer.finishedSpans.isEmpty)
  }
}
