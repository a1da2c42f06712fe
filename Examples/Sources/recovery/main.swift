// Goes on when something fails in a conversation: the service, a request, the CLI itself.
import ClaudeAgentSDK
import ExampleSupport

try await withExampleOptions { options in
  let client = ClaudeClient(options)
  try await client.connect()

  // A turn that fails has a result too; `text()` throws what it says.
  do {
    print(try await client.send("SCENARIO:error_400").text())
  } catch let error as ClaudeAgentError {
    print("turn: \(error.code), worth a retry: \(error.isRetryable)")
  }

  // The CLI asks an overloaded service again by itself, and tells.
  for try await message in try await client.send("SCENARIO:error_529_retry") {
    switch message {
    case .system(let system):
      if case .apiRetry(let retry) = system.event { print("HTTP \(retry.errorStatus ?? 0), attempt \(retry.attempt)") }
    case .assistant(let reply): print("answer:", reply.text)
    default: break
    }
  }

  // What the CLI refuses is an error with its words.
  do {
    try await client.setPermissionMode("reckless")
  } catch let error as ClaudeAgentError {
    print("request:", error.code)
  }

  // A client that has ended says so, and can be connected again.
  try await client.endSession()
  for try await _ in try await client.messages {}
  do {
    print(try await client.send("one two").text())
  } catch let error as ClaudeAgentError {
    print("after the end:", error.code)
  }
  await client.close()
  try await client.connect()
  print("connected again:", try await client.send("one two").text())
  await client.close()
}
