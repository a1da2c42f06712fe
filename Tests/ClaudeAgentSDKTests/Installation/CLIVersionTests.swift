import ClaudeAgentSDK
import Testing

@Suite struct CLIVersionTests {
  @Test(arguments: [
    ("2.1.330 (Claude Code)", CLIVersion(2, 1, 330)),
    ("2.1.330", CLIVersion(2, 1, 330)),
    ("0.0.0-beta", CLIVersion(0, 0, 0)),
    ("2.1.330.4", CLIVersion(2, 1, 330)),
    ("999999999.1.2", CLIVersion(999_999_999, 1, 2)),
  ])
  func `three numbers at the beginning are a version`(text: String, version: CLIVersion) {
    #expect(CLIVersion(text) == version)
  }

  @Test(arguments: ["", "2", "2.1", "2.1.", "v2.1.3", " 2.1.3", "2..3", ".1.2.3", "1234567890.1.2", "2.1.1234567890"])
  func `anything else is none`(text: String) {
    #expect(CLIVersion(text) == nil)
  }

  @Test func `versions are compared number by number`() {
    #expect(CLIVersion(2, 0, 0) < CLIVersion(2, 0, 1))
    #expect(CLIVersion(2, 9, 9) < CLIVersion(2, 10, 0))
    #expect(CLIVersion(1, 99, 99) < .minimum)
    #expect(CLIVersion.minimum < .verbatimPrompts)
    #expect("\(CLIVersion.pinned)" == "2.1.330")
  }
}
