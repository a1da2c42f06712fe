/// News about the session (`system`): its start, tasks, hooks, retries and more.
///
/// ```swift
/// switch message.event {
/// case .initialized(let session): print(session.model)
/// case .apiRetry(let retry): print("attempt \(retry.attempt)")
/// default: break
/// }
/// ```
public struct SystemMessage: SessionMessage {
  /// The whole line, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// What kind of news it is (`subtype`); empty when the line has none.
  public var subtype: Subtype { Subtype(rawValue: text("subtype")) }

  /// The news, typed.
  public var event: SystemEvent { SystemEvent(json: json) }

  /// Whether the line is for the host program only (`sdk_host_only`): the client follows the session by it and does
  /// not pass it on.
  public var isHostOnly: Bool { flag("sdk_host_only") }
}

extension SystemMessage {
  /// The kinds of news. New ones come with new versions of the CLI.
  public struct Subtype: OpenStringEnum {
    /// The name as the CLI writes it.
    public let rawValue: String

    /// Any name, known or not.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The session works, waits or is done (`session_state_changed`).
    public static let sessionStateChanged = Self(rawValue: "session_state_changed")

    /// A turn begins, in this environment (`init`).
    public static let initialized = Self(rawValue: "init")

    /// What the session is doing, or the permission mode, has changed (`status`).
    public static let status = Self(rawValue: "status")

    /// A task is getting on (`task_progress`).
    public static let taskProgress = Self(rawValue: "task_progress")

    /// The model thinks where nobody can read it (`thinking_tokens`).
    public static let thinkingTokens = Self(rawValue: "thinking_tokens")

    /// A task has started (`task_started`).
    public static let taskStarted = Self(rawValue: "task_started")

    /// Fields of a task have changed (`task_updated`).
    public static let taskUpdated = Self(rawValue: "task_updated")

    /// A task has something to say at its end (`task_notification`).
    public static let taskNotification = Self(rawValue: "task_notification")

    /// What the session is doing, in words (`task_summary`).
    public static let taskSummary = Self(rawValue: "task_summary")

    /// The set of background tasks has changed; all that live are listed (`background_tasks_changed`).
    public static let backgroundTasksChanged = Self(rawValue: "background_tasks_changed")

    /// A hook has started (`hook_started`).
    public static let hookStarted = Self(rawValue: "hook_started")

    /// A hook is still running (`hook_progress`).
    public static let hookProgress = Self(rawValue: "hook_progress")

    /// A hook has ended (`hook_response`).
    public static let hookResponse = Self(rawValue: "hook_response")

    /// The session has a new name (`session_title_changed`).
    public static let sessionTitleChanged = Self(rawValue: "session_title_changed")

    /// The context was made smaller: what came before is a summary now (`compact_boundary`).
    public static let compactBoundary = Self(rawValue: "compact_boundary")

    /// The set of slash commands has changed; all are listed (`commands_changed`).
    public static let commandsChanged = Self(rawValue: "commands_changed")

    /// A request to the API failed and will be repeated (`api_retry`).
    public static let apiRetry = Self(rawValue: "api_retry")

    /// Another model takes the turn over, because the first one failed (`model_fallback`).
    public static let modelFallback = Self(rawValue: "model_fallback")

    /// The model refused, and another one is tried (`model_refusal_fallback`).
    public static let modelRefusalFallback = Self(rawValue: "model_refusal_fallback")

    /// The model refused, and no other one is tried (`model_refusal_no_fallback`).
    public static let modelRefusalNoFallback = Self(rawValue: "model_refusal_no_fallback")

    /// A control request takes its time (`control_request_progress`).
    public static let controlRequestProgress = Self(rawValue: "control_request_progress")

    /// A tool call was not permitted (`permission_denied`).
    public static let permissionDenied = Self(rawValue: "permission_denied")

    /// Something to show to the user (`informational`).
    public static let informational = Self(rawValue: "informational")

    /// A note to show for a while (`notification`).
    public static let notification = Self(rawValue: "notification")

    /// What a slash command wrote (`local_command_output`).
    public static let localCommandOutput = Self(rawValue: "local_command_output")

    /// A plugin is being installed (`plugin_install`).
    public static let pluginInstall = Self(rawValue: "plugin_install")

    /// Files were stored at the API (`files_persisted`).
    public static let filesPersisted = Self(rawValue: "files_persisted")

    /// Memories were brought into the turn (`memory_recall`).
    public static let memoryRecall = Self(rawValue: "memory_recall")

    /// An MCP server's question was answered elsewhere (`elicitation_complete`).
    public static let elicitationComplete = Self(rawValue: "elicitation_complete")

    /// A command changed the repository (`vcs_state_changed`).
    public static let vcsStateChanged = Self(rawValue: "vcs_state_changed")

    /// Entries of the transcript could not be written to the session store (`mirror_error`).
    public static let mirrorError = Self(rawValue: "mirror_error")

    /// A remote worker is about to end (`worker_shutting_down`).
    public static let workerShuttingDown = Self(rawValue: "worker_shutting_down")

    /// What plugins have drawn is out of date (`ui_invalidate`).
    public static let uiInvalidate = Self(rawValue: "ui_invalidate")
  }
}
