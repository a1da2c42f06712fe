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
