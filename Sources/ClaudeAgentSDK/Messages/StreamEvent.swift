internal import FastTransport

/// A piece of an answer while it is being written (`stream_event`): one event of the Messages API. Only with partial
/// messages, and for the main conversation only.
///
/// ```swift
/// if let piece = event.textDelta { print(piece, terminator: "") }
/// ```
///
/// Blocks balance: where a stream breaks or is interrupted, the CLI makes up the missing ends.
public struct StreamEvent: SessionMessage {
  /// The whole line, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The text this piece adds; nil when it adds none (`event.delta.text` of a `text_delta`).
  public var textDelta: String? { json.node.string(at: "event", "delta", "text", ofType: "text_delta") }

  /// The thought this piece adds; nil when it adds none (`event.delta.thinking` of a `thinking_delta`).
  public var thinkingDelta: String? { json.node.string(at: "event", "delta", "thinking", ofType: "thinking_delta") }

  /// The piece of a tool's input, as JSON text, that this adds; nil when it adds none (`event.delta.partial_json` of an
  /// `input_json_delta`).
  public var inputJSONDelta: String? {
    json.node.string(at: "event", "delta", "partial_json", ofType: "input_json_delta")
  }

  /// The event, typed (`event`).
  public var event: APIEvent { APIEvent(json: view("event") ?? json) }

  /// The event's own type, such as `content_block_delta` (`event.type`).
  public var eventType: String { json.node.at("event", "type")?.string ?? "" }

  /// The content block the event is about, counted from 0 (`event.index`).
  public var index: Int? { json.node.at("event", "index")?.int }

  /// The `Agent` tool call it was made under; always nil so far (`parent_tool_use_id`).
  public var parentToolUseID: String? { string("parent_tool_use_id") }

  /// The API's id of the answer (`api_message_id`).
  public var apiMessageID: String? { string("api_message_id") }

  /// The prompt being answered, on the first event after it changes (`user_message_uuid`).
  public var userMessageUUID: String? { string("user_message_uuid") }

  /// All prompts being answered (`user_message_uuids`).
  public var userMessageUUIDs: [String] { strings("user_message_uuids") }

  /// Time to the first token, on `message_start` (`ttft_ms`).
  public var timeToFirstToken: Duration? { milliseconds("ttft_ms") }

  /// How thinking is shown (`thinking_display`).
  public var thinkingDisplay: String? { string("thinking_display") }

  /// Blocks that will not be finished, on a `message_stop` that was made up (`abandoned_blocks`).
  public var abandonedBlocks: AbandonedBlocks? { object("abandoned_blocks") }

  /// What the CLI still owes the terminal (`owed_rows`).
  public var owedRows: JSONView? { view("owed_rows") }

  /// Why an answer was taken up again (`resume_reason`).
  public var resumeReason: String? { string("resume_reason") }
}

/// Blocks of an answer that will not be finished (`abandoned_blocks`).
public struct AbandonedBlocks: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The answer (`api_message_id`).
  public var apiMessageID: String? { string("api_message_id") }

  /// The first of them, counted from 0 (`from_block_index`).
  public var fromBlockIndex: Int? { int("from_block_index") }
}
