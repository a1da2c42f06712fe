import ClaudeAgentSDK
import Synchronization

/// An observer that keeps what it sees.
final class EventRecorder: AgentObserver {
  private let seen = Mutex<[AgentEvent]>([])

  func observe(_ event: AgentEvent) { seen.withLock { $0.append(event) } }

  var events: [AgentEvent] { seen.withLock { $0 } }

  /// The values that `pick` finds.
  func all<Value>(_ pick: (AgentEvent) -> Value?) -> [Value] { events.compactMap(pick) }

  var unsupported: [String] { all { if case .unsupportedRequest(let subtype) = $0 { subtype } else { nil } } }
  var unanswerable: Int { all { if case .unanswerableFrame = $0 { true } else { nil } }.count }
  var exits: [TransportEnd] { all { if case .exited(let end) = $0 { end } else { nil } } }
  var promptFailures: [any Error] { all { if case .promptsFailed(let error) = $0 { error } else { nil } } }
  var waitEnded: Int { all { if case .backgroundWaitEnded = $0 { true } else { nil } }.count }
  var skipped: Int { all { if case .skippedLines(let count) = $0 { count } else { nil } }.reduce(0, +) }
}
