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
