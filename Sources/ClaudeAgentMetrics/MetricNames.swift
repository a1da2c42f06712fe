/// The metrics of this library: the one list, from which the handlers are made and which the documentation repeats.
enum Metric: String, CaseIterable {
  case checkouts = "claude_agent_pool_checkouts_total"
  case checkoutWait = "claude_agent_pool_checkout_wait_seconds"
  case refusals = "claude_agent_pool_refusals_total"
  case starts = "claude_agent_pool_start_seconds"
  case startFailures = "claude_agent_pool_start_failures_total"
  case recycles = "claude_agent_pool_recycle_seconds"
  case recyclingFailures = "claude_agent_pool_recycle_failures_total"
  case discards = "claude_agent_pool_discards_total"
  case parked = "claude_agent_pool_sessions_parked_total"
  case processes = "claude_agent_pool_processes"
  case waiting = "claude_agent_pool_waiting"
  case memory = "claude_agent_pool_memory_bytes"
  case processMemory = "claude_agent_pool_process_memory_bytes"
  case processStarts = "claude_agent_process_starts_total"
  case processExits = "claude_agent_process_exits_total"
  case handshakes = "claude_agent_handshake_seconds"
  case turns = "claude_agent_turn_seconds"
  case turnAPI = "claude_agent_turn_api_seconds"
  case tokens = "claude_agent_tokens_total"
  case callbacks = "claude_agent_callback_seconds"
  case stalls = "claude_agent_stalls_total"
  case skippedLines = "claude_agent_skipped_lines_total"
  case unsupportedRequests = "claude_agent_unsupported_requests_total"
  case warnings = "claude_agent_warnings_total"

  /// The label, if there is one, and its values: all there can be.
  var label: (name: String, values: [String])? {
    switch self {
    case .checkouts: ("outcome", ["hit", "miss_busy", "miss_kind"])
    case .refusals, .startFailures:
      ("code", ["overloaded", "cancelled", "connectionClosed", "processFailed", "controlRequestTimedOut", "other"])
    case .discards:
      (
        "reason",
        ["idle", "aged", "evicted", "died", "used", "broken", "tooLarge", "draining", "recyclingFailed", "other"]
      )
    case .processes: ("state", ["starting", "ready", "leased", "closing"])
    case .processExits: ("status", ["success", "failure", "signal", "unknown"])
    case .turns, .turnAPI: ("outcome", ["success", "error"])
    case .tokens: ("kind", ["input", "output", "cache_read", "cache_creation"])
    case .callbacks: ("kind", ["hook", "permission", "tool", "elicitation", "dialog"])
    default: nil
    }
  }
}
