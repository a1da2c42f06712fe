public import ClaudeAgentSDK
public import ServiceContextModule
public import Tracing

/// Reports what happens as spans (swift-distributed-tracing): starts of processes, waits for a pool, turns, callbacks.
///
/// An event is told when it is over, so each span is made with the time at which it began. Names and attributes follow
/// the conventions of OpenTelemetry for generative AI where there are any; no text of a conversation, no argument and no
/// environment is ever in one.
public final class TracingObserver<Clock: TracerInstant>: AgentObserver {
  private let tracer: any Tracer
  private let context: ServiceContext
  private let now: @Sendable () -> Clock
  private let before: @Sendable (Clock, Duration) -> Clock
  private let next: (any AgentObserver)?

  init(
    _ tracer: any Tracer, _ context: ServiceContext, now: @escaping @Sendable () -> Clock,
    before: @escaping @Sendable (Clock, Duration) -> Clock, _ next: (any AgentObserver)?
  ) {
    self.tracer = tracer
    self.context = context
    self.now = now
    self.before = before
    self.next = next
  }

  /// Something happened.
  ///
  /// - Parameter event: What.
  public func observe(_ event: AgentEvent) {
    record(event)
    next?.observe(event)
  }

  private func record(_ event: AgentEvent) {
    switch event {
    case .initialized(let duration): span("claude_agent.handshake", duration)
    case .turnEnded(let turn):
      span("invoke_agent", turn.duration, hasFailed: turn.isError) { attributes in
        attributes["gen_ai.operation.name"] = "invoke_agent"
        attributes["gen_ai.usage.input_tokens"] = turn.inputTokens
        attributes["gen_ai.usage.output_tokens"] = turn.outputTokens
        attributes["claude_agent.requests"] = turn.requests
        attributes["claude_agent.subtype"] = turn.isError ? "error" : "success"
      }
    case .callbackEnded(let call):
      span("claude_agent.callback", call.duration, hasFailed: call.hasFailed) { attributes in
        attributes["claude_agent.callback.kind"] = call.kind.rawValue
        if call.kind == .tool {
          attributes["gen_ai.operation.name"] = "execute_tool"
          attributes["gen_ai.tool.name"] = call.name
        }
      }
    case .pool(.checkout(let wait, let outcome)):
      span("claude_agent.pool.checkout", wait) { $0["claude_agent.pool.hit"] = outcome == .hit }
    case .pool(.refused(let wait, let code)):
      span("claude_agent.pool.checkout", wait, hasFailed: true) { $0["error.type"] = code.description }
    case .pool(.started(let duration)): span("claude_agent.pool.start", duration)
    case .pool(.recycled(let duration)): span("claude_agent.pool.recycle", duration)
    default: return
    }
  }

  private func span(
    _ name: String, _ duration: Duration, hasFailed: Bool = false, _ fill: (inout SpanAttributes) -> Void = { _ in }
  ) {
    let end = now()
    let span = tracer.startSpan(name, context: context, ofKind: .client, at: before(end, duration))
    var attributes = SpanAttributes()
    fill(&attributes)
    span.attributes = attributes
    if hasFailed { span.setStatus(SpanStatus(code: .error)) }
    span.end(at: end)
  }
}

extension TracingObserver where Clock == DefaultTracerClock.Instant {
  /// Makes an observer.
  ///
  /// - Parameters:
  ///   - tracer: Where spans go; the tracer that the program has bootstrapped by default.
  ///   - context: What the spans belong to; what is current where this is made by default.
  ///   - next: Another observer, which learns of everything, too.
  public convenience init(
    tracer: any Tracer = InstrumentationSystem.tracer,
    context: ServiceContext = ServiceContext.current ?? .topLevel, forwardingTo next: (any AgentObserver)? = nil
  ) {
    self.init(
      tracer, context, now: { DefaultTracerClock().now },
      before: { instant, duration in
        let (seconds, attoseconds) = duration.components
        let nanoseconds = UInt64(clamping: seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
        return DefaultTracerClock.Timestamp(
          nanosecondsSinceEpoch: instant.nanosecondsSinceEpoch - min(nanoseconds, instant.nanosecondsSinceEpoch))
      }, next)
  }
}
