// Cancels Swift tasks: one that reads a turn, and one that waits for a whole run.
import ClaudeAgentSDK
import ExampleSupport

try await withExampleOptions { options in
  var options = options
  options.includePartialMessages = true

  try await withClaudeClient(options) { client in
    let turn = try await client.send("Tell me a very long story. SCENARIO:endless")
    let (signs, sign) = AsyncStream<Void>.makeStream()
    let reading = Task {
      for try await message in turn {
        if case .streamEvent = message { sign.yield() }
      }
    }
    for await _ in signs { break }  // The answer has begun.
    reading.cancel()
    do {
      try await reading.value
    } catch let error as ClaudeAgentError {
      print("the turn:", error.code)
    }
    // The turn was interrupted, and what was left of it is gone. The conversation goes on.
    print("next turn:", try await client.send("Are you there? SCENARIO:next").text())
  }

  // A run of `query` ends with its task, and so does its process. Here a deadline cancels it.
  let run = Task { [options] in try await query("Tell me another one. SCENARIO:endless", options: options).text() }
  let deadline = Task {
    try await Task.sleep(for: .milliseconds(800))
    run.cancel()
  }
  do {
    print(try await run.value)
  } catch let error as ClaudeAgentError {
    print("the run:", error.code)
  }
  deadline.cancel()
}
