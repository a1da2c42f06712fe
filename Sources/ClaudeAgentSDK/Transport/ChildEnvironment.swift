/// Which names this library bears towards the CLI.
package enum SDKIdentity {
  /// The version of this library.
  package static let version = "0.1.0"
  /// The label of this library among the SDKs; it shows in the CLI's user agent.
  static let entryPoint = "sdk-swift"
}

/// The environment of the CLI, built in the order of the official SDK: later steps win.
enum ChildEnvironment {
  /// The variables of the child.
  ///
  /// - Parameters:
  ///   - options: What is asked for.
  ///   - host: The variables of this process.
  static func variables(for options: ClaudeAgentOptions, host: [String: String]) -> [String: String] {
    let own = options.environment.settings
    var variables = options.environment.inherited(from: host)
    variables["CLAUDE_CODE_ENTRYPOINT"] = SDKIdentity.entryPoint
    variables.merge(own) { $1 }
    variables["CLAUDE_AGENT_SDK_VERSION"] = SDKIdentity.version
    variables["CLAUDE_AGENT_SDK_DERIVED_CLIENT_APP"] = nil
    if let clientApp = options.clientApp { variables["CLAUDE_AGENT_SDK_CLIENT_APP"] = clientApp }
    addTraceContext(options.traceContext, own: own, to: &variables)
    let readsState = "CLAUDE_CODE_SDK_READS_SESSION_STATE"
    if !variables.keys.contains(where: { $0.uppercased() == readsState }) { variables[readsState] = "1" }
    if options.enableFileCheckpointing { variables["CLAUDE_CODE_ENABLE_SDK_FILE_CHECKPOINTING"] = "true" }
    if let directory = options.workingDirectory, !directory.isEmpty { variables["PWD"] = directory }
    return variables
  }

  /// A trace is passed on whole or not at all: with a `traceparent` inherited trace variables go, and every header
  /// becomes a variable in upper case, except those the caller has set.
  private static func addTraceContext(
    _ context: [String: String], own: [String: String], to variables: inout [String: String]
  ) {
    guard context["traceparent"] != nil else { return }
    for name in ["TRACEPARENT", "TRACESTATE"] where own[name] == nil { variables[name] = nil }
    for (header, value) in context where own[header.uppercased()] == nil { variables[header.uppercased()] = value }
  }
}
