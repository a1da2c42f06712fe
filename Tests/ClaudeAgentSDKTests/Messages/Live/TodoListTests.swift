import ClaudeAgentSDK
import Testing

/// The model's list of things to do, from its calls and their results.
@Suite struct TodoListTests {
  private func list(_ messages: [Message]) -> TodoList {
    var list = TodoList()
    for message in messages { list.add(message) }
    return list
  }

  private func call(_ id: String, _ tool: String, _ input: String, parent: String = "null") throws -> Message {
    try Message(
      test: #"""
        {"type":"assistant","parent_tool_use_id":\#(parent),"message":{"content":[{"type":"tool_use","id":"\#(id)","name":"\#(tool)","input":\#(input)}]}}
        """#)
  }

  private func answer(_ id: String, _ text: String = "ok", error: Bool = false, output: String? = nil) throws -> Message
  {
    let output = output.map { #","tool_use_result":\#($0)"# } ?? ""
    return try Message(
      test: #"""
        {"type":"user","message":{"content":[{"type":"tool_result","tool_use_id":"\#(id)","is_error":\#(error),"content":"\#(text)"}]}\#(output)}
        """#)
  }

  @Test func `a list that was written whole`() throws {
    let list = list(try Recording.messages(at: "live/todos.ndjson"))
    #expect(list.items.map(\.content) == ["Write code"])
    #expect(list.items.map(\.status) == [.inProgress])
    #expect(list.items.map(\.activeForm) == ["Writing code"])
    #expect(list.items.map(\.id) == [nil])
  }

  @Test func `a list whose tool is switched off stays empty`() throws {
    #expect(list(try Recording.messages("tool_todo")).items.isEmpty)
  }

  @Test func `a list that is made item by item`() throws {
    var list = TodoList()
    var states: [[String]] = []
    for message in try Recording.messages(at: "live/tasks.ndjson") where list.add(message) {
      states.append(list.items.map { "\($0.id ?? "-") \($0.content) \($0.status) \($0.blockedBy)" })
    }
    #expect(
      states == [
        ["1 Write pending []"],
        ["1 Write pending []", "2 Test pending []"],
        ["1 Write in_progress []", "2 Test pending []"],
        ["1 Write in_progress []", "2 Test all pending [\"1\"]"],
        ["1 Write completed []", "2 Test all pending [\"1\"]"],
        ["1 Write completed []"],
      ])
    #expect(list.items[0].owner == "me")
    #expect(list.items[0].description == "D1")
    #expect(list.items[0].activeForm == "Writing")
    let other = self.list(try Recording.messages("hook_more_events"))
    #expect(other.items.map(\.content) == ["S"])
    #expect(other.items.map(\.status) == [.completed])
  }

  @Test func `a call counts once its result says that it has worked`() throws {
    var list = TodoList()
    #expect(!list.add(try call("1", "TodoWrite", #"{"todos":[{"content":"a"}]}"#)))
    #expect(list.items.isEmpty)
    #expect(!list.add(try answer("other")))
    #expect(list.add(try answer("1")))
    #expect(list.items.map(\.content) == ["a"])
    #expect(list.items.map(\.status) == [.pending])
    #expect(!list.add(try answer("1")))
    #expect(!list.add(try call("2", "TodoWrite", #"{"todos":[]}"#)))
    #expect(!list.add(try answer("2", error: true)))
    #expect(list.items.count == 1)
  }

  @Test func `results without structured output will do`() throws {
    var list = TodoList()
    list.add(try call("1", "TaskCreate", #"{"subject":"s"}"#))
    #expect(list.add(try answer("1", "Task #12 created successfully: s")))
    #expect(list.items.map(\.id) == ["12"])
    list.add(
      try call("2", "TaskUpdate", #"{"taskId":"12","status":"in_progress","addBlocks":["3","3"],"addBlockedBy":["4"]}"#)
    )
    #expect(list.add(try answer("2")))
    #expect(list.items[0].status == .inProgress)
    #expect(list.items[0].blocks == ["3", "3"] || list.items[0].blocks == ["3"])
    #expect(list.items[0].blockedBy == ["4"])
    list.add(try call("3", "TaskCreate", #"{"subject":"lost"}"#))
    #expect(!list.add(try answer("3", "Something else.")))
    list.add(try call("4", "TaskUpdate", #"{"taskId":"99","status":"completed"}"#))
    #expect(!list.add(try answer("4")))
    list.add(try call("5", "TaskList", "{}"))
    #expect(!list.add(try answer("5", "#1 [pending] x")))
  }

  @Test func `the CLI's own list sets things right`() throws {
    var list = TodoList()
    list.add(try call("1", "TaskCreate", #"{"subject":"a","description":"kept"}"#))
    list.add(try answer("1", output: #"{"task":{"id":"1","subject":"a"}}"#))
    list.add(try call("2", "TaskList", "{}"))
    let all =
      #"{"tasks":[{"id":"2","subject":"b","status":"pending","blockedBy":["1"]},{"id":"1","subject":"A","status":"completed","blockedBy":[]},7]}"#
    #expect(list.add(try answer("2", output: all)))
    #expect(list.items.map(\.content) == ["b", "A", ""])
    #expect(list.items[1].description == "kept")
    #expect(list.items[0].blockedBy == ["1"])
    list.add(try call("3", "TaskGet", #"{"taskId":"5"}"#))
    #expect(list.add(try answer("3", output: #"{"task":{"id":"5","subject":"e","description":"d","blocks":["2"]}}"#)))
    #expect(list.items.last?.content == "e")
    #expect(list.items.last?.blocks == ["2"])
    list.add(try call("4", "TaskGet", #"{"taskId":"5"}"#))
    #expect(list.add(try answer("4", output: #"{"task":{"id":"5","subject":"e","blocks":[]}}"#)))
    #expect(list.items.last?.blocks == [])
  }

  @Test func `a subagent's own list is not the session's, its items are`() throws {
    var list = TodoList()
    list.add(try call("1", "TodoWrite", #"{"todos":[{"content":"theirs"}]}"#, parent: #""t""#))
    #expect(!list.add(try answer("1")))
    list.add(try call("2", "TaskCreate", #"{"subject":"shared"}"#, parent: #""t""#))
    #expect(list.add(try answer("2", output: #"{"task":{"id":"1"}}"#)))
    #expect(list.items.map(\.content) == ["shared"])
    #expect(list.add(try Message(test: #"{"type":"conversation_reset","new_conversation_id":"n"}"#)))
    #expect(list.items.isEmpty)
  }

  @Test func `the list is bounded`() throws {
    var list = TodoList()
    let many = Array(repeating: #"{"content":"x"}"#, count: TodoList.itemLimit + 7).joined(separator: ",")
    list.add(try call("1", "TodoWrite", #"{"todos":[\#(many)]}"#))
    list.add(try answer("1"))
    #expect(list.items.count == TodoList.itemLimit)
    list.add(try call("2", "TaskCreate", #"{"subject":"one more"}"#))
    #expect(!list.add(try answer("2", output: #"{"task":{"id":"1"}}"#)))
    // Calls that nobody answers are forgotten, the oldest first.
    list.add(try call("old", "TodoWrite", #"{"todos":[]}"#))
    for number in 0..<256 { list.add(try call("n\(number)", "TodoWrite", #"{"todos":[]}"#)) }
    #expect(!list.add(try answer("old")))
    #expect(list.add(try answer("n0")))
    let long = String(repeating: "x", count: 20_000)
    list.add(try call("3", "TodoWrite", #"{"todos":[{"content":"\#(long)"}]}"#))
    list.add(try answer("3"))
    #expect(list.items[0].content.count == 16_385)
  }

  @Test func `calls and results may be anything`() throws {
    let lines = try Recording.messages(at: "live/tasks.ndjson").prefix(8).compactMap { $0.json.value }
    for replacement: JSONValue in [nil, 7, "", [], [:]] {
      for index in lines.indices {
        for variant in lines[index].variants(replacing: replacement) {
          var list = TodoList()
          for (place, line) in lines.enumerated() {
            list.add(try Message(test: (place == index ? variant : line).serialized()))
          }
          #expect(list.items.count <= 2)
        }
      }
    }
  }
}
