package import ClaudeAgentSDK

extension JSONValue {
  /// The texts of a list; nil for anything else.
  package var strings: [String]? { array.map { $0.compactMap(\.string) } }
}

extension ClaudeAgentOptions {
  /// The options of a recorded start, key by key. What the host serves is left out: callbacks, hooks, tools, a store.
  ///
  /// - Parameters:
  ///   - options: The options as the official SDK was given them.
  ///   - unknown: Gets the keys that stand for no option here.
  package init(recorded options: JSONObject, unknown: inout [String]) {
    self.init()
    for (key, value) in options where !take(key, value) { unknown.append(key) }
  }

  private mutating func take(_ key: String, _ value: JSONValue) -> Bool {
    takeText(key, value) || takeList(key, value) || takeSwitch(key, value) || takeRest(key, value)
  }

  private mutating func takeText(_ key: String, _ value: JSONValue) -> Bool {
    switch key {
    case "model": model = value.string
    case "fallback_model": fallbackModel = value.string
    case "effort": effort = value.string.map { Effort(rawValue: $0) }
    case "permission_mode": permissionMode = value.string.map { PermissionMode(rawValue: $0) }
    case "permission_prompt_tool_name": permissionPromptToolName = value.string
    case "resume": resume = value.string
    case "resume_session_at": resumeSessionAt = value.string
    case "session_id": sessionID = value.string
    case "settings": settings = value.string.map { .text($0) }
    case "client_app": clientApp = value.string
    default: return false
    }
    return true
  }

  private mutating func takeList(_ key: String, _ value: JSONValue) -> Bool {
    switch key {
    case "allowed_tools": allowedTools = value.strings ?? []
    case "disallowed_tools": disallowedTools = value.strings ?? []
    case "betas": betas = value.strings ?? []
    case "add_dirs": additionalDirectories = value.strings ?? []
    case "setting_sources": settingSources = value.strings?.map { SettingSource(rawValue: $0) }
    case "skills": skills = .only(value.strings ?? [])
    case "plugins": plugins = (value.array ?? []).compactMap { $0["path"]?.string }.map { .local(path: $0) }
    case "tools": tools = value.strings.map { .only($0) } ?? .preset
    default: return false
    }
    return true
  }

  private mutating func takeSwitch(_ key: String, _ value: JSONValue) -> Bool {
    let isOn = value.bool ?? false
    switch key {
    case "continue_conversation": continueConversation = isOn
    case "fork_session": forkSession = isOn
    case "enable_file_checkpointing": enableFileCheckpointing = isOn
    case "forward_subagent_text": forwardSubagentText = isOn
    case "include_hook_events": includeHookEvents = isOn
    case "include_partial_messages": includePartialMessages = isOn
    case "strict_mcp_config": strictMCPConfig = isOn
    case "verbatim_prompts": verbatimPrompts = isOn
    // Served by the host.
    case "hooks", "session_store": break
    default: return false
    }
    return true
  }

  private mutating func takeRest(_ key: String, _ value: JSONValue) -> Bool {
    switch key {
    case "max_turns": maxTurns = value.int
    case "max_budget_usd": maxBudgetUSD = value.double
    case "max_thinking_tokens": maxThinkingTokens = value.int
    case "max_buffer_size": maxLineLength = value.int ?? maxLineLength
    case "task_budget": taskBudget = value["total"]?.int
    case "env": environment = .inherit(setting: value.texts)
    case "extra_args":
      for (name, value) in value.object ?? [:] { extraArguments[name] = value.string.map { .value($0) } ?? .flag }
    case "output_format": outputFormat = value["schema"]?.object.map { .jsonSchema($0) }
    case "thinking":
      let display = value["display"]?.string.map { ThinkingDisplay(rawValue: $0) }
      switch value["type"]?.string {
      case "adaptive": thinking = .adaptive(display: display)
      case "enabled": thinking = .enabled(budgetTokens: value["budget_tokens"]?.int ?? -1, display: display)
      default: thinking = .disabled
      }
    case "system_prompt":
      systemPrompt =
        switch value["type"]?.string {
        case "preset":
          .preset(
            append: value["append"]?.string, excludeDynamicSections: value["exclude_dynamic_sections"]?.bool,
            snapshot: value["snapshot"]?.bool)
        case "file": .file(value["path"]?.string ?? "")
        default: .text(value.string ?? "")
        }
    case "mcp_servers":
      mcpConfiguration = value.string
      for (name, server) in value.object ?? [:] {
        mcpServers[name] =
          server["type"]?.string == "sdk"
          ? .inProcess(MCPServer(server["name"]?.string ?? "", tools: []))
          : MCPServerConfiguration(fields: server.object ?? [:])
      }
    case "agents":
      for (name, agent) in value.object ?? [:] { agents[name] = AgentDefinition(recorded: agent) }
    default: return false
    }
    return true
  }
}

extension AgentDefinition {
  fileprivate init(recorded json: JSONValue) {
    self.init(
      description: json["description"]?.string ?? "", prompt: json["prompt"]?.string ?? "",
      tools: json["tools"]?.strings, model: json["model"]?.string)
    maxTurns = json["maxTurns"]?.int
    background = json["background"]?.bool
  }
}

extension JSONValue {
  fileprivate var texts: [String: String] {
    Dictionary(uniqueKeysWithValues: (object ?? [:]).map { ($0.key, $0.value.string ?? "") })
  }
}
