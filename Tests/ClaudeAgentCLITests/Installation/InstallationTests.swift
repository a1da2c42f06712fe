import ClaudeAgentSDK
import Foundation
import Testing

@testable import ClaudeAgentCLI

@Suite struct InstallationTests {
  @Test func `doctor finds nothing wrong with a CLI that works`() async throws {
    let fake = try Tool.program("fake-claude")
    let outcome = try await Tool.run("doctor", "--json", "--cli", fake, environment: ["FAKE_VERSION": "2.1.330"])
    let report = try #require(outcome.objects.first)
    #expect(report["version"] as? String == "2.1.330")
    #expect(report["healthy"] as? Bool == true)
    #expect((report["cli"] as? [String: String])?["path"] == fake)
    #expect(outcome.status == 0)
  }

  @Test func `doctor names a fault and its remedy`() async throws {
    let json = try await Tool.run("doctor", "--json", "--cli", "/no/such/claude")
    #expect(json.status == 1)
    let findings = try #require(json.objects.first?["findings"] as? [[String: String]])
    #expect(findings.first?["id"] == "cli-missing")
    #expect(findings.first?["remedy"]?.isEmpty == false)

    let text = try await Tool.run("doctor", "--cli", "/no/such/claude")
    #expect(text.status == 1)
    #expect(text.text.contains("cli-missing"))
    #expect(text.text.contains("remedy: "))
  }

  @Test func `a checksum that is none is refused before any download`() async throws {
    let outcome = try await Tool.run("install", "--sha256", "abc")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("SHA-256"))
    #expect(outcome.text == "")
  }

  @Test func `a bar fits its line`() {
    let half = InstallationProgress(.downloading, completedByteCount: 80 << 20, totalByteCount: 160 << 20)
    let line = ProgressBar.line(half, width: 60)
    #expect(line == "downloading [###############---------------] 50 % of 160 MiB")
    #expect(ProgressBar.line(half, width: 20) == "downloading 50 % of…")
    #expect(ProgressBar.line(InstallationProgress(.waiting), width: 60) == "waiting")
    #expect(
      ProgressBar.line(InstallationProgress(.downloading, completedByteCount: 3 << 20), width: 60)
        == "downloading 3 MiB")
  }

  @Test func `the version names the library and its CLI`() async throws {
    let outcome = try await Tool.run("--version")
    #expect(outcome.text == "claude-agent \(SDKIdentity.version) (Claude Code CLI \(CLIVersion.pinned))\n")
    #expect(outcome.status == 0)
  }
}
