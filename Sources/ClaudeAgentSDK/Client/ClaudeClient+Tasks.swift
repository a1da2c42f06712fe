internal import FastTransport

extension ClaudeClient {
  /// Stops a task in the background. One that is over, or that nobody knows, is no error. (`stop_task`)
  ///
  /// - Parameter id: The task, ``SystemEvent/TaskStarted/taskID``.
  /// - Throws: As ``control(_:_:timeout:)``.
  public func stopTask(_ id: String) async throws(ClaudeAgentError) {
    try await control("stop_task", ["task_id": .string(id)])
  }

  /// Sends what the turn waits for, commands and subagents, to the background; the turn goes on. (`background_tasks`)
  ///
  /// - Parameter toolUseID: The one tool call to send there; nil for all. (`tool_use_id`)
  /// - Returns: False when that tool call waits for nothing; always true for all.
  /// - Throws: As ``control(_:_:timeout:)``.
  @discardableResult
  public func backgroundTasks(toolUseID: String? = nil) async throws(ClaudeAgentError) -> Bool {
    let fields: JSONObject = toolUseID.map { ["tool_use_id": .string($0)] } ?? [:]
    // Without a tool call the answer is empty.
    return try await control("background_tasks", fields)["backgrounded"]?.bool ?? (toolUseID == nil)
  }

  /// The end of what a command in the background has written. (`get_task_output`)
  ///
  /// - Parameter id: The task, ``SystemEvent/TaskStarted/taskID``; of a command, running or over.
  /// - Returns: The last 8 KiB.
  /// - Throws: As ``control(_:_:timeout:)``; the CLI refuses tasks that are no commands.
  public func taskOutput(_ id: String) async throws(ClaudeAgentError) -> TaskOutput {
    TaskOutput(json: try await control("get_task_output", ["task_id": .string(id)]))
  }
}
