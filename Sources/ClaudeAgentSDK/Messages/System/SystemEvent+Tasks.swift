extension SystemEvent {
  /// A task has started (`task_started`).
  public struct TaskStarted: SessionMessage {
    /// The whole line, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The task (`task_id`).
    public var taskID: String { text("task_id") }

    /// What the task is (`description`).
    public var description: String { text("description") }

    /// The kind of task, such as `local_agent`, `local_bash` or `remote_agent` (`task_type`).
    public var taskType: String? { string("task_type") }

    /// The tool call that started it (`tool_use_id`).
    public var toolUseID: String? { string("tool_use_id") }

    /// The task's run (`run_id`).
    public var runID: String? { string("run_id") }

    /// The kind of subagent (`subagent_type`).
    public var subagentType: String? { string("subagent_type") }

    /// Whether it runs in the background (`is_backgrounded`).
    public var isBackgrounded: Bool? { bool("is_backgrounded") }

    /// How deep subagents are nested (`spawn_depth`).
    public var spawnDepth: Int? { int("spawn_depth") }

    /// The task that started it (`parent_task_id`).
    public var parentTaskID: String? { string("parent_task_id") }

    /// The workflow (`workflow_name`).
    public var workflowName: String? { string("workflow_name") }

    /// What it was asked (`prompt`).
    public var prompt: String? { string("prompt") }

    /// Whether it stays out of the transcript (`skip_transcript`).
    public var skipTranscript: Bool? { bool("skip_transcript") }

    /// Whether it is no activity to show (`ambient`).
    public var isAmbient: Bool? { bool("ambient") }
  }

  /// A task is getting on (`task_progress`).
  public struct TaskProgress: SessionMessage {
    /// The whole line, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The task (`task_id`).
    public var taskID: String { text("task_id") }

    /// What the task is (`description`).
    public var description: String { text("description") }

    /// What it has used so far (`usage`).
    public var usage: TaskUsage? { object("usage") }

    /// The tool used last (`last_tool_name`).
    public var lastToolName: String? { string("last_tool_name") }

    /// The kind of subagent (`subagent_type`).
    public var subagentType: String? { string("subagent_type") }

    /// What it is doing, in words (`summary`).
    public var summary: String? { string("summary") }

    /// The tool call that started it (`tool_use_id`).
    public var toolUseID: String? { string("tool_use_id") }

    /// The task's run (`run_id`).
    public var runID: String? { string("run_id") }
  }

  /// Fields of a task have changed. A background task may reach its end only here (`task_updated`).
  public struct TaskUpdated: SessionMessage {
    /// The whole line, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The task (`task_id`).
    public var taskID: String { text("task_id") }

    /// The fields that changed (`patch`).
    public var patch: Patch? { object("patch") }

    /// The task's run (`run_id`).
    public var runID: String? { string("run_id") }

    /// The fields of a task that changed (`patch`); those that did not are nil.
    public struct Patch: JSONBacked {
      /// The whole value, as it arrived.
      public let json: JSONView

      /// A face over any value.
      public init(json: JSONView) { self.json = json }

      /// Where it stands (`status`).
      public var status: TaskStatus? { open("status") }

      /// What it is (`description`).
      public var description: String? { string("description") }

      /// When it ended, in milliseconds since 1970 (`end_time`).
      public var endEpochMilliseconds: Int? { int("end_time") }

      /// How long it was paused (`total_paused_ms`).
      public var totalPaused: Duration? { milliseconds("total_paused_ms") }

      /// Why it failed (`error`).
      public var error: String? { string("error") }

      /// Whether it runs in the background (`is_backgrounded`).
      public var isBackgrounded: Bool? { bool("is_backgrounded") }
    }
  }

  /// A task has something to say at its end (`task_notification`).
  public struct TaskNotification: SessionMessage {
    /// The whole line, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The task (`task_id`).
    public var taskID: String { text("task_id") }

    /// How it ended (`status`).
    public var status: TaskStatus? { open("status") }

    /// What came of it, in words (`summary`).
    public var summary: String { text("summary") }

    /// Whether the summary is the task's own report (`summary_is_report`).
    public var isReport: Bool? { bool("summary_is_report") }

    /// The file that holds its output (`output_file`).
    public var outputFile: String { text("output_file") }

    /// What it used (`usage`).
    public var usage: TaskUsage? { object("usage") }

    /// Why it was stopped (`reason`).
    public var reason: String? { string("reason") }

    /// Resources it left (`resource_links`).
    public var resourceLinks: JSONView? { view("resource_links") }

    /// Whether it stays out of the transcript (`skip_transcript`).
    public var skipTranscript: Bool? { bool("skip_transcript") }

    /// Whether it is no activity to show (`ambient`).
    public var isAmbient: Bool? { bool("ambient") }

    /// The tool call that started it (`tool_use_id`).
    public var toolUseID: String? { string("tool_use_id") }

    /// The task's run (`run_id`).
    public var runID: String? { string("run_id") }
  }

  /// What the session is doing, in words (`task_summary`).
  public struct TaskSummary: SessionMessage {
    /// The whole line, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The words; nil for nothing (`detail`).
    public var detail: String? { string("detail") }
  }

  /// The set of background tasks has changed; all that live are listed (`background_tasks_changed`).
  public struct BackgroundTasksChanged: SessionMessage {
    /// The whole line, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The tasks that live (`tasks`).
    public var tasks: [Task] { objects("tasks") }

    /// A background task (`tasks`).
    public struct Task: JSONBacked {
      /// The whole value, as it arrived.
      public let json: JSONView

      /// A face over any value.
      public init(json: JSONView) { self.json = json }

      /// The task (`task_id`).
      public var taskID: String { text("task_id") }

      /// The kind of task (`task_type`).
      public var taskType: String? { string("task_type") }

      /// What the task is (`description`).
      public var description: String { text("description") }

      /// The kind of subagent (`subagent_type`).
      public var subagentType: String? { string("subagent_type") }

      /// The task's run (`run_id`).
      public var runID: String? { string("run_id") }

      /// Whether it is no activity to show (`ambient`).
      public var isAmbient: Bool? { bool("ambient") }
    }
  }

  /// What a task has used (`usage`).
  public struct TaskUsage: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// Tokens (`total_tokens`).
    public var totalTokens: Int { int("total_tokens") ?? 0 }

    /// Tool calls (`tool_uses`).
    public var toolUses: Int { int("tool_uses") ?? 0 }

    /// Time (`duration_ms`).
    public var duration: Duration { milliseconds("duration_ms") ?? .zero }
  }

  /// Where a task stands. `killed` in an update is `stopped` in a notification.
  public struct TaskStatus: OpenStringEnum {
    /// The name as the CLI writes it.
    public let rawValue: String

    /// Any name, known or not.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// It waits.
    public static let pending = Self(rawValue: "pending")

    /// It runs.
    public static let running = Self(rawValue: "running")

    /// It rests.
    public static let paused = Self(rawValue: "paused")

    /// It did its work.
    public static let completed = Self(rawValue: "completed")

    /// It failed.
    public static let failed = Self(rawValue: "failed")

    /// It was ended.
    public static let killed = Self(rawValue: "killed")

    /// It was ended.
    public static let stopped = Self(rawValue: "stopped")

    /// Whether the task is over.
    public var isFinal: Bool { [.completed, .failed, .killed, .stopped].contains(self) }
  }
}
