/// When a prompt has been submitted (`UserPromptSubmit`).
public struct UserPromptSubmitInput: PromptHookInput {
  /// The whole input, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The title of the session (`session_title`).
  public var sessionTitle: String? { string("session_title") }
  /// Who submitted it; nil when the CLI does not say (`source`).
  public var source: Source? { open("source") }

  /// Who can submit a prompt.
  public struct Source: OpenStringEnum {
    /// The name as the CLI writes it.
    public let rawValue: String
    /// Any name, known or not.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A person.
    public static let user = Self(rawValue: "user")
    /// A program, over a library such as this.
    public static let sdk = Self(rawValue: "sdk")
    /// The CLI, as for a message of another session or the end of a task.
    public static let system = Self(rawValue: "system")
    /// A loop whose time has come.
    public static let loopWakeup = Self(rawValue: "loop_wakeup")
    /// A task whose time has come.
    public static let scheduleWakeup = Self(rawValue: "schedule_wakeup")
    /// The host, by an event; a block refuses the event.
    public static let pollEvent = Self(rawValue: "poll_event")
  }
}

extension HookEvent where Input == UserPromptSubmitInput {
  /// When a prompt has been submitted, before the model reads it: block it, or add to it. A blocked prompt's reason goes
  /// to the user. Gating, and waited for 30 seconds only. Has no matcher.
  public static var userPromptSubmit: Self { Self("UserPromptSubmit") }
}

extension HookOutput where Input == UserPromptSubmitInput {
  /// What the session is called from now on. (`sessionTitle`)
  public var sessionTitle: String? {
    get { self[text: "sessionTitle"] }
    set { self[text: "sessionTitle"] = newValue }
  }
}

/// When a slash command or a prompt of an MCP server has become a prompt (`UserPromptExpansion`).
public struct UserPromptExpansionInput: PromptHookInput {
  /// The whole input, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// What it was (`expansion_type`).
  public var expansionType: ExpansionType? { open("expansion_type") }
  /// The command, without the slash (`command_name`).
  public var commandName: String { text("command_name") }
  /// What stood behind it (`command_args`).
  public var commandArguments: String { text("command_args") }
  /// Where the command is defined, such as `projectSettings` (`command_source`).
  public var commandSource: String? { string("command_source") }

  /// What can become a prompt.
  public struct ExpansionType: OpenStringEnum {
    /// The name as the CLI writes it.
    public let rawValue: String
    /// Any name, known or not.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A slash command.
    public static let slashCommand = Self(rawValue: "slash_command")
    /// A prompt of an MCP server.
    public static let mcpPrompt = Self(rawValue: "mcp_prompt")
  }
}

extension HookEvent where Input == UserPromptExpansionInput {
  /// When a command has become a prompt, before the model reads it: block it, or add to it. Matches the command's name.
  public static var userPromptExpansion: Self { Self("UserPromptExpansion") }
}

/// What the events about a prompt have in common.
public protocol PromptHookInput: BlockableHookInput, ContextHookInput {}

extension PromptHookInput {
  /// The prompt (`prompt`).
  public var prompt: String { text("prompt") }
}

extension HookOutput where Input: PromptHookInput {
  /// Whether the user is told of a blocked prompt without its text. (`suppressOriginalPrompt`)
  public var suppressOriginalPrompt: Bool? {
    get { self[flag: "suppressOriginalPrompt"] }
    set { self[flag: "suppressOriginalPrompt"] = newValue }
  }
}
