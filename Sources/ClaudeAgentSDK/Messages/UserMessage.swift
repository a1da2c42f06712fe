internal import FastTransport

/// What goes to the model in the user's place (`user`): tool results, prompts that the CLI echoes, and prompts that
/// it makes up itself.
public struct UserMessage: SessionMessage {
  /// The whole line, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The content: a text, or blocks (`message.content`).
  public var content: MessageContent { MessageContent(json.node.at("message", "content")) }

  /// The content as text: itself, or its text blocks joined; empty when there is none.
  public var text: String { json.node.joinedText(at: "message", "content") ?? "" }

  /// The tool results among the content blocks.
  public var toolResults: [ToolResultBlock] {
    content.blocks.compactMap { if case .toolResult(let block) = $0 { block } else { nil } }
  }

  /// Who speaks; always `user` so far (`message.role`).
  public var role: String? { json.node.at("message", "role")?.string }

  /// The `Agent` tool call the message was made under; nil for the main conversation (`parent_tool_use_id`).
  public var parentToolUseID: String? { string("parent_tool_use_id") }

  /// The tool's structured output: an object for built-in tools, a string for errors, an array for MCP tools
  /// (`tool_use_result`).
  public var toolUseResult: JSONView? { view("tool_use_result") }

  /// How the tool calls were decided (`tool_result_meta`).
  public var toolResultMeta: [ToolResultMeta] { objects("tool_result_meta") }

  /// Who or what sent the message (`origin`).
  public var origin: MessageOrigin? { object("origin") }

  /// Whether the CLI made the message up (`isSynthetic`).
  public var isSynthetic: Bool { flag("isSynthetic") }

  /// Whether the message echoes something already sent (`isReplay`).
  public var isReplay: Bool { flag("isReplay") }

  /// When the message was made, in ISO 8601 (`timestamp`).
  public var timestamp: String? { string("timestamp") }

  /// The subagent the message belongs to (`agent_id`).
  public var agentID: String? { string("agent_id") }

  /// The kind of that subagent (`subagent_type`).
  public var subagentType: String? { string("subagent_type") }

  /// What that subagent was asked to do (`task_description`).
  public var taskDescription: String? { string("task_description") }

  /// The answer whose refusal made this message (`refused_message_id`).
  public var refusedMessageID: String? { string("refused_message_id") }

  /// How soon a queued prompt is taken: `now`, `next` or `later` (`priority`).
  public var priority: String? { string("priority") }

  /// False when the message was appended without starting a turn (`shouldQuery`).
  public var shouldQuery: Bool? { bool("shouldQuery") }

  /// Files that came with the message (`file_attachments`).
  public var fileAttachments: JSONView? { view("file_attachments") }
}

/// How a tool call was decided (`tool_result_meta`).
public struct ToolResultMeta: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The tool call (`id`).
  public var id: String { text("id") }

  /// Why the tool did not run (`non_execution_kind`).
  public var nonExecutionKind: String? { string("non_execution_kind") }

  /// The decision (`permission_decision`).
  public var permissionDecision: PermissionRecord? { object("permission_decision") }
}

/// A permission decision on record (`permission_decision`).
public struct PermissionRecord: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// What was decided (`decision`).
  public var decision: String? { string("decision") }

  /// What the decision rests on (`reason_type`).
  public var reasonType: String? { string("reason_type") }

  /// Who decided (`source`).
  public var source: String? { string("source") }
}
