/// When the model has ended its turn (`Stop`).
public struct StopInput: StopHookInput {
  /// The whole input, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }
}

extension HookEvent where Input == StopInput {
  /// When the model has ended its turn. A block lets it go on, with the reason as what to do; so does a context. Look at
  /// ``StopHookInput/stopHookActive`` so that it ends some day. Has no matcher.
  public static var stop: Self { Self("Stop") }
}

/// When a subagent has ended its work (`SubagentStop`). ``HookInput/agentID`` and ``HookInput/agentType`` say which.
public struct SubagentStopInput: StopHookInput {
  /// The whole input, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The file that the subagent's conversation is written to (`agent_transcript_path`).
  public var agentTranscriptPath: String { text("agent_transcript_path") }
}

extension HookEvent where Input == SubagentStopInput {
  /// When a subagent has ended its work. A block lets it go on, with the reason as what to do; so does a context.
  /// Matches the type of agent.
  public static var subagentStop: Self { Self("SubagentStop") }
}

/// When a subagent starts (`SubagentStart`). ``HookInput/agentID`` and ``HookInput/agentType`` say which.
public struct SubagentStartInput: ContextHookInput {
  /// The whole input, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }
}

extension HookEvent where Input == SubagentStartInput {
  /// When a subagent starts: a context is told the subagent. Matches the type of agent.
  public static var subagentStart: Self { Self("SubagentStart") }
}

/// When a turn has ended with an error of the API (`StopFailure`).
public struct StopFailureInput: HookInput {
  /// The whole input, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// What went wrong (`error`).
  public var error: AssistantError? { open("error") }
  /// More about it, in words (`error_details`).
  public var errorDetails: String? { string("error_details") }
  /// What stands as the model's last message (`last_assistant_message`).
  public var lastAssistantMessage: String? { string("last_assistant_message") }
}

extension HookEvent where Input == StopFailureInput {
  /// When a turn has ended with an error of the API. Matches ``StopFailureInput/error``.
  public static var stopFailure: Self { Self("StopFailure") }
}

/// What the ends of turns and of subagents have in common.
public protocol StopHookInput: BlockableHookInput, ContextHookInput {}

extension StopHookInput {
  /// Whether it goes on already because a hook has asked for it (`stop_hook_active`).
  public var stopHookActive: Bool { flag("stop_hook_active") }
  /// The text of the last message (`last_assistant_message`).
  public var lastAssistantMessage: String? { string("last_assistant_message") }
  /// What still runs in the background (`background_tasks`).
  public var backgroundTasks: [HookBackgroundTask] { objects("background_tasks") }
  /// What is scheduled in this session (`session_crons`).
  public var sessionCrons: [HookSessionCron] { objects("session_crons") }
}

/// Something that runs in the background. Long texts are cut at 1000 characters, with a mark that says how many are
/// missing.
public struct HookBackgroundTask: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The task (`id`).
  public var id: String { text("id") }
  /// What it is (`type`).
  public var type: Kind? { open("type") }
  /// Where it stands (`status`).
  public var status: SystemEvent.TaskStatus? { open("status") }
  /// What it does, in words (`description`).
  public var description: String { text("description") }
  /// The command of a shell (`command`).
  public var command: String? { string("command") }
  /// The type of a subagent (`agent_type`).
  public var agentType: String? { string("agent_type") }
  /// The MCP server that a call goes to (`server`).
  public var server: String? { string("server") }
  /// The MCP tool that is called (`tool`).
  public var tool: String? { string("tool") }
  /// The name of a workflow (`name`).
  public var name: String? { string("name") }

  /// What can run in the background.
  public struct Kind: OpenStringEnum {
    /// The name as the CLI writes it.
    public let rawValue: String
    /// Any name, known or not.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A command.
    public static let shell = Self(rawValue: "shell")
    /// A subagent.
    public static let subagent = Self(rawValue: "subagent")
    /// Something that is watched.
    public static let monitor = Self(rawValue: "monitor")
    /// A workflow.
    public static let workflow = Self(rawValue: "workflow")
  }
}

/// Something that is scheduled in a session.
public struct HookSessionCron: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The schedule's identity (`id`).
  public var id: String { text("id") }
  /// When, as a cron expression (`schedule`).
  public var schedule: String { text("schedule") }
  /// Whether it comes again (`recurring`).
  public var isRecurring: Bool { flag("recurring") }
  /// What is asked then, cut at 1000 characters (`prompt`).
  public var prompt: String { text("prompt") }
}
