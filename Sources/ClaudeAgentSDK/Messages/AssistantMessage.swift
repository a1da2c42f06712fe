internal import FastTransport

/// A part of the model's answer (`assistant`).
///
/// The CLI sends one message for each content block, so that several share a ``messageID``; the stop reason and the
/// final usage are in the ``ResultMessage``. Messages the CLI makes up itself, such as those for API errors, have the
/// ``model`` `<synthetic>`.
public struct AssistantMessage: SessionMessage {
  /// The whole line, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The text of all text blocks, joined; empty when there are none.
  public var text: String { json.node.joinedText(at: "message", "content") ?? "" }

  /// The content blocks, in order, the unknown ones too.
  public var content: [ContentBlock] { ContentBlock.blocks(json.node.at("message", "content")) }

  /// The tool calls among the content blocks.
  public var toolUses: [ToolUseBlock] {
    content.compactMap { if case .toolUse(let block) = $0 { block } else { nil } }
  }

  /// The model that answered, such as `claude-opus-5-5`; `<synthetic>` for what the CLI made up (`message.model`).
  public var model: String { json.node.at("message", "model")?.string ?? "" }

  /// The API's id of the answer, shared by the messages of one answer (`message.id`).
  public var messageID: String? { json.node.at("message", "id")?.string }

  /// Tokens as known when the answer began (`message.usage`). The final numbers are in the result.
  public var usage: Usage? { message?.object("usage") }

  /// Why the answer ended; nil on nearly all messages, since they come before its end (`message.stop_reason`).
  public var stopReason: StopReason? { message?.open("stop_reason") }

  /// The sequence that ended the answer (`message.stop_sequence`).
  public var stopSequence: String? { message?.string("stop_sequence") }

  /// More about a refusal (`message.stop_details`).
  public var stopDetails: StopDetails? { message?.object("stop_details") }

  /// The API's message object (`message`).
  public var message: APIMessage? { object("message") }

  /// What went wrong at the API, on a message that stands for an error (`error`).
  public var error: AssistantError? { open("error") }

  /// The `Agent` tool call under which a subagent speaks; nil for the main conversation (`parent_tool_use_id`).
  public var parentToolUseID: String? { string("parent_tool_use_id") }

  /// The prompt being answered, on the first message after it changes (`user_message_uuid`).
  public var userMessageUUID: String? { string("user_message_uuid") }

  /// All prompts being answered, when several were merged into a turn (`user_message_uuids`).
  public var userMessageUUIDs: [String] { strings("user_message_uuids") }

  /// The API request (`request_id`).
  public var requestID: String? { string("request_id") }

  /// When the message was made, in ISO 8601 (`timestamp`).
  public var timestamp: String? { string("timestamp") }

  /// Whether an interrupt cut the message off (`aborted`).
  public var isAborted: Bool { flag("aborted") }

  /// Whether the message stands for an API error (`is_api_error_message`).
  public var isAPIErrorMessage: Bool { flag("is_api_error_message") }

  /// What kind of limit or fault the API reported (`api_error`).
  public var apiError: String? { string("api_error") }

  /// The API's own type of the error (`api_error_type`).
  public var apiErrorType: String? { string("api_error_type") }

  /// The HTTP status of the error (`api_error_status`).
  public var apiErrorStatus: Int? { int("api_error_status") }

  /// Details of the error (`api_error_params`).
  public var apiErrorParameters: JSONView? { view("api_error_params") }

  /// The messages, by `uuid`, that this one takes the place of, after a refusal (`supersedes`).
  public var supersedes: [String] { strings("supersedes") }

  /// The answer that was refused (`refused_message_id`).
  public var refusedMessageID: String? { string("refused_message_id") }

  /// The subagent that speaks (`agent_id`).
  public var agentID: String? { string("agent_id") }

  /// The kind of that subagent (`subagent_type`).
  public var subagentType: String? { string("subagent_type") }

  /// What that subagent was asked to do (`task_description`).
  public var taskDescription: String? { string("task_description") }

  /// How thinking is shown (`thinking_display`).
  public var thinkingDisplay: String? { string("thinking_display") }

  /// How long the model thought (`thinking_duration_ms`).
  public var thinkingDuration: Duration? { milliseconds("thinking_duration_ms") }

  /// Display names of the tools called (`tool_use_meta`).
  public var toolUseMeta: [ToolUseMeta] { objects("tool_use_meta") }

  /// Where the text of a slash command that ran locally came from (`local_command_source`).
  public var localCommandSource: String? { string("local_command_source") }

  /// The slash command that ran locally (`local_command_run`).
  public var localCommandRun: JSONView? { view("local_command_run") }

  /// What fills the context window, on the answer of `/context` (`context_usage`).
  public var contextUsage: JSONView? { view("context_usage") }

  /// Why an answer was taken up again (`resume_reason`).
  public var resumeReason: String? { string("resume_reason") }
}

/// The message object of the Messages API inside a line (`message`).
public struct APIMessage: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The answer's id (`id`).
  public var id: String? { string("id") }

  /// Who speaks (`role`).
  public var role: String? { string("role") }

  /// The model that answered (`model`).
  public var model: String { text("model") }

  /// Why the answer ended (`stop_reason`).
  public var stopReason: StopReason? { open("stop_reason") }

  /// The sequence that ended it (`stop_sequence`).
  public var stopSequence: String? { string("stop_sequence") }

  /// More about a refusal (`stop_details`).
  public var stopDetails: StopDetails? { object("stop_details") }

  /// Tokens (`usage`).
  public var usage: Usage? { object("usage") }

  /// The code execution container (`container`).
  public var container: JSONView? { view("container") }

  /// What was cleared from the context (`context_management`).
  public var contextManagement: JSONView? { view("context_management") }

  /// The API's remarks (`diagnostics`).
  public var diagnostics: JSONView? { view("diagnostics") }

  /// The content blocks, in order, the unknown ones too (`content`).
  public var content: [ContentBlock] { ContentBlock.blocks(json.node.at("content")) }
}

/// How to show a tool call (`tool_use_meta`).
public struct ToolUseMeta: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The tool call (`id`).
  public var id: String { text("id") }

  /// The tool's name without its server (`tool_name`).
  public var toolName: String? { string("tool_name") }

  /// The name to show (`display_name`).
  public var displayName: String? { string("display_name") }

  /// The server's name to show (`server_display_name`).
  public var serverDisplayName: String? { string("server_display_name") }
}

/// Why the model refused (`stop_details`).
public struct StopDetails: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The kind of details (`type`).
  public var type: String? { string("type") }

  /// What the refusal is about (`category`).
  public var category: String? { string("category") }

  /// The reason, in words (`explanation`).
  public var explanation: String? { string("explanation") }
}
