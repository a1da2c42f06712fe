/// The arguments behind the CLI's name: options mapped to flags, in the order of the official SDK.
///
/// Each flag remembers the option it came from, so that a fault (a NUL byte, a value the system would refuse) names
/// that option. Nothing here passes through a shell. A value that begins with a dash is bound with `=`, so that the CLI
/// never takes it for a flag of its own.
struct CommandLine: Equatable, Sendable {
  /// The tokens that one option contributes.
  struct Argument: Equatable, Sendable {
    let option: String
    let tokens: [String]
  }

  private(set) var groups: [Argument] = []

  /// The arguments, ready for the system.
  var arguments: [String] { groups.flatMap(\.tokens) }

  /// Maps the options. No value is checked here; see ``ClaudeAgentOptions/validate()``.
  ///
  /// - Parameters:
  ///   - options: What is asked for.
  ///   - host: What the host serves.
  ///   - settings: The value of `--settings`; see ``SettingsMerge``.
  init(_ options: ClaudeAgentOptions, host: HostCapabilities = .none, settings: String?) {
    add("", ["--output-format", "stream-json", "--verbose"])
    addSystemPrompt(options)
    addToolsAndLimits(options)
    addModelAndPermissions(options, host: host)
    addSession(options, host: host, settings: settings)
    addConveniences(options)
    for (key, argument) in options.extraArguments {
      switch argument {
      case .flag: add("extraArguments[\"\(key)\"]", ["--\(key)"])
      case .value(let value): add("extraArguments[\"\(key)\"]", flag: "--\(key)", value)
      }
    }
    addThinking(options)
    if let schema = options.schemaArgument { add("outputFormat", flag: "--json-schema", schema) }
    add("", ["--input-format", "stream-json"])
  }

  private mutating func add(_ option: String, _ tokens: [String]) {
    groups.append(Argument(option: option, tokens: tokens))
  }

  /// A flag with a value: two tokens, or one with `=` for a value that could be taken for a flag.
  private mutating func add(_ option: String, flag: String, _ value: String) {
    add(option, value.hasPrefix("-") ? ["\(flag)=\(value)"] : [flag, value])
  }

  /// A flag with a number: always two tokens, since the CLI takes the token behind such a flag for its value.
  private mutating func add(_ option: String, flag: String, number: some CustomStringConvertible) {
    add(option, [flag, number.description])
  }

  /// A flag with a text, left out for nil and for an empty one.
  private mutating func add(_ option: String, flag: String, nonEmpty value: String?) {
    guard let value, !value.isEmpty else { return }
    add(option, flag: flag, value)
  }

  private mutating func add(_ option: String, flag: String, list: [String]) {
    add(option, flag: flag, nonEmpty: list.joined(separator: ","))
  }

  private mutating func add(_ option: String, switch flag: String, when isOn: Bool) {
    if isOn { add(option, [flag]) }
  }

  /// A flag whose value is always bound with `=`.
  private mutating func add(_ option: String, bound flag: String, _ value: String?) {
    if let value { add(option, ["\(flag)=\(value)"]) }
  }
}

extension CommandLine {
  private mutating func addSystemPrompt(_ options: ClaudeAgentOptions) {
    // A prompt that travels with `initialize` takes the place of the flag: nothing is said twice.
    guard options.initializeSystemPrompt == nil else { return }
    switch options.systemPrompt {
    case .none: add("systemPrompt", flag: "--system-prompt", "")
    case .text(let text, _): add("systemPrompt", flag: "--system-prompt", text)
    case .blocks: break
    case .file(let path): add("systemPrompt", flag: "--system-prompt-file", path)
    case .preset(let append, _, _):
      if let append, options.initializeAppendix == nil {
        add("systemPrompt", flag: "--append-system-prompt", append)
      }
    }
  }

  private mutating func addToolsAndLimits(_ options: ClaudeAgentOptions) {
    switch options.tools {
    case .only(let names): add("tools", flag: "--tools", names.joined(separator: ","))
    case .preset: add("tools", flag: "--tools", "default")
    case nil: break
    }
    add("allowedTools", flag: "--allowedTools", list: options.resolvedAllowedTools)
    if let turns = options.maxTurns, turns != 0 { add("maxTurns", flag: "--max-turns", number: turns) }
    if let budget = options.maxBudgetUSD { add("maxBudgetUSD", flag: "--max-budget-usd", number: budget) }
    add("disallowedTools", flag: "--disallowedTools", list: options.disallowedTools)
    if let budget = options.taskBudget { add("taskBudget", flag: "--task-budget", number: budget) }
  }

  private mutating func addModelAndPermissions(_ options: ClaudeAgentOptions, host: HostCapabilities) {
    add("model", flag: "--model", nonEmpty: options.model)
    add("fallbackModel", flag: "--fallback-model", nonEmpty: options.fallbackModel)
    add("betas", flag: "--betas", list: options.betas)
    let promptTool = host.answersPermissions ? "stdio" : options.permissionPromptToolName
    add("permissionPromptToolName", flag: "--permission-prompt-tool", nonEmpty: promptTool)
    add("permissionMode", flag: "--permission-mode", nonEmpty: options.permissionMode?.rawValue)
  }

  private mutating func addSession(_ options: ClaudeAgentOptions, host: HostCapabilities, settings: String?) {
    add("continueConversation", switch: "--continue", when: options.continueConversation)
    add("resume", bound: "--resume", options.resume.nonEmpty)
    add("sessionID", bound: "--session-id", options.sessionID.nonEmpty)
    add("settings", flag: "--settings", nonEmpty: settings)
    for directory in options.additionalDirectories {
      add("additionalDirectories", flag: "--add-dir", directory)
    }
    addMCP(options)
    add("includePartialMessages", switch: "--include-partial-messages", when: options.includePartialMessages)
    add("includeHookEvents", switch: "--include-hook-events", when: options.includeHookEvents)
    add("strictMCPConfig", switch: "--strict-mcp-config", when: options.strictMCPConfig)
    add("forkSession", switch: "--fork-session", when: options.forkSession)
    add("resumeSessionAt", bound: "--resume-session-at", options.resumeSessionAt.nonEmpty)
    add("resumeDropsTurn", bound: "--resume-drops-turn", options.resumeDropsTurn)
    add("sessionStore", switch: "--session-mirror", when: host.mirrorsSession)
    // Only the bound form lets an empty list through without swallowing the next token.
    let sources = options.resolvedSettingSources?.map(\.rawValue).joined(separator: ",")
    add("settingSources", bound: "--setting-sources", sources)
    for plugin in options.plugins { add("plugins", flag: "--plugin-dir", plugin.path) }
  }

  private mutating func addMCP(_ options: ClaudeAgentOptions) {
    guard !options.mcpServers.isEmpty else {
      return add("mcpConfiguration", flag: "--mcp-config", nonEmpty: options.mcpConfiguration)
    }
    let servers = JSONObject(options.mcpServers.lazy.map { (key: $0.key, value: .object($0.value.fields)) })
    add("mcpServers", flag: "--mcp-config", (["mcpServers": .object(servers)] as JSONObject).serialized())
  }

  /// Flags without an option in the official Python SDK; they stand where its extra arguments would.
  private mutating func addConveniences(_ options: ClaudeAgentOptions) {
    add("agent", flag: "--agent", nonEmpty: options.agent)
    add(
      "allowDangerouslySkipPermissions", switch: "--allow-dangerously-skip-permissions",
      when: options.allowDangerouslySkipPermissions)
    add("bare", switch: "--bare", when: options.bare)
    add("debug", switch: "--debug", when: options.debug)
    add("debugFile", flag: "--debug-file", nonEmpty: options.debugFile)
    add("persistSession", switch: "--no-session-persistence", when: !options.persistSession)
    add("permissionPrompts", flag: "--permission-prompts", nonEmpty: options.permissionPrompts?.rawValue)
    add("replayUserMessages", switch: "--replay-user-messages", when: options.replayUserMessages)
  }

  private mutating func addThinking(_ options: ClaudeAgentOptions) {
    switch options.thinking {
    case .adaptive: add("thinking", ["--thinking", "adaptive"])
    case .disabled: add("thinking", ["--thinking", "disabled"])
    case .enabled(let budget, _): add("thinking", flag: "--max-thinking-tokens", number: budget)
    case nil:
      if let tokens = options.maxThinkingTokens {
        add("maxThinkingTokens", flag: "--max-thinking-tokens", number: tokens)
      }
    }
    if let display = options.thinking?.display { add("thinking", flag: "--thinking-display", display.rawValue) }
    if let effort = options.effort { add("effort", flag: "--effort", effort.rawValue) }
  }
}
