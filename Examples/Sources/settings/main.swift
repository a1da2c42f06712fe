// Says what the agent is told and which settings files it reads.
import ClaudeAgentSDK
import ExampleSupport

func describe(_ options: ClaudeAgentOptions) async throws -> String {
  try await withClaudeClient(options) { client in
    let usage = try await client.contextUsage()
    let effective = try await client.settings().effective
    let prompt = usage.categories.first { $0.name == "System prompt" }?.tokens ?? 0
    return """
      system prompt: \(prompt == 0 ? "none" : prompt > 500 ? "long" : "short"), \
      memory files: \(usage.memoryFiles.count), language: \(effective?["language"]?.string ?? "default")
      """
  }
}

try await withExampleOptions { options in
  try options.write("Always be kind.", to: "CLAUDE.md")
  try options.write(#"{"language": "french"}"#, to: ".claude/settings.json")

  // By default there is no system prompt at all, and all settings files are read.
  var options = options
  print("default:", try await describe(options))

  options.systemPrompt = "You are a careful reviewer."
  options.settingSources = []
  print("own prompt, no files:", try await describe(options))

  options.systemPrompt = .preset(append: "Answer in one sentence.")
  options.settingSources = [.project]
  options.settings = ["language": "german"]  // wins over the files
  print("Claude Code's prompt, own setting:", try await describe(options))
}
