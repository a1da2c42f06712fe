// Tools that take long: they tell how far they are, have a limit of time, and stop when the turn is interrupted.
import ClaudeAgentSDK
import ExampleSupport

try await withExampleOptions { options in
  let (notes, note) = AsyncStream<String>.makeStream()
  let copy = Tool("copy", "Copies files", schema: .object(["count": .integer(minimum: 1)])) { input, context in
    let count = input["count"]?.int ?? 1
    for number in 1...count {
      context.report(progress: Double(number), total: Double(count), message: "file \(number)")
      await Task.yield()
    }
    return "\(count) files copied"
  }
  var scan = Tool("scan", "Scans the disk", schema: .object()) { _ in
    try await Task.sleep(for: .seconds(60))
    return "never"
  }
  scan.timeout = .milliseconds(200)
  let wait = Tool("wait", "Waits for a person", schema: .object()) { _ in
    note.yield("begins")
    defer { note.yield(Task.isCancelled ? "is cancelled" : "ends") }
    try await Task.sleep(for: .seconds(60))
    return "never"
  }
  var options = options
  options.mcpServers["disk"] = .inProcess(MCPServer("disk", tools: [copy, scan, wait]))
  options.allowedTools = ["mcp__disk"]

  try await withClaudeClient(options) { client in
    for try await message in try await client.send("Copy and scan. SCENARIO:disk") {
      guard case .user(let user) = message else { continue }
      for result in user.toolResults { print(result.isError ? "error:" : "result:", result.text.firstLine) }
    }

    let turn = try await client.send("Wait. SCENARIO:wait")
    var news = notes.makeAsyncIterator()
    print("the tool", await news.next() ?? "")
    try await client.interrupt()
    print("the tool", await news.next() ?? "")
    print("the turn is ended by:", try await turn.result().terminalReason ?? "nothing")
  }
}
