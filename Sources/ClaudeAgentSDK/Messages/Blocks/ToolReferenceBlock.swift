/// A tool that a tool search found (`tool_reference`).
public struct ToolReferenceBlock: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The tool (`tool_name`).
  public var toolName: String { text("tool_name") }
}
