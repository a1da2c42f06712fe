internal import FastTransport

/// What a tool of an MCP server has answered (`mcp_call`).
public struct MCPCallResult: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The content: a text, or blocks. (`content`)
  public var content: JSONView? { view("content") }

  /// The content as text: itself, or its text blocks joined; empty when there is none (`content`).
  public var text: String { json.node.joinedText(at: "content") ?? "" }

  /// The content as a value, of a tool that gives one. (`structuredContent`)
  public var structuredContent: JSONView? { view("structuredContent") }

  /// What the server says beside it. (`_meta`)
  public var metadata: JSONView? { view("_meta") }

  /// How a call with a time limit or with files went; nil for a plain call. (`staging`)
  public var staging: Staging? { object("staging") }

  /// How a call with a time limit or with files went (`staging`).
  public struct Staging: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// Whether the tool ran and all its files were taken. (`ok`)
    public var isSuccess: Bool { flag("ok") }

    /// What went wrong: `expired`, `timeout`, `tool_error` and others. (`error_code`)
    public var errorCode: String? { string("error_code") }

    /// What went wrong, in words. (`detail`)
    public var detail: String? { string("detail") }

    /// Whether the same call may be made again; nil when that is not known. (`retryable`)
    public var isRetryable: Bool? { bool("retryable") }

    /// Files that the tool has written. (`outputs`)
    public var outputs: JSONView? { view("outputs") }

    /// Files that the tool was given. (`inputs_used`)
    public var inputsUsed: JSONView? { view("inputs_used") }
  }
}
