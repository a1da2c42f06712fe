import Testing

@testable import ClaudeAgentSDK

@Suite struct SettingsMergeTests {
  struct Missing: Error {}

  private func merged(
    _ settings: Settings?, sandbox: SandboxSettings? = SandboxSettings(enabled: true), in directory: String? = nil,
    files: [String: String] = [:]
  ) throws -> String? {
    var options = ClaudeAgentOptions()
    options.settings = settings
    options.sandbox = sandbox
    options.workingDirectory = directory
    return try SettingsMerge.text(for: options) { path in
      guard let text = files[path] else { throw Missing() }
      return Array(text.utf8)
    }
  }

  @Test(arguments: ["{not json", "/no/such/file", " ", "{\"a\":1}"])
  func `without a sandbox the settings pass through untouched`(text: String) throws {
    #expect(try merged(.text(text), sandbox: nil) == text)
  }

  @Test func `a sandbox is set beside the other settings and replaces an older one`() throws {
    #expect(try merged(nil) == #"{"sandbox":{"enabled":true}}"#)
    #expect(try merged(#" {"a":1,"sandbox":{"x":2}} "#) == #"{"a":1,"sandbox":{"enabled":true}}"#)
    #expect(try merged(["a": 1]) == #"{"a":1,"sandbox":{"enabled":true}}"#)
  }

  @Test func `a file is read relative to the working directory, with or without a byte order mark`() throws {
    let files = ["/w/s.json": "\u{FEFF}{\"a\":1}", "/abs.json": "{\"b\":2}", "s.json": "{}"]
    #expect(try merged("s.json", in: "/w", files: files) == #"{"a":1,"sandbox":{"enabled":true}}"#)
    #expect(try merged("s.json", in: "/w/", files: files) == #"{"a":1,"sandbox":{"enabled":true}}"#)
    #expect(try merged("/abs.json", in: "/w", files: files) == #"{"b":2,"sandbox":{"enabled":true}}"#)
    #expect(try merged("s.json", files: files) == #"{"sandbox":{"enabled":true}}"#)
  }

  @Test(arguments: [#"{"key":"sk-secret",}"#, "/no/such/file", "list.json", "bad.json", "[1]"])
  func `settings that cannot be merged are refused without quoting them`(text: String) {
    let files = ["list.json": #"["sk-secret"]"#, "bad.json": #"{"key":"sk-secret"#]
    let fault = #expect(throws: SettingsMerge.Fault.self) { try merged(.text(text), files: files) }
    #expect(fault?.reason.isEmpty == false && fault?.reason.contains("sk-secret") == false)
  }

  @Test func `every field of a sandbox has its name on the wire`() throws {
    var sandbox = SandboxSettings(enabled: true)
    sandbox.autoAllowBashIfSandboxed = false
    sandbox.excludedCommands = ["git"]
    sandbox.allowUnsandboxedCommands = false
    sandbox.failIfUnavailable = true
    sandbox.enableWeakerNestedSandbox = true
    sandbox.ignoreViolations = ["*": ["x"]]
    sandbox.additionalFields = ["filesystem": ["allowWrite": ["/tmp"]]]
    var network = SandboxSettings.Network()
    network.allowedDomains = ["a.example"]
    network.allowLocalBinding = true
    network.httpProxyPort = 8080
    sandbox.network = network
    #expect(
      sandbox.json.serialized()
        == #"{"enabled":true,"autoAllowBashIfSandboxed":false,"excludedCommands":["git"],"#
        + #""allowUnsandboxedCommands":false,"failIfUnavailable":true,"enableWeakerNestedSandbox":true,"#
        + #""network":{"allowedDomains":["a.example"],"allowLocalBinding":true,"httpProxyPort":8080},"#
        + #""ignoreViolations":{"*":["x"]},"filesystem":{"allowWrite":["/tmp"]}}"#)
  }
}
