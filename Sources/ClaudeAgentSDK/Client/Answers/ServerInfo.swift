internal import FastTransport

/// What the CLI says about itself and the session at the start (the answer to `initialize`).
public struct ServerInfo: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The slash commands. (`commands`)
  public var commands: [SlashCommand] { objects("commands") }

  /// The kinds of subagents. (`agents`)
  public var agents: [AgentInfo] { objects("agents") }

  /// The models to choose from. (`models`)
  public var models: [ModelInfo] { objects("models") }

  /// Models that are known and may not be used. (`unavailable_models`)
  public var unavailableModels: [ModelInfo] { objects("unavailable_models") }

  /// The account. (`account`)
  public var account: AccountInfo? { object("account") }

  /// The output style. (`output_style`)
  public var outputStyle: String? { string("output_style") }

  /// The output styles there are. (`available_output_styles`)
  public var availableOutputStyles: [String] { strings("available_output_styles") }

  /// Where output styles of the user are kept. (`user_output_styles_dir`)
  public var userOutputStylesDirectory: String? { string("user_output_styles_dir") }

  /// The process that runs the CLI. (`pid`)
  public var processID: Int? { int("pid") }

  /// The version of the CLI. (`claude_code_version`)
  public var cliVersion: String? { string("claude_code_version") }

  /// The model, on a session that ran before. (`current_model`)
  public var currentModel: String? { string("current_model") }

  /// The permission mode. (`current_permission_mode`)
  public var permissionMode: PermissionMode? { open("current_permission_mode") }

  /// What the session is doing. (`session_state`)
  public var sessionState: SystemEvent.SessionStateChanged.State? { open("session_state") }

  /// What the CLI can do beyond the basic protocol; an open set. (`capabilities`)
  public var capabilities: [String] { strings("capabilities") }

  /// Whether the hooks of this process are in force; nil when it has none. (`hooks_applied`)
  public var areHooksApplied: Bool? { bool("hooks_applied") }

  /// Whether the CLI does what a hook wants done when it fails. (`hook_on_failure_supported`)
  public var supportsHookFailureRule: Bool { flag("hook_on_failure_supported") }

  /// Whether the plugins that came with the request are in force. (`plugins_applied`)
  public var arePluginsApplied: Bool? { bool("plugins_applied") }

  /// Fast mode: `off`, `cooldown` or `on`. (`fast_mode_state`)
  public var fastModeState: String? { string("fast_mode_state") }

  /// Why fast mode is off. (`fast_mode_disabled_reason`)
  public var fastModeDisabledReason: String? { string("fast_mode_disabled_reason") }

  /// Whether the CLI can do something beyond the basic protocol (`capabilities`).
  ///
  /// - Parameter capability: The name, such as `interrupt_receipt_v1`.
  /// - Returns: Whether the CLI names it.
  public func can(_ capability: String) -> Bool {
    json.node.at("capabilities")?.elements.contains { $0.string == capability } ?? false
  }
}

/// A slash command, as `initialize`, `reload_skills` and `commands_changed` list it.
public typealias SlashCommand = SystemEvent.CommandsChanged.Command
