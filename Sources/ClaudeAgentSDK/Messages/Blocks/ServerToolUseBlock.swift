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
