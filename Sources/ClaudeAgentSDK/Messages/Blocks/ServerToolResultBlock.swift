internal import FastTransport

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
