internal import FastTransport

/// The end of a turn (`result`).
///
/// A conversation has one for each turn, and a background agent's report is a turn of its own; match prompts by
/// ``userMessageUUIDs``. A turn that ended in an API failure has the ``subtype`` `success` with ``isError`` set.
public struct ResultMessage: SessionMessage {
  /// The whole line, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// How the turn ended (`subtype`).
  public var subtype: Subtype? { open("subtype") }

  /// Whether the turn failed; API failures too (`is_error`).
  public var isError: Bool { flag("is_error") }

  /// The final text; on an API failure the failure in words; nil for the error subtypes (`result`).
  public var result: String? { string("result") }

  /// What went wrong, for the error subtypes (`errors`).
  public var errors: [String] { strings("errors") }

  /// How long the turn took (`duration_ms`).
  public var duration: Duration { milliseconds("duration_ms") ?? .zero }

  /// How long API requests took (`duration_api_ms`).
  public var apiDuration: Duration { milliseconds("duration_api_ms") ?? .zero }

  /// Requests to the model in this turn; 0 for a local slash command (`num_turns`).
  public var numTurns: Int { int("num_turns") ?? 0 }

  /// Why the model stopped (`stop_reason`).
  public var stopReason: StopReason? { open("stop_reason") }

  /// Why the turn ended (`terminal_reason`).
  public var terminalReason: TerminalReason? { open("terminal_reason") }

  /// Estimated cost of the process so far, in US dollars (`total_cost_usd`).
  public var totalCostUSD: Double? { double("total_cost_usd") }

  /// Tokens of the main loop in this turn (`usage`).
  public var usage: Usage? { object("usage") }

  /// Tool calls that were not permitted (`permission_denials`).
  public var permissionDenials: [PermissionDenial] { objects("permission_denials") }

  /// The answer in the shape that was asked for (`structured_output`).
  public var structuredOutput: JSONView? { view("structured_output") }

  /// The tool call that a hook put off (`deferred_tool_use`).
  public var deferredToolUse: DeferredToolUse? { object("deferred_tool_use") }

  /// The HTTP status of an API failure (`api_error_status`).
  public var apiErrorStatus: Int? { int("api_error_status") }

  /// What kind of limit or fault the API reported (`api_error`).
  public var apiError: String? { string("api_error") }

  /// The API's own type of the failure (`api_error_type`).
  public var apiErrorType: String? { string("api_error_type") }

  /// What started the turn (`origin`).
  public var origin: MessageOrigin? { object("origin") }

  /// The prompt that the turn answered (`user_message_uuid`).
  public var userMessageUUID: String? { string("user_message_uuid") }

  /// All prompts that the turn answered (`user_message_uuids`).
  public var userMessageUUIDs: [String] { strings("user_message_uuids") }

  /// Answers begun in the turn (`begun_message_ids`).
  public var begunMessageIDs: [String] { strings("begun_message_ids") }

  /// The number of the result in this process, from 0 (`result_index`).
  public var resultIndex: Int? { int("result_index") }

  /// Prompts still waiting (`queued_turn_count`).
  public var queuedTurnCount: Int? { int("queued_turn_count") }

  /// The slash command that ran without the model (`local_command`).
  public var localCommand: String? { string("local_command") }

  /// Time to the first token (`ttft_ms`).
  public var timeToFirstToken: Duration? { milliseconds("ttft_ms") }

  /// Time to the first event of the stream (`ttft_stream_ms`).
  public var timeToFirstStreamEvent: Duration? { milliseconds("ttft_stream_ms") }

  /// Time to the first content (`first_content_frame_ms`).
  public var timeToFirstContentFrame: Duration? { milliseconds("first_content_frame_ms") }

  /// Time to the first API request (`time_to_request_ms`).
  public var timeToRequest: Duration? { milliseconds("time_to_request_ms") }

  /// When the first API request was sent, in milliseconds since 1970 (`request_sent_wall_ms`).
  public var requestSentEpochMilliseconds: Int? { int("request_sent_wall_ms") }

  /// Input tokens of the first request (`first_request_input_tokens`).
  public var firstRequestInputTokens: Int? { int("first_request_input_tokens") }

  /// Tokens of the first request that came from the cache (`first_request_cache_read_input_tokens`).
  public var firstRequestCacheReadInputTokens: Int? { int("first_request_cache_read_input_tokens") }

  /// Fast mode: `off`, `cooldown` or `on` (`fast_mode_state`).
  public var fastModeState: String? { string("fast_mode_state") }

  /// Why fast mode is off (`fast_mode_disabled_reason`).
  public var fastModeDisabledReason: String? { string("fast_mode_disabled_reason") }

  /// How often safety stopped the model (`safety_stops`).
  public var safetyStops: Int? { int("safety_stops") }

  /// Counts of subagents asked for, started, finished and refused (`subagent_stats`).
  public var subagentStats: JSONView? { view("subagent_stats") }

  /// Why the session could not start (`startup_failure_reason`).
  public var startupFailureReason: String? { string("startup_failure_reason") }

  /// Why the turn was taken up again (`resume_reason`).
  public var resumeReason: String? { string("resume_reason") }

  /// Tokens and cost by model for the process so far, subagents included, in the order of the line (`modelUsage`).
  public var modelUsage: [ModelUsage] { ModelUsage.all(in: json.node.at("modelUsage")) }

  /// The same for the time since the last result (`model_usage_since_last_result`).
  public var modelUsageSinceLastResult: [ModelUsage] {
    ModelUsage.all(in: json.node.at("model_usage_since_last_result"))
  }

  /// How a turn can end.
  public struct Subtype: OpenStringEnum {
    /// The name as the CLI writes it.
    public let rawValue: String

    /// Any name, known or not.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// With an answer, or with an API failure; see ``isError``.
    public static let success = Self(rawValue: "success")

    /// With an exception, an interrupt, or a start that failed.
    public static let errorDuringExecution = Self(rawValue: "error_during_execution")

    /// At the limit of requests.
    public static let errorMaxTurns = Self(rawValue: "error_max_turns")

    /// At the limit of cost.
    public static let errorMaxBudgetUSD = Self(rawValue: "error_max_budget_usd")

    /// Without an answer in the shape asked for.
    public static let errorMaxStructuredOutputRetries = Self(rawValue: "error_max_structured_output_retries")
  }

  /// Why a turn can end.
  public struct TerminalReason: OpenStringEnum {
    /// The name as the CLI writes it.
    public let rawValue: String

    /// Any name, known or not.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The model was done.
    public static let completed = Self(rawValue: "completed")

    /// The limit of requests was reached.
    public static let maxTurns = Self(rawValue: "max_turns")

    /// The limit of cost was reached.
    public static let budgetExhausted = Self(rawValue: "budget_exhausted")

    /// The API failed.
    public static let apiError = Self(rawValue: "api_error")

    /// The model failed.
    public static let modelError = Self(rawValue: "model_error")

    /// The context did not fit.
    public static let promptTooLong = Self(rawValue: "prompt_too_long")

    /// An image could not be used.
    public static let imageError = Self(rawValue: "image_error")

    /// The model kept calling tools in a way that cannot be read.
    public static let malformedToolUseExhausted = Self(rawValue: "malformed_tool_use_exhausted")

    /// No answer had the shape asked for.
    public static let structuredOutputRetryExhausted = Self(rawValue: "structured_output_retry_exhausted")

    /// An interrupt came while the model spoke.
    public static let abortedStreaming = Self(rawValue: "aborted_streaming")

    /// An interrupt came while a tool ran.
    public static let abortedTools = Self(rawValue: "aborted_tools")

    /// A hook kept the turn from going on.
    public static let stopHookPrevented = Self(rawValue: "stop_hook_prevented")

    /// A hook ended it.
    public static let hookStopped = Self(rawValue: "hook_stopped")

    /// A hook put a tool call off.
    public static let toolDeferred = Self(rawValue: "tool_deferred")

    /// A tool call that was put off could not be taken up.
    public static let toolDeferredUnavailable = Self(rawValue: "tool_deferred_unavailable")

    /// The turn was sent to the background.
    public static let backgroundRequested = Self(rawValue: "background_requested")

    /// The turn could not start.
    public static let turnSetupFailed = Self(rawValue: "turn_setup_failed")

    /// A limit of the context was reached.
    public static let blockingLimit = Self(rawValue: "blocking_limit")

    /// The context kept filling up too fast.
    public static let rapidRefillBreaker = Self(rawValue: "rapid_refill_breaker")
  }
}

/// A tool call that was not permitted (`permission_denials`).
public struct PermissionDenial: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The tool (`tool_name`).
  public var toolName: String { text("tool_name") }

  /// The call (`tool_use_id`).
  public var toolUseID: String { text("tool_use_id") }

  /// What it was called with (`tool_input`).
  public var toolInput: JSONView? { view("tool_input") }
}

/// A tool call that a hook put off (`deferred_tool_use`).
public struct DeferredToolUse: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The call (`id`).
  public var id: String { text("id") }

  /// The tool (`name`).
  public var name: String { text("name") }

  /// What it was called with (`input`).
  public var input: JSONView? { view("input") }
}
