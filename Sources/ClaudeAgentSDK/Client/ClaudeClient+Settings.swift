internal import FastTransport

extension ClaudeClient {
  /// Changes how many tokens the model may think. (`set_max_thinking_tokens`)
  ///
  /// - Parameters:
  ///   - tokens: How many; 0 for no thinking, nil for what the session began with. (`max_thinking_tokens`)
  ///   - display: How thinking is shown from here on; nil leaves that as it is. (`thinking_display`)
  /// - Throws: As ``control(_:_:timeout:)``.
  public func setMaxThinkingTokens(
    _ tokens: Int?, display: ThinkingDisplay? = nil
  ) async throws(ClaudeAgentError) {
    var fields: JSONObject = ["max_thinking_tokens": tokens.map { .integer($0) } ?? .null]
    fields["thinking_display"] = display.map { .string($0.rawValue) }
    try await control("set_max_thinking_tokens", fields)
  }

  /// Changes how thinking is shown, and not how much there is of it. (`set_max_thinking_tokens`)
  ///
  /// - Parameter display: How; nil for what the CLI does by itself. (`thinking_display`)
  /// - Throws: As ``control(_:_:timeout:)``.
  public func setThinkingDisplay(_ display: ThinkingDisplay?) async throws(ClaudeAgentError) {
    let display: JSONValue = display.map { .string($0.rawValue) } ?? .null
    try await control("set_max_thinking_tokens", ["thinking_display": display])
  }

  /// Changes settings for this session, above those of its files. Most take effect with the next turn.
  /// (`apply_flag_settings`)
  ///
  /// - Parameter settings: The settings, such as `effortLevel`; null for a key that is to fall back to the files. Keys
  ///   that are not named stay as they are.
  /// - Throws: As ``control(_:_:timeout:)``.
  public func applyFlagSettings(_ settings: JSONObject) async throws(ClaudeAgentError) {
    try await control("apply_flag_settings", ["settings": .object(settings)])
  }

  /// Writes settings to a file. The CLI takes few: `outputStyle` for the project's local file, `effortLevel` for the
  /// user's. (`update_settings`)
  ///
  /// - Parameters:
  ///   - settings: The settings.
  ///   - file: Where to.
  /// - Throws: As ``control(_:_:timeout:)``; the CLI refuses other keys and files.
  public func updateSettings(_ settings: JSONObject, in file: SettingsFile) async throws(ClaudeAgentError) {
    try await control("update_settings", ["source": .string(file.rawValue), "settings": .object(settings)])
  }

  /// The settings as they are: each source's, all of them merged, and what is in force. (`get_settings`)
  ///
  /// - Returns: The settings.
  /// - Throws: As ``control(_:_:timeout:)``.
  public func settings() async throws(ClaudeAgentError) -> SettingsSnapshot {
    SettingsSnapshot(json: try await control("get_settings"))
  }

  /// The hooks that settings and plugins bring along. (`get_hooks_listing`)
  ///
  /// - Returns: The hooks; those that this process serves are not among them.
  /// - Throws: As ``control(_:_:timeout:)``.
  public func hooksListing() async throws(ClaudeAgentError) -> HooksListing {
    HooksListing(json: try await control("get_hooks_listing"))
  }

  /// The permission rules that hold, and where each is from. (`list_permission_rules`)
  ///
  /// - Returns: The rules.
  /// - Throws: As ``control(_:_:timeout:)``.
  public func permissionRules() async throws(ClaudeAgentError) -> PermissionRuleListing {
    PermissionRuleListing(json: try await control("list_permission_rules")["state"] ?? .null)
  }

  /// Reads plugins again. (`reload_plugins`)
  ///
  /// - Parameter holdsOnCacheImpact: Whether nothing is changed when that would make the prompt cache useless; see
  ///   ``PluginReload/isHeld``. (`hold_on_cache_impact`)
  /// - Returns: What there is now.
  /// - Throws: As ``control(_:_:timeout:)``.
  @discardableResult
  public func reloadPlugins(holdingOnCacheImpact holdsOnCacheImpact: Bool = false) async throws(ClaudeAgentError)
    -> PluginReload
  {
    let fields: JSONObject = holdsOnCacheImpact ? ["hold_on_cache_impact": true] : [:]
    return PluginReload(json: try await control("reload_plugins", fields))
  }

  /// Reads skills again. (`reload_skills`)
  ///
  /// - Returns: The skills, which are slash commands too.
  /// - Throws: As ``control(_:_:timeout:)``.
  @discardableResult
  public func reloadSkills() async throws(ClaudeAgentError) -> [SlashCommand] {
    UnknownObject(json: try await control("reload_skills")).objects("skills")
  }

  /// Reads output styles again. (`reload_output_styles`)
  ///
  /// - Returns: The names of the output styles there are now.
  /// - Throws: As ``control(_:_:timeout:)``.
  @discardableResult
  public func reloadOutputStyles() async throws(ClaudeAgentError) -> [String] {
    UnknownObject(json: try await control("reload_output_styles")).strings("available_output_styles")
  }
}

/// A settings file that ``ClaudeClient/updateSettings(_:in:)`` may write. Other values reach the CLI as they are.
public struct SettingsFile: OpenStringEnum {
  /// The name as the CLI writes it.
  public let rawValue: String
  /// Any name, known or not.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// `.claude/settings.local.json` of the project.
  public static let local = SettingsFile(rawValue: "localSettings")
  /// `~/.claude/settings.json`.
  public static let user = SettingsFile(rawValue: "userSettings")
}
