/// What there is after plugins were read again (`reload_plugins`).
public struct PluginReload: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The slash commands. (`commands`)
  public var commands: [SlashCommand] { objects("commands") }

  /// The kinds of subagents. (`agents`)
  public var agents: [AgentInfo] { objects("agents") }

  /// The plugins. (`plugins`)
  public var plugins: [SystemEvent.PluginState] { objects("plugins") }

  /// The MCP servers. (`mcpServers`)
  public var mcpServers: [MCPServerStatus] { objects("mcpServers") }

  /// How many plugins could not be read. (`error_count`)
  public var errorCount: Int { int("error_count") ?? 0 }

  /// Whether nothing was changed, because it would have made the prompt cache useless. (`held`)
  public var isHeld: Bool { flag("held") }

  /// What a change would have done to the list of tools. (`cache_impact`)
  public var cacheImpact: CacheImpact? { object("cache_impact") }

  /// What a change would do to the list of tools (`cache_impact`).
  public struct CacheImpact: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// MCP servers that would come. (`mcp_servers_added`)
    public var serversAdded: [String] { strings("mcp_servers_added") }

    /// MCP servers that would go. (`mcp_servers_removed`)
    public var serversRemoved: [String] { strings("mcp_servers_removed") }

    /// What would become of the language server tool: `adds`, `removes` and others; nil for nothing.
    /// (`lsp_tool_change`)
    public var languageServerToolChange: String? { string("lsp_tool_change") }
  }
}
