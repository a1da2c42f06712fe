// Changes a running conversation and asks about it: model, permissions, context, servers, settings.
import ClaudeAgentSDK
import ExampleSupport

func environment(of turn: Turn) async throws -> String {
  var text = ""
  for try await message in turn {
    guard case .system(let system) = message, case .initialized(let session) = system.event else { continue }
    text = "\(session.model), \(session.permissionMode ?? "no") mode"
  }
  return text
}

try await withExampleOptions { options in
  var options = options
  options.model = "claude-sonnet-4-5"
  options.mcpServers["clock"] = .inProcess(
    MCPServer("clock") { Tool("now", "The time", schema: .object()) { _ in "noon" } })

  try await withClaudeClient(options) { client in
    print("before:", try await environment(of: client.send("one two")))
    try await client.setModel("claude-haiku-4-5")
    try await client.setPermissionMode(.acceptEdits)
    print("after:", try await environment(of: client.send("three four")))

    let usage = try await client.contextUsage()
    print("context: \(usage.totalTokens > 0), room for \(usage.maxTokens) tokens of \(usage.model)")
    for server in try await client.mcpStatus() {
      print("server \(server.name) is \(server.status ?? "unknown"), tools: \(server.tools.map(\.name))")
    }
    print("has /compact:", try await client.supportedCommands.contains { $0.name == "compact" })

    // What has no method of its own is asked for by its name.
    let answer = try await client.control("get_settings")
    print("settings:", answer["applied"]?["model"]?.string ?? "none")
  }
}
