import Testing

@testable import ClaudeAgentSDK

@Suite struct ChildEnvironmentTests {
  private let own = [
    "CLAUDE_CODE_ENTRYPOINT": "sdk-swift", "CLAUDE_AGENT_SDK_VERSION": SDKIdentity.version,
    "CLAUDE_CODE_SDK_READS_SESSION_STATE": "1",
  ]

  private func variables(
    host: [String: String] = [:], _ change: (inout ClaudeAgentOptions) -> Void = { _ in }
  ) -> [String: String] {
    var options = ClaudeAgentOptions()
    change(&options)
    return ChildEnvironment.variables(for: options, host: host)
  }

  @Test func `by default everything but the mark of Claude Code is inherited`() {
    let host = ["A": "1", "CLAUDECODE": "1", "CLAUDE_CODE_ENTRYPOINT": "cli"]
    #expect(variables(host: host) == own.merging(["A": "1"]) { $1 })
    #expect(variables(host: host) { $0.environment = ["CLAUDECODE": "x"] }["CLAUDECODE"] == "x")
  }

  @Test func `a profile takes away, picks, or starts from nothing`() {
    let host = ["AWS_KEY": "s", "AWS_REGION": "r", "PATH": "/bin", "HOME": "/h", "CLAUDECODE": "1"]
    let less = variables(host: host) { $0.environment = .inherit(removing: ["AWS_*", "HOME"], setting: ["B": "2"]) }
    #expect(less == own.merging(["PATH": "/bin", "B": "2"]) { $1 })
    let picked = variables(host: host) { $0.environment = .inherit(allowing: ["PATH", "AWS_R*", "CLAUDECODE"]) }
    #expect(picked == own.merging(["PATH": "/bin", "AWS_REGION": "r"]) { $1 })
    #expect(variables(host: host) { $0.environment = .only(["X": "y"]) } == own.merging(["X": "y"]) { $1 })
  }

  @Test func `the caller may set the entry point but not the version`() {
    let set = variables {
      $0.environment = ["CLAUDE_CODE_ENTRYPOINT": "mine", "CLAUDE_AGENT_SDK_VERSION": "9"]
    }
    #expect(set["CLAUDE_CODE_ENTRYPOINT"] == "mine" && set["CLAUDE_AGENT_SDK_VERSION"] == SDKIdentity.version)
  }

  @Test func `the client app option wins over the variable, and empty opts out`() {
    let name = "CLAUDE_AGENT_SDK_CLIENT_APP"
    let environment = EnvironmentProfile.inherit(setting: [name: "env", "CLAUDE_AGENT_SDK_DERIVED_CLIENT_APP": "d"])
    let kept = variables { $0.environment = environment }
    #expect(kept[name] == "env" && kept["CLAUDE_AGENT_SDK_DERIVED_CLIENT_APP"] == nil)
    let won = variables {
      $0.environment = environment
      $0.clientApp = ""
    }
    #expect(won[name] == "")
  }

  @Test(arguments: ["CLAUDE_CODE_SDK_READS_SESSION_STATE", "claude_code_sdk_reads_session_state"])
  func `the session state is asked for unless the caller says otherwise, in any case`(name: String) {
    let set = variables { $0.environment = [name: ""] }
    #expect(set[name] == "" && set.values.filter { $0 == "1" }.isEmpty)
  }

  @Test func `a trace is passed on whole, and what the caller sets stays`() {
    let host = ["TRACEPARENT": "old", "TRACESTATE": "old"]
    let whole = variables(host: host) { $0.traceContext = ["traceparent": "new", "baggage": "b"] }
    #expect(whole["TRACEPARENT"] == "new" && whole["TRACESTATE"] == nil && whole["BAGGAGE"] == "b")
    let own = variables(host: host) {
      $0.traceContext = ["traceparent": "new", "tracestate": "new"]
      $0.environment = ["TRACESTATE": "mine"]
    }
    #expect(own["TRACEPARENT"] == "new" && own["TRACESTATE"] == "mine")
    let baggageOnly = variables(host: host) { $0.traceContext = ["baggage": "b"] }
    #expect(baggageOnly["TRACEPARENT"] == "old" && baggageOnly["BAGGAGE"] == nil)
  }

  @Test func `checkpointing and the working directory have variables that win`() {
    let set = variables(host: ["PWD": "/host"]) {
      $0.environment = ["PWD": "/mine", "CLAUDE_CODE_ENABLE_SDK_FILE_CHECKPOINTING": "no"]
      $0.workingDirectory = "/w"
      $0.enableFileCheckpointing = true
    }
    #expect(set["PWD"] == "/w" && set["CLAUDE_CODE_ENABLE_SDK_FILE_CHECKPOINTING"] == "true")
    #expect(variables(host: ["PWD": "/host"]) { $0.workingDirectory = "" }["PWD"] == "/host")
  }
}
