import ClaudeAgentSDK

@testable import ClaudeAgentTestKit

/// An observer that keeps what it sees.
final class EventRecorder: AgentObserver {
  private let seen = Guarded<[AgentEvent]>([])

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
  var slow: [String] { all { if case .slowCallback(let name, _) = $0 { name } else { nil } } }
  var callbackFailures: [String] { all { if case .callbackFailed(let name, _) = $0 { name } else { nil } } }
  var repeated: [String] { all { if case .repeatedRequest(let id) = $0 { id } else { nil } } }
  var droppedUpdates: [Int] { all { if case .permissionUpdatesDropped(let index) = $0 { index } else { nil } } }
  var stalls: [StallReport] { all { if case .stalled(let report) = $0 { report } else { nil } } }
  var warnings: [String] { all { if case .warning(let text) = $0 { text } else { nil } } }
}
