/// The top-level types of stdout lines that are known by name, the most frequent first.
///
/// The number is what the reading loop tags a line with, so that nobody looks for the type twice. A type without a
/// number here has no kind; it is read as ``Message/unknown(_:)``.
package enum MessageKind: UInt8, CaseIterable, Sendable {
  case streamEvent
  case system
  case assistant
  case user
  case controlRequest
  case controlResponse
  case result
  case transcriptMirror
  case commandLifecycle
  case controlCancelRequest
  case keepAlive
  case toolProgress
  case rateLimit
  case conversationReset
  case promptSuggestion
  case toolUseSummary
  case authStatus
  case activeGoal

  /// The `type` on the wire of each kind, in the order of the raw values.
  package static let wireNames: [StaticString] = [
    "stream_event",
    "system",
    "assistant",
    "user",
    "control_request",
    "control_response",
    "result",
    "transcript_mirror",
    "command_lifecycle",
    "control_cancel_request",
    "keep_alive",
    "tool_progress",
    "rate_limit_event",
    "conversation_reset",
    "prompt_suggestion",
    "tool_use_summary",
    "auth_status",
    "active_goal",
  ]

  /// The names as strings, made once.
  private static let names = wireNames.map(\.description)

  /// The `type` on the wire. Nothing is allocated for it.
  package var wireName: String { Self.names[Int(rawValue)] }

  /// Whether the line belongs to the control protocol or to the transport, so that no caller sees it as a message.
  package var isControl: Bool {
    switch self {
    case .controlRequest, .controlResponse, .controlCancelRequest, .transcriptMirror, .keepAlive: true
    default: false
    }
  }
}
