// Puts a decision off: somebody at a desk decides while the agent waits.
import ClaudeAgentSDK
import ExampleSupport

try await withExampleOptions { options in
  let (requests, inbox) = AsyncStream<PermissionRequest>.makeStream()
  var options = options
  options.canUseTool = PermissionCallback { request in
    inbox.yield(request.copy())  // It outlives the callback.
    return .deferred
  }

  try await withClaudeClient(options) { client in
    let desk = Task {
      for await request in requests {
        let command = request.input["command"]?.string ?? ""
        print("on the desk:", command)
        let isFine = !command.contains("production")
        try await client.answer(
          permissionRequest: request.requestID, with: isFine ? .allow() : .deny("Not on a Friday."))
      }
    }
    print("says:", try await client.send("Release it. SCENARIO:release").text())
    inbox.finish()
    try await desk.value
  }
}
