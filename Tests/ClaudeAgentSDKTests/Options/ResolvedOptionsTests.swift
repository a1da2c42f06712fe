import Testing

@testable import ClaudeAgentSDK

@Suite struct ResolvedOptionsTests {
  @Test(
    arguments: [
      (nil, 60), ("120000", 120), (" 90000 ", 90), ("1000", 60), ("soon", 60), ("", 60),
    ] as [(String?, Int)])
  func `the time for initialize is at least a minute`(variable: String?, seconds: Int) {
    let host = variable.map { ["CLAUDE_CODE_STREAM_CLOSE_TIMEOUT": $0] } ?? [:]
    #expect(ClaudeAgentOptions().resolvedInitializeTimeout(host: host) == .seconds(seconds))
    var options = ClaudeAgentOptions()
    options.initializeTimeout = .seconds(5)
    #expect(options.resolvedInitializeTimeout(host: host) == .seconds(5))
  }

  @Test(
    arguments: [
      (nil, nil, 600_000), (nil, "5000", 5000), ("7000", "5000", 7000), ("", "5000", 600_000), (nil, " 10 ", 10),
      (nil, "-1", 600_000), (nil, "x", 600_000), (nil, "0", nil), (nil, "99999999999", 2_147_483_647),
    ] as [(String?, String?, Int?)])
  func `the wait for agents comes from the option's environment, then the host's`(
    own: String?, host: String?, milliseconds: Int?
  ) {
    let key = "CLAUDE_CODE_PRINT_BG_WAIT_CEILING_MS"
    var options = ClaudeAgentOptions()
    if let own { options.environment = [key: own] }
    let resolved = options.resolvedBackgroundWaitCeiling(host: host.map { [key: $0] } ?? [:])
    #expect(resolved == milliseconds.map { .milliseconds($0) })
  }

  @Test func `the option for the wait wins, and zero waits for ever`() {
    var options = ClaudeAgentOptions()
    options.environment = ["CLAUDE_CODE_PRINT_BG_WAIT_CEILING_MS": "7"]
    options.backgroundWaitCeiling = .seconds(3)
    #expect(options.resolvedBackgroundWaitCeiling(host: [:]) == .seconds(3))
    options.backgroundWaitCeiling = .zero
    #expect(options.resolvedBackgroundWaitCeiling(host: [:]) == nil)
  }

  @Test func `skills do not change the caller's options`() {
    var options = ClaudeAgentOptions()
    options.allowedTools = ["Skill"]
    options.skills = .all
    #expect(options.resolvedAllowedTools == ["Skill"] && options.resolvedSettingSources == [.user, .project])
    #expect(options.allowedTools == ["Skill"] && options.settingSources == nil)
  }
}
