extension TaskBoard {
  /// A task.
  public struct Entry: Sendable, Identifiable {
    /// The task (`task_id`).
    public let id: String
    /// Where it stands; ``SystemEvent/TaskStatus/stopped`` for one that was killed, too. A task that has vanished from the
    /// list without a word is over and has the status it had.
    public private(set) var status = SystemEvent.TaskStatus.running
    /// What it is, or what it is doing just now (`description`).
    public private(set) var description = ""
    /// The kind of task, such as `local_agent` or `local_bash` (`task_type`).
    public private(set) var taskType: String?
    /// The kind of subagent (`subagent_type`).
    public private(set) var subagentType: String?
    /// The tool call that has started it (`tool_use_id`).
    public private(set) var toolUseID: String?
    /// The task that has started it (`parent_task_id`).
    public private(set) var parentTaskID: String?
    /// Whether it runs in the background.
    public private(set) var isBackgrounded = false
    /// Whether it is no activity to show (`ambient`).
    public private(set) var isAmbient = false
    /// What it has used so far (`usage`).
    public private(set) var usage: SystemEvent.TaskUsage?
    /// The tool it has used last (`last_tool_name`).
    public private(set) var lastToolName: String?
    /// What it is doing, or what has come of it, in words (`summary`).
    public private(set) var summary: String?
    /// Why it has failed (`error`).
    public private(set) var error: String?
    /// The file that holds its output (`output_file`).
    public private(set) var outputFile: String?
    /// When it has ended, in milliseconds since 1970 (`end_time`).
    public private(set) var endEpochMilliseconds: Int?
    /// It was in the list of tasks in the background.
    private(set) var isListed = false

    init(id: String) { self.id = id }

    /// Whether it has ended by what was said about it.
    var isOver: Bool { status.isFinal }

    // Texts are cut, and usage is copied: an entry outlives the lines it was made of.

    mutating func take(_ news: SystemEvent.TaskStarted) {
      description = news.description.shortened(to: TaskBoard.textLimit)
      taskType = news.taskType ?? taskType
      subagentType = news.subagentType ?? subagentType
      toolUseID = news.toolUseID ?? toolUseID
      parentTaskID = news.parentTaskID ?? parentTaskID
      isBackgrounded = news.isBackgrounded ?? isBackgrounded
      isAmbient = news.isAmbient ?? isAmbient
    }

    mutating func take(_ news: SystemEvent.TaskProgress) {
      description = news.description.shortened(to: TaskBoard.textLimit)
      subagentType = news.subagentType ?? subagentType
      toolUseID = news.toolUseID ?? toolUseID
      usage = news.usage?.copy() ?? usage
      lastToolName = news.lastToolName ?? lastToolName
      summary = news.summary?.shortened(to: TaskBoard.textLimit) ?? summary
    }

    mutating func take(_ patch: SystemEvent.TaskUpdated.Patch) {
      take(patch.status)
      description = patch.description?.shortened(to: TaskBoard.textLimit) ?? description
      isBackgrounded = patch.isBackgrounded ?? isBackgrounded
      error = patch.error?.shortened(to: TaskBoard.textLimit) ?? error
      endEpochMilliseconds = patch.endEpochMilliseconds ?? endEpochMilliseconds
    }

    mutating func take(_ news: SystemEvent.TaskNotification) {
      take(news.status)
      summary = news.summary.shortened(to: TaskBoard.textLimit)
      outputFile = news.outputFile.isEmpty ? outputFile : news.outputFile
      usage = news.usage?.copy() ?? usage
      toolUseID = news.toolUseID ?? toolUseID
      isAmbient = news.isAmbient ?? isAmbient
    }

    mutating func take(_ news: SystemEvent.BackgroundTasksChanged.Task) {
      isListed = true
      isBackgrounded = true
      if description.isEmpty { description = news.description.shortened(to: TaskBoard.textLimit) }
      taskType = news.taskType ?? taskType
      subagentType = news.subagentType ?? subagentType
      isAmbient = news.isAmbient ?? isAmbient
    }

    /// An end is final: what is over does not run again.
    private mutating func take(_ news: SystemEvent.TaskStatus?) {
      guard let news, !status.isFinal || news.isFinal else { return }
      status = news == .killed ? .stopped : news
    }
  }
}
