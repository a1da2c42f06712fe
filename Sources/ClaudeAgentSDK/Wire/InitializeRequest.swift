internal import FastTransport

/// The first frame of every run: tells the CLI what the host serves and what does not fit the command line.
struct InitializeRequest {
  let options: ClaudeAgentOptions
  let host: HostCapabilities

  init(_ options: ClaudeAgentOptions, host: HostCapabilities = .none) {
    self.options = options
    self.host = host
  }

  /// The fields of the request as one object: what two requests of the same content have in common.
  var fields: [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writeFields(to: &writer)
    writer.endObject()
    return writer.finish()
  }

  /// Writes the fields of the request, behind its `subtype`.
  func writeFields(to writer: inout JSONWriter) {
    // Always there: the CLI tells "no hooks" by null.
    writer.key("hooks")
    if host.hooks.isEmpty { writer.null() } else { host.hooks.write(to: &writer) }
    writeAgents(to: &writer)
    writeSystemPrompt(to: &writer)
    if case .only(let skills) = options.skills { writer.field("skills", skills) }
    if options.forwardSubagentText { writer.field("forwardSubagentText", true) }
    if let schema = options.initializeSchema {
      writer.key("jsonSchema")
      schema.write(to: &writer)
    }
    writeConveniences(to: &writer)
  }

  private func writeAgents(to writer: inout JSONWriter) {
    guard !options.agents.isEmpty else { return }
    writer.key("agents")
    writer.beginObject()
    for (name, agent) in options.agents {
      writer.key(name)
      agent.json.write(to: &writer)
    }
    writer.endObject()
  }

  private func writeSystemPrompt(to writer: inout JSONWriter) {
    var snapshot: Bool?
    switch options.systemPrompt {
    case .preset(_, let excludeDynamicSections, let presetSnapshot):
      if let excludeDynamicSections { writer.field("excludeDynamicSections", excludeDynamicSections) }
      snapshot = presetSnapshot
    case .text(_, let textSnapshot), .blocks(_, let textSnapshot): snapshot = textSnapshot
    case .none, .file: break
    }
    if let snapshot { writer.field("systemPromptSnapshot", snapshot) }
    if let prompt = options.initializeSystemPrompt { writer.field("systemPrompt", prompt) }
    if let appendix = options.initializeAppendix { writer.field("appendSystemPrompt", appendix) }
  }

  private func writeConveniences(to writer: inout JSONWriter) {
    if let instructions = options.planModeInstructions { writer.field("planModeInstructions", instructions) }
    if let title = options.title { writer.field("title", title) }
    if let suggestions = options.promptSuggestions { writer.field("promptSuggestions", suggestions) }
    if let summaries = options.agentProgressSummaries { writer.field("agentProgressSummaries", summaries) }
    if !options.toolAliases.isEmpty {
      writer.key("toolAliases")
      options.toolAliases.json.write(to: &writer)
    }
    if !host.dialogKinds.isEmpty { writer.field("supportedDialogKinds", host.dialogKinds) }
  }
}
