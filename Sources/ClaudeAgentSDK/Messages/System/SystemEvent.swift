internal import FastTransport

/// What a ``SystemMessage`` says, by its subtype.
///
/// Subtypes this version does not know are ``unknown(_:)``.
public enum SystemEvent: Sendable {
  /// The session works, waits or is done (`session_state_changed`).
  case sessionStateChanged(SessionStateChanged)
  /// A turn begins, in this environment (`init`).
  case initialized(Initialized)
  /// What the session is doing, or the permission mode, has changed (`status`).
  case status(Status)
  /// A task is getting on (`task_progress`).
  case taskProgress(TaskProgress)
  /// The model thinks where nobody can read it (`thinking_tokens`).
  case thinkingTokens(ThinkingTokens)
  /// A task has started (`task_started`).
  case taskStarted(TaskStarted)
  /// Fields of a task have changed (`task_updated`).
  case taskUpdated(TaskUpdated)
  /// A task has something to say at its end (`task_notification`).
  case taskNotification(TaskNotification)
  /// What the session is doing, in words (`task_summary`).
  case taskSummary(TaskSummary)
  /// The set of background tasks has changed; all that live are listed (`background_tasks_changed`).
  case backgroundTasksChanged(BackgroundTasksChanged)
  /// A hook has started (`hook_started`).
  case hookStarted(HookStarted)
  /// A hook is still running (`hook_progress`).
  case hookProgress(HookProgress)
  /// A hook has ended (`hook_response`).
  case hookResponse(HookResponse)
  /// The session has a new name (`session_title_changed`).
  case sessionTitleChanged(SessionTitleChanged)
  /// The context was made smaller: what came before is a summary now (`compact_boundary`).
  case compactBoundary(CompactBoundary)
  /// The set of slash commands has changed; all are listed (`commands_changed`).
  case commandsChanged(CommandsChanged)
  /// A request to the API failed and will be repeated (`api_retry`).
  case apiRetry(APIRetry)
  /// Another model takes the turn over, because the first one failed (`model_fallback`).
  case modelFallback(ModelFallback)
  /// The model refused, and another one is tried (`model_refusal_fallback`).
  case modelRefusalFallback(ModelRefusalFallback)
  /// The model refused, and no other one is tried (`model_refusal_no_fallback`).
  case modelRefusalNoFallback(ModelRefusalNoFallback)
  /// A control request takes its time (`control_request_progress`).
  case controlRequestProgress(ControlRequestProgress)
  /// A tool call was not permitted (`permission_denied`).
  case permissionDenied(PermissionDenied)
  /// Something to show to the user (`informational`).
  case informational(Informational)
  /// A note to show for a while (`notification`).
  case notification(Notification)
  /// What a slash command wrote (`local_command_output`).
  case localCommandOutput(LocalCommandOutput)
  /// A plugin is being installed (`plugin_install`).
  case pluginInstall(PluginInstall)
  /// Files were stored at the API (`files_persisted`).
  case filesPersisted(FilesPersisted)
  /// Memories were brought into the turn (`memory_recall`).
  case memoryRecall(MemoryRecall)
  /// An MCP server's question was answered elsewhere (`elicitation_complete`).
  case elicitationComplete(ElicitationComplete)
  /// A command changed the repository (`vcs_state_changed`).
  case vcsStateChanged(VCSStateChanged)
  /// Entries of the transcript could not be written to the session store (`mirror_error`).
  case mirrorError(MirrorError)
  /// A remote worker is about to end (`worker_shutting_down`).
  case workerShuttingDown(WorkerShuttingDown)
  /// What plugins have drawn is out of date (`ui_invalidate`).
  case uiInvalidate(UIInvalidate)
  /// A subtype this version does not know.
  case unknown(JSONView)

  /// Reads a line of type `system`, going by its `subtype`.
  ///
  /// - Parameter json: The whole line.
  public init(json: JSONView) {
    switch json.node.name(at: "subtype", among: Self.wireNames) {
    case 0: self = .sessionStateChanged(SessionStateChanged(json: json))
    case 1: self = .initialized(Initialized(json: json))
    case 2: self = .status(Status(json: json))
    case 3: self = .taskProgress(TaskProgress(json: json))
    case 4: self = .thinkingTokens(ThinkingTokens(json: json))
    case 5: self = .taskStarted(TaskStarted(json: json))
    case 6: self = .taskUpdated(TaskUpdated(json: json))
    case 7: self = .taskNotification(TaskNotification(json: json))
    case 8: self = .taskSummary(TaskSummary(json: json))
    case 9: self = .backgroundTasksChanged(BackgroundTasksChanged(json: json))
    case 10: self = .hookStarted(HookStarted(json: json))
    case 11: self = .hookProgress(HookProgress(json: json))
    case 12: self = .hookResponse(HookResponse(json: json))
    case 13: self = .sessionTitleChanged(SessionTitleChanged(json: json))
    case 14: self = .compactBoundary(CompactBoundary(json: json))
    case 15: self = .commandsChanged(CommandsChanged(json: json))
    case 16: self = .apiRetry(APIRetry(json: json))
    case 17: self = .modelFallback(ModelFallback(json: json))
    case 18: self = .modelRefusalFallback(ModelRefusalFallback(json: json))
    case 19: self = .modelRefusalNoFallback(ModelRefusalNoFallback(json: json))
    case 20: self = .controlRequestProgress(ControlRequestProgress(json: json))
    case 21: self = .permissionDenied(PermissionDenied(json: json))
    case 22: self = .informational(Informational(json: json))
    case 23: self = .notification(Notification(json: json))
    case 24: self = .localCommandOutput(LocalCommandOutput(json: json))
    case 25: self = .pluginInstall(PluginInstall(json: json))
    case 26: self = .filesPersisted(FilesPersisted(json: json))
    case 27: self = .memoryRecall(MemoryRecall(json: json))
    case 28: self = .elicitationComplete(ElicitationComplete(json: json))
    case 29: self = .vcsStateChanged(VCSStateChanged(json: json))
    case 30: self = .mirrorError(MirrorError(json: json))
    case 31: self = .workerShuttingDown(WorkerShuttingDown(json: json))
    case 32: self = .uiInvalidate(UIInvalidate(json: json))
    default: self = .unknown(json)
    }
  }

  /// The subtypes in the order of the numbers above.
  private static let wireNames: [StaticString] = [
    "session_state_changed", "init", "status", "task_progress", "thinking_tokens", "task_started", "task_updated",
    "task_notification", "task_summary", "background_tasks_changed", "hook_started", "hook_progress", "hook_response",
    "session_title_changed", "compact_boundary", "commands_changed", "api_retry", "model_fallback",
    "model_refusal_fallback", "model_refusal_no_fallback", "control_request_progress", "permission_denied",
    "informational", "notification", "local_command_output", "plugin_install", "files_persisted", "memory_recall",
    "elicitation_complete", "vcs_state_changed", "mirror_error", "worker_shutting_down", "ui_invalidate",
  ]
}
