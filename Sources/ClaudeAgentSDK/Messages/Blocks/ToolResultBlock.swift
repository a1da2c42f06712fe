internal import FastTransport

/// What a tool call came to (`tool_result`).
public struct ToolResultBlock: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The call (`tool_use_id`).
  public var toolUseID: String { text("tool_use_id") }

  /// Whether the call failed (`is_error`).
  public var isError: Bool { flag("is_error") }

  /// The content: a text, or blocks (`content`).
  public var content: MessageContent { MessageContent(json.node.at("content")) }

  /// The content as text: itself, or its text blocks joined; empty when there is none (`content`).
  public var text: String { json.node.joinedText(at: "content") ?? "" }
}
