import ArgumentParser
import ClaudeAgentSDK
import Testing

@testable import ClaudeAgentCLI

@Suite struct AgentArgumentsTests {
  private func options(_ arguments: String...) throws -> ClaudeAgentOptions {
    try AgentArguments.parse(arguments).options()
  }

  @Test func `nothing given leaves everything to the defaults`() throws {
    let options = try options()
    #expect(options.systemPrompt == .none)
    #expect(options.model == nil)
    #expect(options.settingSources == nil)
    #expect(options.allowedTools.isEmpty)
  }

  @Test func `each argument sets its option`() throws {
    let options = try options(
      "--model", "opus", "--fallback-model", "sonnet", "--effort", "high", "--append-system-prompt", "Be brief.",
      "--tools", "Read,Bash", "--allowed-tools", "Read, Bash(git *)", "--disallowed-tools", "Write",
      "--permission-mode", "plan", "--max-turns", "4", "--max-budget-usd", "0.5", "--cwd", "/srv", "--add-dir", "/a",
      "--add-dir", "/b", "--resume", "id", "--fork-session", "--settings", "{}", "--setting-sources", "user,project",
      "--mcp-config", "mcp.json", "--strict-mcp-config", "--cli", "/bin/claude", "--cli-flag", "quiet", "--cli-flag",
      "level=a=b")
    #expect(options.model == "opus")
    #expect(options.fallbackModel == "sonnet")
    #expect(options.effort == .high)
    #expect(options.systemPrompt == .preset(append: "Be brief."))
    #expect(options.tools == .only(["Read", "Bash"]))
    #expect(options.allowedTools == ["Read", "Bash(git *)"])
    #expect(options.disallowedTools == ["Write"])
    #expect(options.permissionMode == .plan)
    #expect(options.maxTurns == 4)
    #expect(options.maxBudgetUSD == 0.5)
    #expect(options.workingDirectory == "/srv")
    #expect(options.additionalDirectories == ["/a", "/b"])
    #expect(options.resume == "id")
    #expect(options.forkSession)
    #expect(options.settings == .text("{}"))
    #expect(options.settingSources == [.user, .project])
    #expect(options.mcpConfiguration == "mcp.json")
    #expect(options.strictMCPConfig)
    #expect(options.cliPath == "/bin/claude")
    #expect(options.extraArguments["quiet"] == .flag)
    #expect(options.extraArguments["level"] == .value("a=b"))
  }

  @Test func `empty lists are lists`() throws {
    let options = try options("--tools", "", "--setting-sources", "")
    #expect(options.tools == .only([]))
    #expect(options.settingSources == [])
  }

  @Test func `a schema must be an object`() throws {
    #expect(try options("--json-schema", #"{"type":"object"}"#).outputFormat == .jsonSchema(["type": "object"]))
    #expect(throws: (any Error).self) { try options("--json-schema", "/no/such/file") }
    #expect(throws: (any Error).self) { try options("--json-schema", "{") }
  }

  @Test func `rules are parted by commas outside brackets`() {
    #expect(ToolList.split("Read, Bash(git a, b) ,Write,") == ["Read", "Bash(git a, b)", "Write"])
    #expect(ToolList.split("") == [])
    #expect(ToolList.split("a),b(") == ["a)", "b("])
  }

  @Test func `the kind of an image is in its first bytes`() {
    #expect(ImageFile.mediaType(of: [0x89, 0x50, 0x4E, 0x47, 0]) == "image/png")
    #expect(ImageFile.mediaType(of: [0xFF, 0xD8, 0xFF, 0xE0]) == "image/jpeg")
    #expect(ImageFile.mediaType(of: Array("GIF89a".utf8)) == "image/gif")
    #expect(ImageFile.mediaType(of: Array("RIFF0000WEBP".utf8)) == "image/webp")
    #expect(ImageFile.mediaType(of: Array("RIFF0000WAVE".utf8)) == nil)
    #expect(ImageFile.mediaType(of: []) == nil)
  }
}
