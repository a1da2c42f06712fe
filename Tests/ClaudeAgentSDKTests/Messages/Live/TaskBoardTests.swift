import ClaudeAgentSDK
import Testing

/// Tasks, from their start to their end.
@Suite struct TaskBoardTests {
  private func system(_ fields: String) throws -> Message { try Message(test: #"{"type":"system",\#(fields)}"#) }

  private func board(_ scenario: String, until stop: (TaskBoard, Message) -> Bool = { _, _ in false }) throws
    -> TaskBoard
  {
    var board = TaskBoard()
    for message in try Recording.messages(scenario) {
      board.add(message)
      if stop(board, message) { break }
    }
    return board
  }

  @Test func `a background agent runs and ends`() throws {
    let id = "a6aed23c87e9162f0"
    let running = try board("agent_background") { board, _ in board[id]?.usage != nil }
    let task = try #require(running[id])
    #expect(running.running.map(\.id) == [id])
    #expect(running.ended.isEmpty)
    #expect(task.status == .running)
    #expect(task.description == "Running Sub")
    #expect(task.taskType == "local_agent")
    #expect(task.subagentType == "slowpoke")
    #expect(task.toolUseID == "toolu_01L3jgSww9KwtjaTbrDRvC6g")
    #expect(task.isBackgrounded)
    #expect(task.usage?.totalTokens == 18)
    #expect(task.usage?.duration == .milliseconds(187))
    #expect(task.lastToolName == "Bash")
    let over = try board("agent_background")
    #expect(over.running.isEmpty)
    let end = try #require(over.ended.first)
    #expect(end.id == id)
    #expect(end.status == .completed)
    #expect(end.summary == "42")
    #expect(end.usage?.totalTokens == 19)
    #expect(end.endEpochMilliseconds == 1_795_397_052_087)
    #expect(end.outputFile?.hasSuffix("/tasks/a6aed23c87e9162f0.output") == true)
  }

  @Test func `two agents at once`() throws {
    let both = try board("agent_two_parallel") { board, _ in board.running.filter { $0.usage != nil }.count == 2 }
    #expect(both.running.map(\.lastToolName) == ["Bash", "Bash"])
    let over = try board("agent_two_parallel")
    #expect(over.running.isEmpty)
    #expect(over.ended.map(\.summary) == ["B is done", "A is done"])
  }

  @Test func `a command that is stopped, and one that is waited for`() throws {
    let stopped = try board("task_background_bash")
    #expect(stopped.ended.map(\.status) == [.stopped])
    #expect(stopped.ended.map(\.taskType) == ["local_bash"])
    let slow = try board("tool_slow_progress")
    #expect(slow.ended.map(\.status) == [.completed])
    #expect(slow.ended.map(\.isBackgrounded) == [false])
    #expect(slow.ended[0].outputFile == nil)
    #expect(slow.running.isEmpty)
  }

  @Test func `no recorded run leaves a task that the CLI does not list`() throws {
    for path in Recording.all {
      var board = TaskBoard()
      var listed: Set<String> = []
      for message in try Recording.messages(at: path) {
        board.add(message)
        if case .system(let system) = message, case .backgroundTasksChanged(let news) = system.event {
          listed = Set(news.tasks.map(\.taskID))
          #expect(listed.isSubset(of: board.running.map(\.id)), "\(path)")
        }
      }
      #expect(Set(board.running.filter(\.isBackgrounded).map(\.id)) == listed, "\(path)")
    }
  }

  @Test func `an end may come from an update alone`() throws {
    var board = TaskBoard()
    #expect(
      board.add(
        try system(#""subtype":"task_started","task_id":"t","description":"d","parent_task_id":"p","ambient":true"#)))
    #expect(board["t"]?.parentTaskID == "p")
    #expect(board["t"]?.isAmbient == true)
    #expect(
      board.add(try system(#""subtype":"task_updated","task_id":"t","patch":{"status":"paused","description":"e"}"#)))
    #expect(board["t"]?.status == .paused)
    #expect(board["t"]?.description == "e")
    #expect(
      board.add(
        try system(#""subtype":"task_updated","task_id":"t","patch":{"status":"killed","error":"x","end_time":5}"#)))
    #expect(board.running.isEmpty)
    #expect(board["t"]?.status == .stopped)
    #expect(board["t"]?.error == "x")
    // Last words count; life does not come back.
    board.add(
      try system(#""subtype":"task_notification","task_id":"t","status":"completed","summary":"s","output_file":"o""#))
    board.add(try system(#""subtype":"task_updated","task_id":"t","patch":{"status":"running"}"#))
    #expect(board.running.isEmpty)
    #expect(board.ended.count == 1)
    #expect(board["t"]?.summary == "s")
    #expect(board["t"]?.outputFile == "o")
    #expect(board["t"]?.status == .completed)
  }

  @Test func `a task that is missing from the list is over, one that was never in it is not`() throws {
    var board = TaskBoard()
    board.add(try system(#""subtype":"task_started","task_id":"front","description":"f","is_backgrounded":false"#))
    board.add(
      try system(
        #""subtype":"background_tasks_changed","tasks":[{"task_id":"a","task_type":"local_bash","description":"A"},{"task_id":"b"}]"#
      ))
    #expect(board.running.map(\.id) == ["front", "a", "b"])
    #expect(board["a"]?.description == "A")
    #expect(board["a"]?.isBackgrounded == true)
    #expect(board.add(try system(#""subtype":"background_tasks_changed","tasks":[{"task_id":"b"}]"#)))
    #expect(board.running.map(\.id) == ["front", "b"])
    #expect(board.ended.map(\.id) == ["a"])
    #expect(board["a"]?.status == .running)
    #expect(board.add(try system(#""subtype":"background_tasks_changed","tasks":[]"#)))
    #expect(board.running.map(\.id) == ["front"])
    #expect(!board.add(try system(#""subtype":"background_tasks_changed","tasks":[]"#)))
  }

  @Test func `what is no news of a task changes nothing`() throws {
    var board = TaskBoard()
    for text in [
      #""subtype":"task_started""#, #""subtype":"task_started","task_id":"""#,
      #""subtype":"task_updated","task_id":"t""#,
      #""subtype":"task_updated","task_id":"t","patch":{"status":"completed"}"#, #""subtype":"init""#,
      #""subtype":"background_tasks_changed","tasks":7"#, #""subtype":"task_progress","task_id":7"#,
    ] { #expect(!board.add(try system(text)), "\(text)") }
    #expect(!board.add(try Message(test: #"{"type":"result"}"#)))
    #expect(board.running.isEmpty && board.ended.isEmpty)
    #expect(board["t"] == nil)
  }

  @Test func `the board is bounded`() throws {
    var board = TaskBoard(endedLimit: 2)
    for id in ["a", "b", "c"] {
      board.add(try system(#""subtype":"task_notification","task_id":"\#(id)","status":"failed","summary":"s""#))
    }
    #expect(board.ended.map(\.id) == ["b", "c"])
    let long = String(repeating: "x", count: TaskBoard.textLimit + 1)
    board.add(try system(#""subtype":"task_started","task_id":"l","description":"\#(long)""#))
    #expect(board["l"]?.description.count == TaskBoard.textLimit + 1)
    #expect(board["l"]?.description.last == "…")
    var full = TaskBoard(endedLimit: -1)
    for id in 0..<(TaskBoard.runningLimit + 5) { full.add(try system(#""subtype":"task_started","task_id":"\#(id)""#)) }
    #expect(full.running.count == TaskBoard.runningLimit)
    full.add(try system(#""subtype":"task_notification","task_id":"0","status":"completed""#))
    #expect(full.running.count == TaskBoard.runningLimit - 1)
    #expect(full.ended.isEmpty)
  }

  @Test func `task messages may be anything`() throws {
    let lines = Exemplars.lines.filter { $0.contains("task_") || $0.contains("background_tasks") }
    #expect(lines.count >= 5)
    var board = TaskBoard()
    for replacement: JSONValue in [nil, 7, "", "completed", [], [:]] {
      for line in lines {
        for variant in try JSONValue(parsing: line).variants(replacing: replacement) {
          board.add(try Message(test: variant.serialized()))
        }
      }
    }
    #expect(board.ended.count <= 256)
  }
}
