import Testing

@testable import ClaudeAgentSDK

@Suite struct ValidationTests {
  private func faults(
    host: HostCapabilities = .none, _ change: (inout ClaudeAgentOptions) -> Void
  ) -> [OptionFault] {
    var options = ClaudeAgentOptions()
    change(&options)
    return options.faults(host: host)
  }

  @Test func `the defaults and ordinary options are fine`() throws {
    try ClaudeAgentOptions().validate()
    var options = ClaudeAgentOptions()
    options.skills = ["pdf-tools"]
    options.maxBudgetUSD = 0
    options.sessionID = "not-a-uuid"
    options.effort = "enormous"
    options.clientApp = "my-app/1.0 (é)"
    options.extraArguments = ["permission-mode": "nonsense"]
    options.settings = "{not json"
    try options.validate()
  }

  @Test func `every fault is found at once and named`() {
    var options = ClaudeAgentOptions()
    options.maxTurns = -1
    options.maxBudgetUSD = .nan
    options.taskBudget = -5
    options.maxThinkingTokens = -1
    options.thinking = .enabled(budgetTokens: -1)
    options.maxLineLength = 0
    options.maxUnreadBytes = 0
    options.initializeTimeout = .zero
    options.controlTimeout = .seconds(-1)
    options.backgroundWaitCeiling = .seconds(-1)
    options.shutdownGrace = .seconds(-1)
    options.skills = ["ok", " ", "a,b"]
    options.clientApp = "bad\nheader"
    options.cliPath = ""
    let error = #expect(throws: ClaudeAgentError.self) { try options.validate() }
    #expect(
      error?.faults.map(\.option) == [
        "maxTurns", "maxBudgetUSD", "taskBudget", "maxThinkingTokens", "thinking", "maxLineLength", "maxUnreadBytes",
        "initializeTimeout", "controlTimeout", "backgroundWaitCeiling", "shutdownGrace", "skills[1]", "skills[2]",
        "cliPath", "clientApp",
      ])
    #expect(error?.code == .invalidOptions && error?.message.contains("maxTurns: must not be negative.") == true)
  }

  @Test func `options that contradict each other are refused`() {
    #expect(
      faults {
        $0.resume = "a"
        $0.continueConversation = true
      }.map(\.option) == ["resume"])
    #expect(
      faults {
        $0.resume = "a"
        $0.sessionID = "b"
      }.map(\.option) == ["sessionID"])
    #expect(
      faults {
        $0.resume = "a"
        $0.sessionID = "b"
        $0.forkSession = true
      }.isEmpty)
    var host = HostCapabilities()
    host.answersPermissions = true
    host.mirrorsSession = true
    let together = faults(host: host) {
      $0.permissionPromptToolName = "t"
      $0.enableFileCheckpointing = true
      $0.mcpConfiguration = "/m.json"
      $0.mcpServers["calc"] = .http(url: "u")
    }
    #expect(
      together.map(\.option) == [
        "permissionPromptToolName", "enableFileCheckpointing", "mcpConfiguration",
      ])
  }

  @Test func `a NUL byte is refused wherever the system would cut the text`() {
    let found = faults {
      $0.model = "a\0"
      $0.systemPrompt = "b\0"
      $0.allowedTools = ["c\0"]
      $0.extraArguments = ["x": "d\0"]
      $0.workingDirectory = "e\0"
      $0.cliPath = "f\0"
      $0.user = "g\0"
      $0.environment = ["A": "h\0"]
      $0.traceContext = ["traceparent": "i\0"]
    }
    #expect(
      Set(found.map(\.option)) == [
        "model", "systemPrompt", "allowedTools", "extraArguments[\"x\"]", "workingDirectory", "cliPath", "user",
        "environment[\"A\"]", "traceContext[\"traceparent\"]",
      ])
  }

  @Test(arguments: ["", "A=B", "A\0"])
  func `a name that no variable can have is refused`(name: String) {
    #expect(faults { $0.environment = [name: "x"] }.count == 1)
  }

  @Test(arguments: ["", "-x", "--x", "a=b", "a b", "output-format", "input-format", "print"])
  func `an extra argument must be a flag's name that is free`(name: String) {
    #expect(faults { $0.extraArguments[name] = .flag }.count == 1)
  }

  @Test func `a value longer than the system accepts names its option and the way out`() {
    let long = String(repeating: "x", count: ClaudeAgentOptions.longestArgument + 1)
    let found = faults {
      $0.model = long
      $0.settings = .text(long)
      $0.environment = ["A": long]
      $0.systemPrompt = .text(long)
    }
    #expect(found.map(\.option) == ["environment[\"A\"]", "model", "settings"])
    #expect(found.last?.reason.hasSuffix("Put it in a file and pass the path.") == true)
    let fits = String(repeating: "x", count: ClaudeAgentOptions.longestArgument)
    #expect(faults { $0.model = fits }.isEmpty)
  }

  @Test func `inline settings for a sandbox are checked without being quoted`() {
    let found = faults {
      $0.sandbox = SandboxSettings()
      $0.settings = #"{"key": sk-secret}"#
    }
    #expect(found.map(\.option) == ["settings"] && found.first?.reason.contains("sk-secret") == false)
  }
}

@Suite struct SkillNameRulesTests {
  @Test(arguments: [
    "pdf-tools", "my_skill.v2", "myplugin:pdf", "skill with spaces", "dir\\sub", "日本語", "a*", "a:b*",
  ])
  func `a name that cannot change a rule is fine`(name: String) {
    #expect(SkillNameRules.fault(in: name) == nil)
  }

  @Test(arguments: [
    ("", "is blank."), ("  ", "is blank."), (" a", "begins or ends"), ("a\n", "begins or ends"), ("a(b", "U+0028"),
    ("a)b", "U+0029"), ("a,b", "U+002C"), ("a\u{1}b", "U+0001"), ("a\u{7F}", "U+007F"), ("a\u{85}b", "U+0085"),
    ("a\u{FEFF}b", "U+FEFF"), ("*", "is a pattern"), ("a:*", "is a pattern"), ("a *", "is a pattern"),
    ("/a", "begins with a slash"), ("a\\\\b", "two backslashes"), ("a\\", "two backslashes"),
  ])
  func `a name that could change a rule is refused`(name: String, reason: String) {
    #expect(SkillNameRules.fault(in: name)?.contains(reason) == true)
  }
}
