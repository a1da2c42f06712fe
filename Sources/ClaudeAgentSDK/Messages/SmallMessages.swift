/// The session goes on with an empty conversation under a new id (`conversation_reset`). ``SessionMessage/sessionID``
/// is the id that ends here; cost totals start at zero.
public struct ConversationReset: SessionMessage {
  /// The whole line, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The id from here on (`new_conversation_id`).
  public var newConversationID: String { text("new_conversation_id") }

  /// What caused it (`trigger`).
  public var trigger: Trigger? { open("trigger") }

  /// The prompt that caused it (`user_message_uuid`).
  public var userMessageUUID: String? { string("user_message_uuid") }

  /// When, in ISO 8601 (`timestamp`).
  public var timestamp: String? { string("timestamp") }

  /// What can cause a reset.
  public struct Trigger: OpenStringEnum {
    /// The name as the CLI writes it.
    public let rawValue: String

    /// Any name, known or not.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `/clear`.
    public static let clear = Self(rawValue: "clear")

    /// Leaving plan mode.
    public static let planModeExit = Self(rawValue: "plan_mode_exit")

    /// A fresh session was asked for.
    public static let freshSession = Self(rawValue: "fresh_session")

    /// Onboarding.
    public static let onboarding = Self(rawValue: "onboarding")
  }
}

/// A tool is still running (`tool_progress`).
public struct ToolProgress: SessionMessage {
  /// The whole line, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The call (`tool_use_id`).
  public var toolUseID: String { text("tool_use_id") }

  /// The tool (`tool_name`).
  public var toolName: String { text("tool_name") }

  /// The `Agent` tool call it was made under (`parent_tool_use_id`).
  public var parentToolUseID: String? { string("parent_tool_use_id") }

  /// How long it has been running (`elapsed_time_seconds`).
  public var elapsed: Duration? { seconds("elapsed_time_seconds") }

  /// Its background task (`task_id`).
  public var taskID: String? { string("task_id") }

  /// Whether the line only says that the tool is alive (`heartbeat`).
  public var isHeartbeat: Bool { flag("heartbeat") }

  /// The kind of subagent that calls (`subagent_type`).
  public var subagentType: String? { string("subagent_type") }

  /// The subagent's request is being repeated (`subagent_retry`).
  public var subagentRetry: SubagentRetry? { object("subagent_retry") }

  /// A subagent's request is being repeated (`subagent_retry`).
  public struct SubagentRetry: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The subagent (`agent_id`).
    public var agentID: String { text("agent_id") }

    /// The attempt, from 1 (`attempt`).
    public var attempt: Int { int("attempt") ?? 0 }

    /// The last attempt (`max_retries`).
    public var maxRetries: Int { int("max_retries") ?? 0 }

    /// The wait before it (`retry_delay_ms`).
    public var delay: Duration? { milliseconds("retry_delay_ms") }

    /// The HTTP status of the failure; nil for a broken connection (`error_status`).
    public var errorStatus: Int? { int("error_status") }

    /// The kind of failure (`error_category`).
    public var errorCategory: String? { string("error_category") }
  }
}

/// A sign-in is under way (`auth_status`).
public struct AuthStatus: SessionMessage {
  /// The whole line, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// Whether it still is (`isAuthenticating`).
  public var isAuthenticating: Bool { flag("isAuthenticating") }

  /// Lines to show (`output`).
  public var output: [String] { strings("output") }

  /// Why it failed (`error`).
  public var error: String? { string("error") }
}

/// What some tool calls did, in a sentence (`tool_use_summary`).
public struct ToolUseSummary: SessionMessage {
  /// The whole line, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The sentence (`summary`).
  public var summary: String { text("summary") }

  /// The calls (`preceding_tool_use_ids`).
  public var precedingToolUseIDs: [String] { strings("preceding_tool_use_ids") }

  /// When, in ISO 8601 (`timestamp`).
  public var timestamp: String? { string("timestamp") }
}

/// What the user may want to ask next (`prompt_suggestion`).
public struct PromptSuggestion: SessionMessage {
  /// The whole line, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The prompt (`suggestion`).
  public var suggestion: String { text("suggestion") }
}

/// The goal the session works towards has changed (`active_goal`).
public struct ActiveGoal: SessionMessage {
  /// The whole line, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The goal; nil when there is none any more (`value`).
  public var value: JSONView? { view("value") }
}

/// A prompt with a `uuid` was queued, started, finished or dropped (`command_lifecycle`).
public struct CommandLifecycle: SessionMessage {
  /// The whole line, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The prompt (`command_uuid`).
  public var commandUUID: String { text("command_uuid") }

  /// What became of it (`state`).
  public var state: State? { open("state") }

  /// What can become of a prompt.
  public struct State: OpenStringEnum {
    /// The name as the CLI writes it.
    public let rawValue: String

    /// Any name, known or not.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// It waits.
    public static let queued = Self(rawValue: "queued")

    /// It is being answered.
    public static let started = Self(rawValue: "started")

    /// It was answered.
    public static let completed = Self(rawValue: "completed")

    /// It was taken back.
    public static let cancelled = Self(rawValue: "cancelled")

    /// It was dropped.
    public static let discarded = Self(rawValue: "discarded")

    /// It was not accepted.
    public static let refused = Self(rawValue: "refused")
  }
}

/// The CLI is alive and has nothing to say (`keep_alive`).
public struct KeepAlive: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }
}

/// A line of a type this version does not know.
public struct UnknownMessage: SessionMessage {
  /// The whole line, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The type; empty when the line has none (`type`).
  public var type: String { text("type") }

  /// The subtype (`subtype`).
  public var subtype: String? { string("subtype") }

  /// The `Agent` tool call it was made under (`parent_tool_use_id`).
  public var parentToolUseID: String? { string("parent_tool_use_id") }
}
