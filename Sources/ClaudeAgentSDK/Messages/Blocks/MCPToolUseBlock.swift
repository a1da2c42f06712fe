/// A call of an MCP tool by the API (`mcp_tool_use`).
public struct MCPToolUseBlock: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The call, which its result names (`id`).
  public var id: String { text("id") }

  /// The tool (`name`).
  public var name: String { text("name") }

  /// The server (`server_name`).
  public var serverName: String { text("server_name") }

  /// What the tool is called with (`input`).
  public var input: JSONView? { view("input") }
}
