// Follows the list of things to do that the model keeps.
import ClaudeAgentSDK
import ExampleSupport

try await withExampleOptions { options in
  var options = options
  options.tools = ["TaskCreate", "TaskUpdate"]

  var todos = TodoList()
  for try await message in query("Plan the release. SCENARIO:plan", options: options) where todos.add(message) {
    print(todos.items.map { "[\($0.status == .completed ? "x" : " ")] \($0.content)" }.joined(separator: "  "))
  }
}
