import Testing

@testable import ClaudeAgentSDK

@Suite struct LaunchPlanTests {
  struct Missing: Error {}

  @Test func `good options become arguments, environment and place`() throws {
    var options = ClaudeAgentOptions()
    options.model = "sonnet"
    options.workingDirectory = "/w"
    options.environment = .only(["A": "1"])
    options.sandbox = SandboxSettings()
    options.settings = "s.json"
    let plan = try LaunchPlan(options, hostEnvironment: ["B": "2"]) { path in
      #expect(path == "/w/s.json")
      return Array(#"{"x":1}"#.utf8)
    }
    #expect(plan.arguments.contains(#"{"x":1,"sandbox":{}}"#) && plan.arguments.contains("sonnet"))
    #expect(plan.environment["A"] == "1" && plan.environment["B"] == nil && plan.environment["PWD"] == "/w")
    #expect(plan.workingDirectory == "/w" && plan.user == nil)
  }

  @Test func `faults of values, settings and lengths come in one error`() {
    var options = ClaudeAgentOptions()
    options.maxTurns = -1
    options.model = "a\0b"
    options.sandbox = SandboxSettings()
    options.settings = "absent.json"
    options.additionalDirectories = [String(repeating: "x", count: ClaudeAgentOptions.longestArgument + 1)]
    let error = #expect(throws: ClaudeAgentError.self) {
      try LaunchPlan(options, hostEnvironment: [:]) { _ in throw Missing() }
    }
    #expect(error?.code == .invalidOptions)
    #expect(error?.faults.map(\.option).sorted() == ["additionalDirectories", "maxTurns", "model", "settings"])
  }

  @Test func `a merged settings text that grows too long is a fault of the settings`() {
    var options = ClaudeAgentOptions()
    options.sandbox = SandboxSettings()
    options.settings = "s.json"
    let long = String(repeating: "x", count: ClaudeAgentOptions.longestArgument)
    let error = #expect(throws: ClaudeAgentError.self) {
      try LaunchPlan(options, hostEnvironment: [:]) { _ in Array(#"{"x":"\#(long)"}"#.utf8) }
    }
    #expect(error?.faults.map(\.option) == ["settings"])
  }
}
