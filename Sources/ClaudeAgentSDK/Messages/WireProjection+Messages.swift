internal import FastTransport

/// The official SDK's classes, field by field.
extension WireProjection {
  mutating func put(_ message: AssistantMessage) {
    let inner = message.message
    blocks(message.content, dropping: false)
    string("model", message.model, inner?.view("model"))
    string("parent_tool_use_id", message.parentToolUseID, message.view("parent_tool_use_id"))
    string("error", message.error?.rawValue, message.view("error"))
    value("usage", message.usage?.json ?? inner?.view("usage"))
    string("message_id", message.messageID, inner?.view("id"))
    string("stop_reason", message.stopReason?.rawValue, inner?.view("stop_reason"))
    identity(of: message)
    string("user_message_uuid", message.userMessageUUID, message.view("user_message_uuid"))
    strings("user_message_uuids", message.userMessageUUIDs, message.view("user_message_uuids"))
  }

  mutating func put(_ message: UserMessage) {
    switch message.content {
    case .text(let text): string("content", text, message.view("message")?["content"])
    case .blocks(let blocks): self.blocks(blocks, dropping: true)
    }
    string("uuid", message.uuid, message.view("uuid"))
    string("parent_tool_use_id", message.parentToolUseID, message.view("parent_tool_use_id"))
    value("tool_use_result", message.toolUseResult)
    value("origin", origin(message.origin))
  }

  mutating func put(_ message: ResultMessage) {
    string("subtype", message.subtype?.rawValue, message.view("subtype"))
    milliseconds("duration_ms", message.duration, message.view("duration_ms"))
    milliseconds("duration_api_ms", message.apiDuration, message.view("duration_api_ms"))
    bool("is_error", message.isError, message.view("is_error"))
    integer("num_turns", message.view("num_turns") == nil ? nil : message.numTurns, message.view("num_turns"))
    string("session_id", message.sessionID, message.view("session_id"))
    string("stop_reason", message.stopReason?.rawValue, message.view("stop_reason"))
    double("total_cost_usd", message.totalCostUSD, message.view("total_cost_usd"))
    value("usage", message.usage?.json ?? message.view("usage"))
    string("result", message.result, message.view("result"))
    value("structured_output", message.structuredOutput)
    modelUsage(message)
    permissionDenials(message)
    deferred(message)
    strings("errors", message.errors, message.view("errors"))
    integer("api_error_status", message.apiErrorStatus, message.view("api_error_status"))
    string("uuid", message.uuid, message.view("uuid"))
    string("terminal_reason", message.terminalReason?.rawValue, message.view("terminal_reason"))
    value("origin", origin(message.origin))
    string("user_message_uuid", message.userMessageUUID, message.view("user_message_uuid"))
    strings("user_message_uuids", message.userMessageUUIDs, message.view("user_message_uuids"))
  }

  mutating func put(_ message: StreamEvent) {
    string("uuid", message.uuid, message.view("uuid"))
    string("session_id", message.sessionID, message.view("session_id"))
    value("event", message.view("event"))
    string("parent_tool_use_id", message.parentToolUseID, message.view("parent_tool_use_id"))
    string("user_message_uuid", message.userMessageUUID, message.view("user_message_uuid"))
    strings("user_message_uuids", message.userMessageUUIDs, message.view("user_message_uuids"))
  }

  mutating func put(_ message: RateLimitEvent) {
    writer.key("rate_limit_info")
    if let info = message.info { put(info) } else { writer.null() }
    string("uuid", message.uuid, message.view("uuid"))
    string("session_id", message.sessionID, message.view("session_id"))
  }

  private mutating func put(_ info: RateLimitInfo) {
    writer.beginObject()
    string("$class", "RateLimitInfo", nil)
    string("status", info.status?.rawValue, info.view("status"))
    integer("resets_at", info.resetsAtEpochSeconds, info.view("resetsAt"))
    string("rate_limit_type", info.limit?.rawValue, info.view("rateLimitType"))
    double("utilization", info.utilization, info.view("utilization"))
    string("overage_status", info.overageStatus?.rawValue, info.view("overageStatus"))
    integer("overage_resets_at", info.overageResetsAtEpochSeconds, info.view("overageResetsAt"))
    string("overage_disabled_reason", info.overageDisabledReason, info.view("overageDisabledReason"))
    value("raw", info.json)
    writer.endObject()
  }

  mutating func put(_ message: ConversationReset) {
    string("new_conversation_id", message.newConversationID, message.view("new_conversation_id"))
    string("uuid", message.uuid, message.view("uuid"))
    string("session_id", message.sessionID, message.view("session_id"))
  }

  private mutating func identity(of message: some SessionMessage) {
    string("session_id", message.sessionID, message.view("session_id"))
    string("uuid", message.uuid, message.view("uuid"))
  }

  /// There, an origin without a kind is none.
  private func origin(_ origin: MessageOrigin?) -> JSONView? { origin?.kind == nil ? nil : origin?.json }

  private mutating func modelUsage(_ message: ResultMessage) {
    guard let raw = message.view("modelUsage"), raw.kind == .object else {
      return value("model_usage", message.view("modelUsage"))
    }
    writer.key("model_usage")
    writer.beginObject()
    // Equal names: the last one counts, in the place of the first.
    let entries = message.modelUsage
    for (number, entry) in entries.enumerated() where !entries[..<number].contains(where: { $0.model == entry.model }) {
      value(entry.model, entries.last { $0.model == entry.model }?.json)
    }
    writer.endObject()
  }

  private mutating func permissionDenials(_ message: ResultMessage) {
    guard let raw = message.view("permission_denials"), raw.kind == .array else {
      return value("permission_denials", message.view("permission_denials"))
    }
    writer.key("permission_denials")
    writer.beginArray()
    for element in raw.elements { self.element(element) }
    writer.endArray()
  }

  private mutating func deferred(_ message: ResultMessage) {
    guard let tool = message.deferredToolUse else { return null("deferred_tool_use") }
    writer.key("deferred_tool_use")
    writer.beginObject()
    string("$class", "DeferredToolUse", nil)
    string("id", tool.id, tool.view("id"))
    string("name", tool.name, tool.view("name"))
    value("input", tool.input)
    writer.endObject()
  }
}

// MARK: Content blocks

extension WireProjection {
  /// The blocks that the official parser keeps; the others go `beyond`.
  ///
  /// - Parameter dropping: Whether the message is the user's, where it keeps fewer kinds.
  private mutating func blocks(_ blocks: [ContentBlock], dropping isUser: Bool) {
    writer.key("content")
    writer.beginArray()
    for block in blocks {
      switch block {
      case .text(let text):
        writer.beginObject()
        string("$class", "TextBlock", nil)
        string("text", text.text, text.view("text"))
        writer.endObject()
      case .toolUse(let tool): call("ToolUseBlock", id: tool.id, name: tool.name, tool)
      case .toolResult(let result): put(result)
      case .thinking(let thought) where !isUser:
        writer.beginObject()
        string("$class", "ThinkingBlock", nil)
        string("thinking", thought.thinking, thought.view("thinking"))
        string("signature", thought.signature, thought.view("signature"))
        writer.endObject()
      case .serverToolUse(let tool) where !isUser: call("ServerToolUseBlock", id: tool.id, name: tool.name, tool)
      case .serverToolResult(let result) where !isUser && result.type == "advisor_tool_result":
        writer.beginObject()
        string("$class", "ServerToolResultBlock", nil)
        string("tool_use_id", result.toolUseID, result.view("tool_use_id"))
        value("content", result.content)
        writer.endObject()
      default: beyond.append(block.json)
      }
    }
    writer.endArray()
  }

  private mutating func call(_ name: String, id: String, name tool: String, _ block: some JSONBacked) {
    writer.beginObject()
    string("$class", name, nil)
    string("id", id, block.view("id"))
    string("name", tool, block.view("name"))
    value("input", block.view("input"))
    writer.endObject()
  }

  private mutating func put(_ result: ToolResultBlock) {
    writer.beginObject()
    string("$class", "ToolResultBlock", nil)
    string("tool_use_id", result.toolUseID, result.view("tool_use_id"))
    switch result.content {
    case .text(let text): string("content", text, result.view("content"))
    case .blocks: value("content", result.view("content"))
    }
    bool("is_error", result.isError, result.view("is_error"))
    writer.endObject()
  }
}
