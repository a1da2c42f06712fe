extension ClaudeAgentOptions {
  /// The longest value that travels on the command line when it can also travel with `initialize`, in UTF-8 bytes.
  ///
  /// Linux takes at most 128 KiB for one argument; half of it leaves room for the flag and for other arguments.
  static let longestInlineValue = 64 << 10

  /// The system prompt as far as `initialize` carries it; nil when the command line does.
  var initializeSystemPrompt: [String]? {
    switch systemPrompt {
    case .blocks(let blocks, _): blocks
    case .text(let text, _) where text.utf8.count > Self.longestInlineValue: [text]
    default: nil
    }
  }

  /// The appendix to the preset as far as `initialize` carries it; nil when the command line does.
  var initializeAppendix: String? {
    guard case .preset(let append?, _, _) = systemPrompt, append.utf8.count > Self.longestInlineValue else {
      return nil
    }
    return append
  }

  /// The schema's text for the command line, or nil.
  var schemaArgument: String? {
    guard case .jsonSchema(let schema) = outputFormat else { return nil }
    let text = schema.serialized()
    return text.utf8.count > Self.longestInlineValue ? nil : text
  }

  /// The schema as far as `initialize` carries it; nil when the command line does.
  var initializeSchema: JSONObject? {
    guard case .jsonSchema(let schema) = outputFormat, schemaArgument == nil else { return nil }
    return schema
  }

  /// The allowed tools with those that ``skills`` adds.
  var resolvedAllowedTools: [String] {
    let added: [String]
    switch skills {
    case nil: return allowedTools
    case .all: added = ["Skill"]
    case .only(let names): added = names.map { "Skill(\($0))" }
    }
    var tools = allowedTools
    for tool in added where !tools.contains(tool) { tools.append(tool) }
    return tools
  }

  /// The setting sources, narrowed by ``skills`` when they are not set.
  var resolvedSettingSources: [SettingSource]? {
    settingSources ?? (skills == nil ? nil : [.user, .project])
  }

  /// How long `initialize` may take.
  ///
  /// - Parameter host: The variables of this process.
  func resolvedInitializeTimeout(host: [String: String]) -> Duration {
    if let initializeTimeout { return initializeTimeout }
    // The official SDK fails on a value that is no number; here it counts as absent.
    let milliseconds = host["CLAUDE_CODE_STREAM_CLOSE_TIMEOUT"].flatMap { Int($0.trimmingWhitespace()) } ?? 0
    return max(.milliseconds(milliseconds), .seconds(60))
  }

  /// How long a run waits for agents in the background; nil for ever.
  ///
  /// A key in ``environment`` counts even when it is empty; a bad value counts as absent.
  ///
  /// - Parameter host: The variables of this process.
  func resolvedBackgroundWaitCeiling(host: [String: String]) -> Duration? {
    let longest = Duration.milliseconds(Int(Int32.max))
    if let backgroundWaitCeiling { return backgroundWaitCeiling == .zero ? nil : min(backgroundWaitCeiling, longest) }
    let key = "CLAUDE_CODE_PRINT_BG_WAIT_CEILING_MS"
    let text = environment[key] ?? host[key]
    guard let milliseconds = text.flatMap({ Int($0.trimmingWhitespace()) }), milliseconds >= 0 else {
      return .seconds(600)
    }
    return milliseconds == 0 ? nil : min(.milliseconds(milliseconds), longest)
  }
}
