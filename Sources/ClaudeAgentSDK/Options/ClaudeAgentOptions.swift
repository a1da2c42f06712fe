public import Logging

/// What you ask of an agent, beyond the prompt.
///
/// Plain values whose defaults do what the official SDK does. ``validate()`` runs before anything is started and
/// reports every fault at once. What the CLI can do and this type does not know is reached through ``extraArguments``.
///
/// ```swift
/// var options = ClaudeAgentOptions()
/// options.model = "sonnet"
/// options.allowedTools = ["Read", "Bash(git *)"]
/// options.maxTurns = 4
/// options.workingDirectory = "/srv/repo"
/// ```
///
/// Three long values (system prompt, its appendix, JSON schema) move from the command line to `initialize` when they
/// pass 64 KiB, because the system limits the length of an argument.
public struct ClaudeAgentOptions: Sendable {
  /// Makes options that leave everything to the defaults.
  public init() {}

  // MARK: Model

  /// The model: an alias such as `sonnet`, or a full name. Nil or empty for the CLI's default. (`--model`)
  public var model: String?
  /// The model to use when ``model`` is overloaded; several parted by commas. (`--fallback-model`)
  public var fallbackModel: String?
  /// Beta features of the API, by header name; for users of an API key only. (`--betas`)
  public var betas: [String] = []
  /// Whether and how much the model thinks; nil for its default. (`--thinking`, `--max-thinking-tokens`)
  public var thinking: ThinkingConfiguration?
  /// The old form of ``thinking``, in tokens; 0 turns thinking off. Ignored when ``thinking`` is set.
  /// (`--max-thinking-tokens`)
  public var maxThinkingTokens: Int?
  /// How hard the model thinks; nil for its default. (`--effort`)
  public var effort: Effort?

  // MARK: Prompt and answer

  /// What the model is told first. The default is no system prompt at all, not the one of Claude Code.
  /// (`--system-prompt`, `--append-system-prompt`, `--system-prompt-file`, `initialize`)
  public var systemPrompt = SystemPrompt.none
  /// Instructions for plan mode, instead of the CLI's. (`initialize.planModeInstructions`)
  public var planModeInstructions: String?
  /// The form of the final answer, for answers that a program reads. (`--json-schema`)
  public var outputFormat: OutputFormat?
  /// Whether prompts reach the model as they are: no `@path`, no slash command, no resource reference is expanded.
  /// Fixed when the run starts. (`client_composed` of each user frame; CLI 2.1.248 or newer)
  public var verbatimPrompts = false
  /// Whether messages arrive in pieces as the model writes them. (`--include-partial-messages`)
  public var includePartialMessages = false
  /// Whether the CLI repeats each prompt as a message with its `uuid`, as ``enableFileCheckpointing`` needs.
  /// (`--replay-user-messages`)
  public var replayUserMessages = false
  /// Whether the CLI offers what the user may say next; nil for its default. (`initialize.promptSuggestions`)
  public var promptSuggestions: Bool?

  // MARK: Tools and permissions

  /// Which built-in tools exist; nil for the CLI's default. (`--tools`)
  public var tools: ToolSelection?
  /// Tools and patterns that need no permission, such as `Read` or `Bash(git *)`. (`--allowedTools`)
  public var allowedTools: [String] = []
  /// Tools that do not exist, and patterns that are denied. (`--disallowedTools`)
  public var disallowedTools: [String] = []
  /// MCP tools that stand in for built-in ones, such as `Bash` for `mcp__box__bash`. (`initialize.toolAliases`)
  public var toolAliases: OrderedMap<String> = [:]
  /// What happens when a tool needs a permission; nil for the CLI's default. (`--permission-mode`)
  public var permissionMode: PermissionMode?
  /// An MCP tool that decides about permissions, such as `mcp__gate__approve`. (`--permission-prompt-tool`)
  public var permissionPromptToolName: String?
  /// Decides about tool calls that no rule decides; nil denies them. Not together with ``permissionPromptToolName``.
  /// (`--permission-prompt-tool stdio`)
  public var canUseTool: PermissionCallback?
  /// Who is asked for permissions; nil for the CLI's default. (`--permission-prompts`)
  public var permissionPrompts: PermissionPrompts?
  /// Whether ``PermissionMode/bypassPermissions`` may be switched on later; the CLI refuses it for root.
  /// (`--allow-dangerously-skip-permissions`)
  public var allowDangerouslySkipPermissions = false
  /// How the CLI fences in commands. Merged into ``settings``. (`--settings`)
  public var sandbox: SandboxSettings?

  // MARK: Hooks and questions

  /// Code that is asked at points in the life of the session. (`initialize.hooks`)
  public var hooks: [Hook] = []
  /// Answers questions of MCP servers to the user; nil declines them.
  public var onElicitation: ElicitationCallback?
  /// Shows dialogs of the kinds in ``supportedDialogKinds``.
  public var onUserDialog: UserDialogCallback?
  /// The kinds of dialogs that ``onUserDialog`` can show. (`initialize.supportedDialogKinds`)
  public var supportedDialogKinds: [String] = []
  /// Where asynchronous callbacks (hooks, permissions, tools, questions) run.
  public var callbackExecution = CallbackExecution.onLoop

  // MARK: MCP servers, agents, skills, plugins

  /// MCP servers by name, outside this process and inside it. (`--mcp-config`)
  public var mcpServers: OrderedMap<MCPServerConfiguration> = [:]
  /// A path to an MCP configuration, or its JSON text, passed on unchanged; not together with ``mcpServers``.
  /// (`--mcp-config`)
  public var mcpConfiguration: String?
  /// Whether MCP servers of settings files are ignored. (`--strict-mcp-config`)
  public var strictMCPConfig = false
  /// Subagents, by name. (`initialize.agents`)
  public var agents: OrderedMap<AgentDefinition> = [:]
  /// The agent that plays the main part, one of ``agents`` or of the settings. (`--agent`)
  public var agent: String?
  /// Whether text and thinking of subagents arrive as messages. (`initialize.forwardSubagentText`)
  public var forwardSubagentText = false
  /// Whether the CLI sends short summaries of what agents do; nil for its default.
  /// (`initialize.agentProgressSummaries`)
  public var agentProgressSummaries: Bool?
  /// Which skills the agent may use; nil for the CLI's default. Allows the tool `Skill` for them, and loads the user's
  /// and the project's settings unless ``settingSources`` says otherwise. (`initialize.skills`, `--allowedTools`)
  public var skills: SkillSelection?
  /// Plugins to load. (`--plugin-dir`)
  public var plugins: [PluginReference] = []

  // MARK: Limits

  /// The most turns of a run; nil or 0 for no limit. (`--max-turns`)
  public var maxTurns: Int?
  /// The most a run may cost, in US dollars; checked after each answer, so it may be passed. 0 is a limit.
  /// (`--max-budget-usd`)
  public var maxBudgetUSD: Double?
  /// How many tokens the model should plan for; it paces itself, nothing stops it. (`--task-budget`)
  public var taskBudget: Int?

  // MARK: Session

  /// Whether to go on with the latest session of the directory. (`--continue`)
  public var continueConversation = false
  /// The session to go on with, by id or title. (`--resume`)
  public var resume: String?
  /// The id for a new session, a UUID; with ``resume`` only together with ``forkSession``. (`--session-id`)
  public var sessionID: String?
  /// Whether a resumed session goes on as a copy under a new id. (`--fork-session`)
  public var forkSession = false
  /// The entry up to which a resumed session's history is kept, by its UUID. (`--resume-session-at`)
  public var resumeSessionAt: String?
  /// The prompt whose turn is meant to be dropped by ``resumeSessionAt``, by its UUID: the CLI refuses when more would
  /// be lost. An empty text is passed on, and refused. (`--resume-drops-turn`)
  public var resumeDropsTurn: String?
  /// Whether the CLI keeps a transcript. (`--no-session-persistence` when false)
  public var persistSession = true
  /// The session's title, instead of one the CLI makes up. (`initialize.title`)
  public var title: String?
  /// Whether the CLI records files before it changes them, so that they can be put back.
  /// (`CLAUDE_CODE_ENABLE_SDK_FILE_CHECKPOINTING`)
  public var enableFileCheckpointing = false

  // MARK: Settings

  /// Which settings files are loaded; nil for all, an empty list for none. (`--setting-sources`)
  public var settingSources: [SettingSource]?
  /// Settings on top of the files: a path, JSON text, or an object. (`--settings`)
  public var settings: Settings?
  /// Whether hooks, files of settings, plugins and the like are left aside. (`--bare`)
  public var bare = false
  /// Whether messages about hooks arrive. (`--include-hook-events`)
  public var includeHookEvents = false

  // MARK: The process

  /// The CLI to run; nil to look for it.
  public var cliPath: String?
  /// The directory the CLI works in; nil or empty for that of this process. Also its `PWD`.
  public var workingDirectory: String?
  /// More directories the tools may use. (`--add-dir`)
  public var additionalDirectories: [String] = []
  /// The CLI's environment; inherited by default.
  ///
  /// Added on top: `CLAUDE_CODE_ENTRYPOINT` (`sdk-swift`) and `CLAUDE_CODE_SDK_READS_SESSION_STATE` (`1`), which you
  /// may set yourself, and `CLAUDE_AGENT_SDK_VERSION`, which you may not.
  public var environment = EnvironmentProfile.inherit()
  /// The headers of a trace to continue (`traceparent`, `tracestate`, …), passed on as variables in upper case.
  /// Without a `traceparent` nothing is passed on.
  public var traceContext: [String: String] = [:]
  /// The name of your program and its version, `my-app/1.2`, for the user agent of requests to the API; empty opts out.
  /// (`CLAUDE_AGENT_SDK_CLIENT_APP`)
  public var clientApp: String?
  /// The user of the operating system the CLI runs as; needs privileges.
  public var user: String?
  /// Arguments that this library does not know, by name without the dashes, in this order, behind all others that
  /// choose what to do. Not checked against the CLI's own list.
  public var extraArguments: OrderedMap<ExtraArgument> = [:]
  /// Whether the CLI writes what it does to its log. (`--debug`)
  public var debug = false
  /// The file for that log; turns it on. (`--debug-file`)
  public var debugFile: String?
  /// Receives each line of the CLI's standard error, without its end, in order; must not block. The end of the standard
  /// error is kept for errors with or without it.
  public var stderrHandler: (@Sendable (String) -> Void)?

  /// Learns what happens inside the library: starts, versions, warnings. Off the path of messages.
  public var observer: (any AgentObserver)?
  /// Gets the same as log lines (swift-log): warnings when something is wrong, `debug` for the rest, and never any
  /// content of the conversation.
  public var logger: Logger?
  /// Notices when nothing comes any more. The default only reports, and only when ``observer`` or ``logger`` is set.
  public var watchdog: Watchdog? = Watchdog()

  // MARK: Warm processes

  /// Whose run it is. A ``ConnectionPool`` gives a process that was started for one tenant to no other, nil being one,
  /// too. Means nothing without a pool.
  public var tenant: String?
  /// How a run that must wait for a process of a ``ConnectionPool`` does so. Means nothing without a pool.
  public var admission = Admission()

  // MARK: Bytes and time

  /// The longest line of the CLI that is accepted, in bytes. A longer one is left out and
  /// reported as ``Message/malformed(_:)``; the run goes on.
  public var maxLineLength = 256 << 20
  /// How many bytes of finished lines may wait for the reader before the CLI is made to wait.
  public var maxUnreadBytes = 4 << 20
  /// How long the CLI may take to answer `initialize`; nil for 60 s, or more where the host's variable
  /// `CLAUDE_CODE_STREAM_CLOSE_TIMEOUT` (milliseconds) says so.
  public var initializeTimeout: Duration?
  /// How long the CLI may take to answer any other control request.
  public var controlTimeout = Duration.seconds(60)
  /// How long a run that has given a result waits for agents in the background before its input ends; zero waits for
  /// ever. Nil for the variable `CLAUDE_CODE_PRINT_BG_WAIT_CEILING_MS`, or ten minutes.
  public var backgroundWaitCeiling: Duration?
  /// How long each step of the ending may take: end of input, terminate, kill.
  public var shutdownGrace = Duration.seconds(5)
}
