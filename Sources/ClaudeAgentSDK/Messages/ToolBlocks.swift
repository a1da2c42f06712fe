internal import FastTransport

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

/// A call of a tool that runs at the API (`server_tool_use`).
public struct ServerToolUseBlock: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The call, which its result names (`id`).
  public var id: String { text("id") }

  /// The tool, such as `web_search` or `advisor` (`name`).
  public var name: String { text("name") }

  /// What the tool is called with (`input`).
  public var input: JSONView? { view("input") }

  /// Who made the call, when it was code (`caller`).
  public var caller: JSONView? { view("caller") }
}

/// What a call of a tool at the API came to, such as `web_search_tool_result`.
public struct ServerToolResultBlock: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The kind of result (`type`).
  public var type: String { text("type") }

  /// The call (`tool_use_id`).
  public var toolUseID: String { text("tool_use_id") }

  /// The result; its shape depends on the tool (`content`).
  public var content: JSONView? { view("content") }

  /// The result when it is a list, such as the hits of a search; empty for other shapes (`content`).
  public var items: [JSONView] { json.node.at("content")?.elements.map(JSONView.init(node:)) ?? [] }

  /// The code of a failure, such as `max_uses_exceeded` (`content.error_code`).
  public var errorCode: String? { json.node.at("content", "error_code")?.string }
}

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

/// What a call of an MCP tool by the API came to (`mcp_tool_result`).
public struct MCPToolResultBlock: JSONBacked {
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

/// A tool that a tool search found (`tool_reference`).
public struct ToolReferenceBlock: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The tool (`tool_name`).
  public var toolName: String { text("tool_name") }
}
