import ClaudeAgentTestKit
import Testing

@testable import ClaudeAgentSDK

/// What a connection says of the CLI's version: it learns it from the first message of a session.
@Suite(.timeLimit(.minutes(5))) struct ConnectionVersionTests {
  private static func begins(_ version: JSONValue?) -> Script.Step {
    var message: JSONObject = ["type": "system", "subtype": "init", "session_id": .string(Script.sessionID)]
    message["claude_code_version"] = version
    return .message(message)
  }

  /// What is told about a CLI that begins its turns so.
  private func told(
    _ versions: [JSONValue?], host: [String: String] = [:], _ change: (inout ClaudeAgentOptions) -> Void = { _ in }
  ) async throws -> (versions: [String], warnings: [String]) {
    let script = Script(versions.map(Self.begins) + [.result("done"), .exit(0)])
    let scripted = try ScriptedConnection(script, hostEnvironment: host, change)
    try await scripted.connection.start()
    _ = await scripted.rest()
    await scripted.connection.close()
    return (
      scripted.recorder.all { if case .version(let version) = $0 { version } else { nil } },
      scripted.recorder.all { if case .warning(let text) = $0 { text } else { nil } }
    )
  }

  @Test func `the version is told once, though each turn begins with it`() async throws {
    let told = try await told(["2.1.330", "2.1.331"])
    #expect(told.versions == ["2.1.330"])
    #expect(told.warnings == [])
  }

  @Test(arguments: [nil, "new", 7, "2.1"] as [JSONValue?])
  func `a version that is none is warned of`(version: JSONValue?) async throws {
    let warnings = try await told([version]).warnings
    #expect(warnings.count == 1)
    #expect(warnings.first?.hasPrefix("The CLI is too old to report its version; the minimum is 2.0.0") == true)
  }

  @Test func `an old version is none to be warned of, as in the official SDK`() async throws {
    #expect(try await told(["1.0.0"]).warnings == [])
  }

  @Test(arguments: [("2.1.248", 0), ("2.1.247", 1), ("3.0.0", 0)])
  func `verbatim prompts need a CLI that knows them`(version: String, count: Int) async throws {
    let warnings = try await told([.string(version)]) { $0.verbatimPrompts = true }.warnings
    #expect(warnings.count == count)
    #expect(warnings.allSatisfy { $0.contains("`verbatimPrompts` needs the CLI 2.1.248 or newer") })
  }

  @Test func `the check can be switched off`() async throws {
    let off = try await told([nil], host: ["CLAUDE_AGENT_SDK_SKIP_VERSION_CHECK": "1"]) { $0.verbatimPrompts = true }
    #expect(off.warnings == [])
    #expect(try await told([nil], host: ["CLAUDE_AGENT_SDK_SKIP_VERSION_CHECK": ""]).warnings.count == 1)
  }
}
