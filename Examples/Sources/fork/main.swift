// Goes on with copies of a conversation: of all of it, or from an earlier answer on.
import ClaudeAgentSDK
import ExampleSupport

try await withExampleOptions { options in
  let session = try await Session.create(options)
  var firstAnswer: String?
  for try await message in try await session.send("My lucky number is 7431. SCENARIO:remember") {
    if case .assistant(let reply) = message { firstAnswer = reply.uuid }
  }
  print("original:", try await session.send("No, my lucky number is 12. SCENARIO:remember").text())
  await session.close()
  let id = await session.id ?? ""  // known from the start

  let copy = try await Session.fork(id, options)
  print("copy:", try await copy.send("Which number is it? SCENARIO:recall").text())
  print("has an id of its own:", await copy.id != id)
  await copy.close()

  // What was said behind that answer is not in this copy.
  let branch = try await Session.fork(id, at: firstAnswer, options)
  print("branch:", try await branch.send("Which number is it? SCENARIO:recall").text())
  await branch.close()
}
