/// When a task is put on the list (`TaskCreated`).
public struct TaskCreatedInput: TaskHookInput {
  /// The whole input, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }
}

extension HookEvent where Input == TaskCreatedInput {
  /// When a task is put on the list: a block keeps it off, and the model reads the reason. Has no matcher.
  public static var taskCreated: Self { Self("TaskCreated") }
}

/// When a task is marked as done (`TaskCompleted`).
public struct TaskCompletedInput: TaskHookInput {
  /// The whole input, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }
}

extension HookEvent where Input == TaskCompletedInput {
  /// When a task is marked as done: a block keeps it open, and the model reads the reason. Has no matcher.
  public static var taskCompleted: Self { Self("TaskCompleted") }
}

/// What the events about a task have in common.
public protocol TaskHookInput: BlockableHookInput {}

extension TaskHookInput {
  /// The task (`task_id`).
  public var taskID: String { text("task_id") }
  /// What it is, in a line (`task_subject`).
  public var taskSubject: String { text("task_subject") }
  /// What it is, at length (`task_description`).
  public var taskDescription: String? { string("task_description") }
  /// The teammate it belongs to (`teammate_name`).
  public var teammateName: String? { string("teammate_name") }
  /// The team; on its way out of the protocol (`team_name`).
  public var teamName: String? { string("team_name") }
}

/// When a teammate is about to have nothing to do (`TeammateIdle`).
public struct TeammateIdleInput: BlockableHookInput {
  /// The whole input, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The teammate (`teammate_name`).
  public var teammateName: String { text("teammate_name") }
  /// The team; on its way out of the protocol (`team_name`).
  public var teamName: String? { string("team_name") }
}

extension HookEvent where Input == TeammateIdleInput {
  /// When a teammate is about to have nothing to do: a block lets it go on, with the reason as what to do. Has no
  /// matcher.
  public static var teammateIdle: Self { Self("TeammateIdle") }
}
