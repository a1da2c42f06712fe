import Testing

@testable import ClaudeAgentSDK

/// What is refused on Windows, asked on any system.
@Suite struct WindowsRulesTests {
  @Test(arguments: [
    "claude.cmd", #"C:\npm\claude.CMD"#, "C:/npm/claude.Bat", #"claude.cmd\x\.."#, "claude.cmd:stream", "C:claude.cmd",
    ".cmd", "claude.exe:evil.cmd", "claude.cmd. .", #"C:\tools.bat\claude.exe"#,
  ])
  func `a path with a batch script in it is told`(_ path: String) {
    #expect(WindowsRules.namesBatchScript(path))
  }

  @Test(arguments: [
    "claude.exe", #"C:\Program Files\claude.EXE"#, "", "claude", "cmd", "bat/claude.exe", "claude.cmdx",
    #"C:\a.cmd.d\claude.exe"#, "é.exe", ". .",
  ])
  func `any other path is none`(_ path: String) {
    #expect(!WindowsRules.namesBatchScript(path))
  }

  @Test(arguments: ["a&b", "a|b", "<", ">", "a^", "%PATH%", "!", "\"", "a\r", "a\nb", "a\r\nb"])
  func `a character that the command interpreter obeys is found`(_ value: String) throws {
    let found = try #require(WindowsRules.metacharacter(in: value))
    #expect("&|<>^%!\"\r\n".unicodeScalars.contains(found))
  }

  @Test func `ids and titles have none`() {
    for value in ["", "8a9c3c1e-98a2-4b0e-8c92-0a6ad2f86b4a", "my session (é), it's -fine-;$"] {
      #expect(WindowsRules.metacharacter(in: value) == nil)
    }
  }

  @Test func `each option that may come from outside is checked`() {
    var options = ClaudeAgentOptions()
    #expect(options.windowsFaults.isEmpty)
    options.resume = "a&b"
    options.sessionID = "a|b"
    options.resumeSessionAt = "\""
    options.resumeDropsTurn = "%A%"
    options.title = "a&b"
    #expect(options.windowsFaults.map(\.option) == ["resume", "sessionID", "resumeSessionAt", "resumeDropsTurn"])
    options = ClaudeAgentOptions()
    options.resume = "fine"
    options.resumeDropsTurn = ""
    #expect(options.windowsFaults.isEmpty)
  }
}
