// Stores a conversation and comes back to it later, in another process.
import ClaudeAgentSDK
import ExampleSupport

try await withExampleOptions { options in
  let session = try await Session.create(options)
  try await session.send("My lucky number is 7431. SCENARIO:remember")
  for try await message in session.stream() {
    if case .assistant(let reply) = message { print("first day:", reply.text) }
  }
  await session.close()
  let id = await session.id ?? ""  // known from the start

  let later = try await Session.resume(id, options)
  print("second day:", try await later.send("Which number was it? SCENARIO:recall").text())
  print("same session:", await later.id == id)
  await later.close()

  // The latest session of the folder needs no id.
  let latest = try await Session.continueLatest(options)
  print("third day:", try await latest.send("And again? SCENARIO:recall").text())
  print("same session:", await latest.id == id)
  await latest.close()

  do {
    _ = try await Session.resume("11111111-2222-4333-8444-555555555555", options)
  } catch let error as ClaudeAgentError {
    print("unknown session:", error.detail)
  }
}
