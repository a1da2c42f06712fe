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
