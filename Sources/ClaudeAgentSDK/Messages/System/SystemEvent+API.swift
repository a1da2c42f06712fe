extension SystemEvent {
  /// A request to the API failed and will be repeated (`api_retry`).
  public struct APIRetry: SessionMessage {
    /// The whole line, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The attempt, from 1 (`attempt`).
    public var attempt: Int { int("attempt") ?? 0 }

    /// The last attempt (`max_retries`).
    public var maxRetries: Int { int("max_retries") ?? 0 }

    /// The wait before it (`retry_delay_ms`).
    public var delay: Duration { milliseconds("retry_delay_ms") ?? .zero }

    /// The HTTP status; nil when the connection broke (`error_status`).
    public var errorStatus: Int? { int("error_status") }

    /// What went wrong (`error`).
    public var error: AssistantError? { open("error") }

    /// How long nothing came (`no_response`).
    public var noResponse: JSONView? { view("no_response") }
  }

  /// Another model takes the turn over, because the first one failed (`model_fallback`).
  public struct ModelFallback: SessionMessage {
    /// The whole line, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// Why: `overloaded`, `server_error`, `model_not_found`, `permission_denied`, `last_resort` or
    /// `model_blocked` (`trigger`).
    public var trigger: String? { string("trigger") }

    /// The model that failed (`original_model`).
    public var originalModel: String { text("original_model") }

    /// The model that takes over (`fallback_model`).
    public var fallbackModel: String { text("fallback_model") }

    /// The same in words (`content`).
    public var content: String { text("content") }
  }

  /// The model refused, and another one is tried (`model_refusal_fallback`).
  public struct ModelRefusalFallback: SessionMessage {
    /// The whole line, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The model that refused (`original_model`).
    public var originalModel: String { text("original_model") }

    /// The model that is tried (`fallback_model`).
    public var fallbackModel: String { text("fallback_model") }

    /// Why (`trigger`).
    public var trigger: String? { string("trigger") }

    /// Which way: `retry`, `revert` or `sticky` (`direction`).
    public var direction: String? { string("direction") }

    /// How long: `session` or `local` (`scope`).
    public var scope: String? { string("scope") }

    /// Messages, by `uuid`, that no longer count (`retracted_message_uuids`).
    public var retractedMessageUUIDs: [String] { strings("retracted_message_uuids") }

    /// The API request (`request_id`).
    public var requestID: String? { string("request_id") }

    /// What the refusal is about (`api_refusal_category`).
    public var refusalCategory: String? { string("api_refusal_category") }

    /// The refusal in words (`api_refusal_explanation`).
    public var refusalExplanation: String? { string("api_refusal_explanation") }

    /// The prompt that was refused (`refused_user_message_uuid`).
    public var refusedUserMessageUUID: String? { string("refused_user_message_uuid") }

    /// What happened, in words (`content`).
    public var content: String { text("content") }
  }

  /// The model refused, and no other one is tried (`model_refusal_no_fallback`).
  public struct ModelRefusalNoFallback: SessionMessage {
    /// The whole line, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The model that refused (`original_model`).
    public var originalModel: String { text("original_model") }

    /// The API request (`request_id`).
    public var requestID: String? { string("request_id") }

    /// What the refusal is about (`api_refusal_category`).
    public var refusalCategory: String? { string("api_refusal_category") }

    /// The refusal in words (`api_refusal_explanation`).
    public var refusalExplanation: String? { string("api_refusal_explanation") }

    /// The prompt that was refused (`refused_user_message_uuid`).
    public var refusedUserMessageUUID: String? { string("refused_user_message_uuid") }

    /// What happened, in words (`content`).
    public var content: String { text("content") }
  }

  /// A control request takes its time (`control_request_progress`).
  public struct ControlRequestProgress: SessionMessage {
    /// The whole line, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The request (`request_id`).
    public var requestID: String { text("request_id") }

    /// How far it is: `started` or `api_retry` (`status`).
    public var status: String? { string("status") }

    /// The attempt at the API, from 1 (`attempt`).
    public var attempt: Int? { int("attempt") }

    /// The last attempt (`max_retries`).
    public var maxRetries: Int? { int("max_retries") }

    /// The wait before it (`retry_delay_ms`).
    public var delay: Duration? { milliseconds("retry_delay_ms") }

    /// The HTTP status of the failure (`error_status`).
    public var errorStatus: Int? { int("error_status") }
  }
}
