/// What the host program serves during a run, as far as the command line and `initialize` must tell the CLI.
struct HostCapabilities: Sendable {
  /// The hook registration as the CLI reads it: event to list of matchers. Empty for none.
  var hooks: JSONObject = [:]
  /// Whether permission requests are answered by a callback; the CLI then asks over the control protocol.
  var answersPermissions = false
  /// Whether there are MCP servers inside this process.
  var servesTools = false
  /// Whether questions to the user are answered.
  var answersQuestions = false
  /// Whether the CLI mirrors the transcript to the host.
  var mirrorsSession = false
  /// The dialogs that the host can show.
  var dialogKinds: [String] = []

  /// A host that serves nothing.
  static let none = HostCapabilities()

  /// Makes a description of a host that serves nothing.
  init() {}

  /// What these options make the host serve.
  init(_ options: ClaudeAgentOptions, hooks table: HookTable) {
    hooks = table.registration
    answersPermissions = options.canUseTool != nil
    servesTools = options.mcpServers.contains { $0.value.server != nil }
    answersQuestions = options.onElicitation != nil || options.onUserDialog != nil
    dialogKinds = options.onUserDialog == nil ? [] : options.supportedDialogKinds
  }

  /// Whether the CLI may ask for something at any time, so that its input must stay open.
  var needsInput: Bool { !hooks.isEmpty || answersPermissions || servesTools || answersQuestions }
}
