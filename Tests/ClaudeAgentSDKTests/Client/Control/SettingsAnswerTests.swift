import ClaudeAgentSDK
import ClaudeAgentTestKit
import Testing

/// Settings, hooks, rules, models and numbers, as the real CLI gave them.
@Suite(.timeLimit(.minutes(5))) struct SettingsAnswerTests {
  private func ask<Value: Sendable>(
    _ subtype: String, _ fields: JSONObject = [:], _ body: (ClaudeClient) async throws -> Value
  ) async throws -> Value {
    try await ControlScript.ask(subtype, ControlFixture.response(subtype, fields), body)
  }

  @Test func `settings by source and in force`() async throws {
    let settings = try await ask("get_settings") { try await $0.settings() }
    #expect(settings.effective?["permissions"]?["allow"]?[0]?.string == "Bash(ls:*)")
    #expect(settings.sources.map(\.name) == ["flagSettings"])
    #expect(settings.sources[0].settings?["permissions"]?["ask"]?[0]?.string == "Write")
    #expect(settings.applied?.model == "claude-opus-5-5")
    #expect(settings.applied?.effort == .medium)
    #expect(settings.applied?.advisor == nil)
    #expect(settings.applied?.isUltracode == false)
    #expect(settings.servedSettingsState == "ineligible")
    #expect(settings.errors == nil)
    let other = SettingsSnapshot(json: try ControlFixture.view("get_settings", in: ControlFixture.madeUp))
    #expect(other.applied?.effort == nil)
    #expect(other.applied?.advisor == "a")
    #expect(other.applied?.isUltracode == true)
    #expect(other.errors?[0]?["message"]?.string == "broken")
  }

  @Test func `hooks of settings files`() async throws {
    let listing = try await ask("get_hooks_listing") { try await $0.hooksListing() }
    #expect(listing.events.map(\.name) == ["Stop"])
    #expect(listing.events.map(\.hookCount) == [1])
    #expect(listing.entries.map(\.event) == ["Stop"])
    #expect(listing.entries[0].source == "flagSettings")
    #expect(listing.entries[0].sourceLabel == "Startup settings (--settings option)")
    #expect(listing.entries[0].type == "command")
    #expect(listing.entries[0].commandText == "true")
    #expect(listing.entries[0].matcher.isEmpty)
    #expect(!listing.entries[0].isDisabled)
    #expect(listing.catalog.map(\.name) == ["PreToolUse", "PostToolUse"])
    #expect(listing.catalog[0].supportsMatcher)
    #expect(listing.catalog[0].hookCount == nil)
    #expect(listing.policy?.areAllDisabled == false)
    #expect(listing.safeMode == nil)
  }

  @Test func `hooks with everything that can be said about them`() throws {
    let listing = HooksListing(json: try ControlFixture.view("get_hooks_listing", in: ControlFixture.madeUp))
    let entry = try #require(listing.entries.first)
    #expect(entry.pluginName == "p")
    #expect(entry.displayText == "check")
    #expect(entry.contentLabel == "Prompt")
    #expect(entry.condition == "Bash(git *)")
    #expect(entry.timeout == .milliseconds(2500))
    #expect(entry.statusMessage == "checking")
    #expect(entry.runsOnce && entry.runsInBackground && entry.isDisabled)
    let policy = try #require(listing.policy)
    #expect(policy.isDisabledByPolicy && policy.isManagedOnly && policy.isPluginOnly && policy.areAllDisabled)
    #expect(policy.policyHookCount == 2)
    #expect(policy.isPolicyUnreadable)
    #expect(listing.safeMode?["exitHint"]?.string == "restart")
    #expect(listing.bareMode?["exitHint"]?.string == "restart")
    #expect(listing.errors?[0]?["message"]?.string == "broken")
  }

  @Test func `rules and where they are from`() async throws {
    let listing = try await ask("list_permission_rules") { try await $0.permissionRules() }
    #expect(listing.rules.map(\.text) == ["Bash(ls:*)", "Bash(for *)", "Bash", "Write", "Read(/etc/**)"])
    #expect(listing.rules.map(\.behavior) == [.allow, .allow, .allow, .ask, .deny])
    #expect(listing.rules.map(\.source).suffix(3) == ["cliArg", "flagSettings", "flagSettings"])
    #expect(listing.rules[0].description?.text == "Any Bash command starting with ls")
    #expect(listing.rules[0].editability == "readonly")
    #expect(listing.rules[3].description?.text == "Any use of the Write tool")
    #expect(listing.rules[4].description == nil)
    #expect(!listing.rules[0].isNotInEffect)
    #expect(listing.originalWorkingDirectory == "/workspace")
    #expect(!listing.isManagedOnly)
    let state = try #require(ControlFixture.view("list_permission_rules", in: ControlFixture.madeUp)["state"])
    let other = PermissionRuleListing(json: state)
    #expect(other.rules[0].isNotInEffect)
    #expect(other.isManagedOnly)
    #expect(other.errors?[0]?["message"]?.string == "broken")
  }

  @Test func `what is read again`() async throws {
    let reload = try await ask("reload_plugins") { try await $0.reloadPlugins(holdingOnCacheImpact: true) }
    #expect(reload.commands.map(\.name) == ["deep-research", "dataviz"])
    #expect(reload.agents.map(\.name) == ["claude", "Explore"])
    #expect(reload.plugins.map(\.path) == ["builtin", "builtin"])
    #expect(reload.mcpServers.map(\.status) == [.disabled])
    #expect(reload.errorCount == 0)
    #expect(!reload.isHeld)
    #expect(reload.cacheImpact == nil)
    let held = PluginReload(json: try ControlFixture.view("reload_plugins", in: ControlFixture.madeUp))
    #expect(held.isHeld)
    #expect(held.errorCount == 2)
    #expect(held.plugins.map(\.version) == ["1"])
    #expect(held.cacheImpact?.serversAdded == ["a"])
    #expect(held.cacheImpact?.serversRemoved == ["b"])
    #expect(held.cacheImpact?.languageServerToolChange == "may-add")
    #expect(try await ask("reload_skills") { try await $0.reloadSkills() }.map(\.name) == ["dataviz", "update-config"])
    let styles = try await ask("reload_output_styles") { try await $0.reloadOutputStyles() }
    #expect(styles == ["default", "Proactive", "Concise", "Explanatory", "Learning"])
  }

  @Test func `models, version and status`() async throws {
    #expect(
      try await ask("list_models") { try await $0.models() }.map(\.displayName) == ["Default (recommended)", "Opus"])
    let version = try await ask("get_binary_version") { try await $0.binaryVersion() }
    #expect(version.version == "2.1.330")
    #expect(version.buildTime == "2026-11-20T17:34:37Z")
    let sections = try await ask("get_status") { try await $0.status() }
    #expect(sections.map(\.title) == ["Session", "Environment"])
    #expect(sections[0].rows[0].label == "Version")
    #expect(sections[0].rows[0].value == "2.1.330")
  }

  @Test func `cost of the session`() async throws {
    #expect(
      try await ask("get_session_cost") { try await $0.sessionCost() }.hasPrefix("Estimated cost:        $0.0002"))
    let usage = try await ask("get_usage") { try await $0.usage() }
    #expect(usage.session?.totalCostUSD == 0.000188)
    #expect(usage.session?.modelUsage.map(\.model) == ["claude-opus-5-5"])
    #expect(usage.session?.modelUsage.first?.inputTokens == 12)
    #expect(usage.session?.modelUsage.first?.costUSD == 0.000188)
    #expect(!usage.hasRateLimits)
    #expect(usage.subscriptionType == nil)
    #expect(usage.rateLimits == nil)
  }

  @Test func `use of the plan`() throws {
    let usage = UsageReport(json: try ControlFixture.view("get_usage", in: ControlFixture.madeUp))
    #expect(usage.session?.apiDuration == .milliseconds(10))
    #expect(usage.session?.duration == .milliseconds(20))
    #expect(usage.session?.linesAdded == 3)
    #expect(usage.session?.linesRemoved == 4)
    #expect(usage.hasRateLimits)
    #expect(usage.subscriptionType == "max")
    #expect(usage.rateLimits?.fiveHour?.utilization == 12.5)
    #expect(usage.rateLimits?.fiveHour?.resetsAt == "2026-01-01T00:00:00Z")
    #expect(usage.rateLimits?.sevenDay?.utilization == 40)
    #expect(usage.rateLimits?.sevenDayOpus == nil)
    #expect(usage.rateLimits?.sevenDaySonnet?.resetsAt == "x")
    #expect(usage.rateLimits?.sevenDayOAuthApps?.utilization == 2)
    #expect(usage.rateLimits?.modelScoped.map(\.displayName) == ["Fable"])
    #expect(usage.rateLimits?.extraUsage?["is_enabled"]?.bool == true)
    #expect(usage.behaviors?["day"]?["request_count"]?.int == 1)
  }

  @Test func `what fills the context window`() async throws {
    let usage = try await ask("get_context_usage") { try await $0.contextUsage() }
    #expect(usage.totalTokens == 7842)
    #expect(usage.maxTokens == 1_000_000)
    #expect(usage.rawMaxTokens == 1_000_000)
    #expect(usage.percentage == 1)
    #expect(usage.model == "claude-opus-5-5")
    #expect(usage.isAutoCompactEnabled)
    #expect(usage.autoCompactThreshold == 967_000)
    #expect(usage.autoCompactSource == "model-default")
    #expect(usage.categories.map(\.tokens) == [5706, 24, 4019, 23, 22, 2067, 33000, 959_158])
    #expect(usage.categories.map(\.kind) == [.used, .used, .deferred, .used, .used, .used, .buffer, .free])
    #expect(usage.categories[2].isDeferred)
    #expect(usage.categories[0].id == "system_tools")
    #expect(usage.categories[0].color == "inactive")
    #expect(usage.memoryFiles.map(\.path) == ["/workspace/CLAUDE.md"])
    #expect(usage.memoryFiles.map(\.type) == ["Project"])
    #expect(usage.mcpTools.map(\.name) == ["mcp__files__ask", "mcp__files__list", "mcp__files__slow"])
    #expect(usage.mcpTools.map(\.isLoaded) == [false, false, false])
    #expect(usage.mcpInstructions.map(\.tokens) == [24])
    #expect(usage.agents.map(\.agentType) == ["helper"])
    #expect(usage.slashCommands?.total == 13)
    #expect(usage.slashCommands?.tokens == 473)
    #expect(usage.skills?.included == 13)
    #expect(usage.skills?.entries.map(\.name) == ["dataviz", "update-config"])
    #expect(usage.messageBreakdown?.toolCallTokens == 50)
    #expect(usage.messageBreakdown?.toolCallsByType.map(\.resultTokens) == [91])
    #expect(usage.messageBreakdown?.attachmentsByType.map(\.name) == ["prompt_snapshot", "skill_listing"])
    #expect(usage.apiUsage?.inputTokens == 12)
    #expect(usage.gridRows.map(\.count) == [2, 2])
    #expect(usage.gridRows[0][1].categoryName == "MCP server instructions")
    #expect(usage.gridRows[0][1].fullness == 0.0048000000000000004)
    #expect(usage.gridRows[1][0].percentage == 96)
  }

  @Test func `parts of the context that the recorded session did not have`() throws {
    let usage = ContextUsage(json: try ControlFixture.view("get_context_usage", in: ControlFixture.madeUp))
    #expect(usage.percentage == 12.5)
    #expect(usage.deferredBuiltInTools.map(\.isLoaded) == [true])
    #expect(usage.systemTools.map(\.tokens) == [2])
    #expect(usage.systemPromptSections.map(\.name) == ["c"])
    #expect(usage.agents.map(\.pluginID) == ["p@m"])
    #expect(usage.skills?.entries.map(\.pluginName) == ["p"])
    #expect(usage.apiUsage == nil)
    #expect(usage.gridRows.isEmpty)
    #expect(usage.messageBreakdown == nil)
  }
}
