internal import FastTransport

extension SystemEvent {
  /// A turn begins, in this environment. Sent at the start of every turn, not only of the first (`init`).
  public struct Initialized: SessionMessage {
    /// The whole line, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The model (`model`).
    public var model: String { text("model") }

    /// The working directory (`cwd`).
    public var workingDirectory: String { text("cwd") }

    /// The tools the model may see (`tools`).
    public var tools: [String] { strings("tools") }

    /// The MCP servers (`mcp_servers`).
    public var mcpServers: [MCPServerState] { objects("mcp_servers") }

    /// The permission mode (`permissionMode`).
    public var permissionMode: PermissionMode? { open("permissionMode") }

    /// Where the API key comes from (`apiKeySource`).
    public var apiKeySource: String? { string("apiKeySource") }

    /// The version of the CLI (`claude_code_version`).
    public var cliVersion: String { text("claude_code_version") }

    /// The slash commands (`slash_commands`).
    public var slashCommands: [String] { strings("slash_commands") }

    /// The slash commands that need a terminal (`terminal_slash_commands`).
    public var terminalSlashCommands: [String] { strings("terminal_slash_commands") }

    /// The output style (`output_style`).
    public var outputStyle: String? { string("output_style") }

    /// The kinds of subagents (`agents`).
    public var agents: [String] { strings("agents") }

    /// The skills (`skills`).
    public var skills: [String] { strings("skills") }

    /// The plugins (`plugins`).
    public var plugins: [PluginState] { objects("plugins") }

    /// What is wrong with plugins (`plugin_errors`).
    public var pluginErrors: [PluginError] { objects("plugin_errors") }

    /// The beta features asked of the API (`betas`).
    public var betas: [String] { strings("betas") }

    /// What the CLI can do beyond the basic protocol; an open set (`capabilities`).
    public var capabilities: [String] { strings("capabilities") }

    /// Fast mode: `off`, `cooldown` or `on` (`fast_mode_state`).
    public var fastModeState: String? { string("fast_mode_state") }

    /// Why fast mode is off (`fast_mode_disabled_reason`).
    public var fastModeDisabledReason: String? { string("fast_mode_disabled_reason") }

    /// The effort (`effort`).
    public var effort: String? { string("effort") }

    /// How the terminal shows the session (`view_mode`).
    public var viewMode: String? { string("view_mode") }

    /// The working directory at the start (`original_cwd`).
    public var originalWorkingDirectory: String? { string("original_cwd") }

    /// Other directories the tools may use (`additional_directories`).
    public var additionalDirectories: [String] { strings("additional_directories") }

    /// Where memories are kept (`memory_paths`).
    public var memoryPaths: JSONView? { view("memory_paths") }

    /// A socket for messages from other sessions (`messaging_socket_path`).
    public var messagingSocketPath: String? { string("messaging_socket_path") }

    /// The prompts that the turn answers (`user_message_uuids`).
    public var userMessageUUIDs: [String] { strings("user_message_uuids") }

    /// Whether the CLI can do something beyond the basic protocol (`capabilities`).
    ///
    /// - Parameter capability: The name, such as `interrupt_receipt_v1`.
    public func can(_ capability: String) -> Bool {
      json.node.at("capabilities")?.elements.contains { $0.string == capability } ?? false
    }
  }

  /// An MCP server and whether it is there (`mcp_servers`).
  public struct MCPServerState: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The server (`name`).
    public var name: String { text("name") }

    /// How it is: `connected`, `pending`, `failed`, `needs-auth` or `disabled` (`status`).
    public var status: String { text("status") }

    /// Where it was configured (`source`).
    public var source: String? { string("source") }
  }

  /// A plugin that is loaded (`plugins`).
  public struct PluginState: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The plugin (`name`).
    public var name: String { text("name") }

    /// Where it is (`path`).
    public var path: String? { string("path") }

    /// Where it is from (`source`).
    public var source: String? { string("source") }

    /// Its version (`version`).
    public var version: String? { string("version") }
  }

  /// What is wrong with a plugin (`plugin_errors`).
  public struct PluginError: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The plugin (`plugin`).
    public var plugin: String { text("plugin") }

    /// The kind of fault (`type`).
    public var type: String? { string("type") }

    /// The fault in words (`message`).
    public var message: String { text("message") }

    /// Where it should be, when it did not load at all (`path`).
    public var path: String? { string("path") }
  }
}
