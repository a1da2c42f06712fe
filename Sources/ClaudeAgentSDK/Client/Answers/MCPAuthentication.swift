/// How somebody signs in to an MCP server (`mcp_authenticate`).
public struct MCPAuthentication: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The page to open; nil when no page is needed. (`authUrl`)
  public var authorizationURL: String? { string("authUrl") }

  /// Whether somebody has to do something on that page. (`requiresUserAction`)
  public var requiresUserAction: Bool { flag("requiresUserAction") }

  /// Whether the page comes back with an address for ``ClaudeClient/submitMCPCallbackURL(_:for:)``.
  /// (`callbackExpected`)
  public var expectsCallback: Bool? { bool("callbackExpected") }
}
