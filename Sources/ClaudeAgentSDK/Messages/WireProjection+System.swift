internal import FastTransport

/// The official SDK's classes for system messages: one for all, and some with fields of their own.
extension WireProjection {
  mutating func put(_ message: SystemMessage) {
    let (name, event) = (Self.className(of: message.event), message.event)
    fields(name) {
      $0.string("subtype", message.subtype.rawValue, message.view("subtype"))
      $0.value("data", message.json)
      $0.put(event)
    }
  }

  private static func className(of event: SystemEvent) -> String {
    switch event {
    case .taskStarted: "TaskStartedMessage"
    case .taskProgress: "TaskProgressMessage"
    case .taskUpdated: "TaskUpdatedMessage"
    case .taskNotification: "TaskNotificationMessage"
    case .hookStarted, .hookResponse: "HookEventMessage"
    case .mirrorError: "MirrorErrorMessage"
    default: "SystemMessage"
    }
  }

  private mutating func put(_ event: SystemEvent) {
    switch event {
    case .taskStarted(let task):
      string("task_id", task.taskID, task.view("task_id"))
      string("description", task.description, task.view("description"))
      identity(of: task)
      string("tool_use_id", task.toolUseID, task.view("tool_use_id"))
      string("task_type", task.taskType, task.view("task_type"))
    case .taskProgress(let task):
      string("task_id", task.taskID, task.view("task_id"))
      string("description", task.description, task.view("description"))
      value("usage", task.usage?.json ?? task.view("usage"))
      identity(of: task)
      string("tool_use_id", task.toolUseID, task.view("tool_use_id"))
      string("last_tool_name", task.lastToolName, task.view("last_tool_name"))
    case .taskNotification(let task):
      string("task_id", task.taskID, task.view("task_id"))
      string("status", task.status?.rawValue, task.view("status"))
      string("output_file", task.outputFile, task.view("output_file"))
      string("summary", task.summary, task.view("summary"))
      identity(of: task)
      string("tool_use_id", task.toolUseID, task.view("tool_use_id"))
      value("usage", task.usage?.json ?? task.view("usage"))
    case .taskUpdated(let task):
      string("task_id", task.taskID, task.view("task_id"))
      writer.key("patch")
      if let patch = task.patch {
        element(patch.json)
      } else {
        writer.beginObject()
        writer.endObject()
      }
      string("status", task.patch?.status?.rawValue, task.patch?.view("status"))
      identity(of: task)
    case .hookStarted(let hook):
      string("hook_event_name", hook.hookEvent, hook.view("hook_event"))
      identity(of: hook)
    case .hookResponse(let hook):
      string("hook_event_name", hook.hookEvent, hook.view("hook_event"))
      identity(of: hook)
    case .mirrorError(let error):
      value("key", error.key)
      string("error", error.error, error.view("error"))
    default: break
    }
  }

  private mutating func identity(of event: some SessionMessage) {
    string("uuid", event.uuid, event.view("uuid"))
    string("session_id", event.sessionID, event.view("session_id"))
  }
}
