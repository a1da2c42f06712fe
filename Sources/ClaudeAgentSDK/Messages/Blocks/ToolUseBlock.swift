/// A call of a tool (`tool_use`).
public struct ToolUseBlock: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The call, which its result names (`id`).
  public var id: String { text("id") }

  /// The tool; `mcp__server__tool` for an MCP tool (`name`).
  public var name: String { text("name") }

  /// What the tool is called with (`input`).
  public var input: JSONView? { view("input") }

  /// Who made the call, when it was code (`caller`).
  public var caller: JSONView? { view("caller") }
}
