import FastTransport
import Testing

@testable import ClaudeAgentSDK

/// The official SDK's recorded starts against ours, for the same options.
@Suite struct RecordedCommandLineTests {
  @Test func `the recordings are at hand`() {
    #expect(RecordedStart.all.count == 76)
  }

  @Test(arguments: RecordedStart.all)
  func `the arguments are those of the official SDK`(start: RecordedStart) throws {
    let options = ClaudeAgentOptions(start)
    let settings = try SettingsMerge.text(for: options) { _ in [] }
    let line = CommandLine(options, host: start.host, settings: settings).arguments
    #expect(line.map(Self.normalised) == start.arguments.map(Self.normalised))
  }

  /// JSON is compared by value: the official SDK writes blanks between the members.
  private static func normalised(_ token: String) -> JSONValue {
    guard token.hasPrefix("{"), let value = try? JSONValue(parsing: token) else { return .string(token) }
    return value
  }

  @Test(arguments: RecordedStart.all)
  func `the environment is that of the official SDK but for its name and version`(start: RecordedStart) {
    let options = ClaudeAgentOptions(start)
    let added = [
      "CLAUDE_CODE_ENTRYPOINT", "CLAUDE_AGENT_SDK_VERSION", "CLAUDE_AGENT_SDK_CLIENT_APP", "PWD",
      "CLAUDE_CODE_SDK_READS_SESSION_STATE", "CLAUDE_CODE_ENABLE_SDK_FILE_CHECKPOINTING",
    ]
    var host = start.environment.filter { !added.contains($0.key) }
    host["CLAUDECODE"] = "1"
    var ours = ChildEnvironment.variables(for: options, host: host)
    #expect(ours.removeValue(forKey: "CLAUDE_CODE_ENTRYPOINT") == "sdk-swift")
    #expect(ours.removeValue(forKey: "CLAUDE_AGENT_SDK_VERSION") == SDKIdentity.version)
    var theirs = start.environment
    #expect(theirs.removeValue(forKey: "CLAUDE_CODE_ENTRYPOINT") == "sdk-py")
    #expect(theirs.removeValue(forKey: "CLAUDE_AGENT_SDK_VERSION") == "0.2.187")
    // The recorder kept the variables of the CLI only, not those the caller made up.
    theirs.merge(options.environment.settings) { recorded, _ in recorded }
    #expect(ours == theirs)
  }

  @Test(arguments: RecordedStart.all.filter { $0.initialize != nil })
  func `the initialize request is that of the official SDK`(start: RecordedStart) throws {
    var writer = JSONWriter()
    InitializeRequest(ClaudeAgentOptions(start), host: start.host).writeRequest(to: &writer)
    #expect(try JSONValue(parsing: writer.finish()).object == start.initialize)
  }
}
