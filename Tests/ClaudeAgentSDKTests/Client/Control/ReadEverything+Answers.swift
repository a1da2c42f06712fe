import ClaudeAgentSDK

/// The answers of control requests.
extension ReadEverything {
  static func read(_ value: AccountInfo) {
    use(
      value.email, value.organization, value.subscriptionType, value.tokenSource, value.apiKeySource, value.apiProvider,
      value.copy().json.kind)
  }

  static func read(_ value: AgentInfo) {
    use(value.name, value.description, value.model, value.copy().json.kind)
  }

  static func read(_ value: BinaryVersion) {
    use(value.version, value.buildTime, value.copy().json.kind)
  }

  static func read(_ value: ContextUsage) {
    use(
      value.totalTokens, value.maxTokens, value.rawMaxTokens, value.percentage, value.model, value.isAutoCompactEnabled,
      value.autoCompactThreshold, value.autoCompactSource, value.copy().json.kind)
    value.categories.forEach(read)
    value.memoryFiles.forEach(read)
    value.mcpTools.forEach(read)
    value.mcpInstructions.forEach(read)
    value.deferredBuiltInTools.forEach(read)
    value.systemTools.forEach(read)
    value.systemPromptSections.forEach(read)
    value.agents.forEach(read)
    _ = value.slashCommands.map(read)
    _ = value.skills.map(read)
    _ = value.messageBreakdown.map(read)
    _ = value.apiUsage.map(read)
    for row in value.gridRows { for square in row { read(square) } }
  }

  static func read(_ value: ContextUsage.Agent) {
    use(value.agentType, value.source, value.pluginID, value.path, value.tokens, value.copy().json.kind)
  }

  static func read(_ value: ContextUsage.Category) {
    use(value.id, value.name, value.tokens, value.color, value.kind, value.isDeferred, value.copy().json.kind)
  }

  static func read(_ value: ContextUsage.MemoryFile) {
    use(value.path, value.type, value.tokens, value.copy().json.kind)
  }

  static func read(_ value: ContextUsage.MessageBreakdown) {
    use(
      value.toolCallTokens, value.toolResultTokens, value.attachmentTokens, value.assistantMessageTokens,
      value.userMessageTokens, value.redirectedContextTokens, value.unattributedTokens, value.copy().json.kind)
    value.toolCallsByType.forEach(read)
    value.attachmentsByType.forEach(read)
  }

  static func read(_ value: ContextUsage.MessageBreakdown.ToolCalls) {
    use(value.name, value.callTokens, value.resultTokens, value.copy().json.kind)
  }

  static func read(_ value: ContextUsage.Section) {
    use(value.name, value.tokens, value.copy().json.kind)
  }

  static func read(_ value: ContextUsage.ServerInstructions) {
    use(value.serverName, value.tokens, value.copy().json.kind)
  }

  static func read(_ value: ContextUsage.Skill) {
    use(value.name, value.source, value.pluginName, value.path, value.tokens, value.copy().json.kind)
  }

  static func read(_ value: ContextUsage.Skills) {
    use(value.total, value.included, value.tokens, value.copy().json.kind)
    value.entries.forEach(read)
  }

  static func read(_ value: ContextUsage.SlashCommands) {
    use(value.total, value.included, value.tokens, value.copy().json.kind)
  }

  static func read(_ value: ContextUsage.Square) {
    use(
      value.color, value.isFilled, value.categoryName, value.tokens, value.percentage, value.fullness,
      value.copy().json.kind)
  }

  static func read(_ value: ContextUsage.Tool) {
    use(value.name, value.serverName, value.tokens, value.isLoaded, value.copy().json.kind)
  }

  static func read(_ value: ConversationRewind) {
    use(
      value.isRewound, value.targetMessageUUID, value.prefillText, value.precedingAssistantUUID, value.error,
      value.reason, value.copy().json.kind)
  }

  static func read(_ value: FileContents) {
    use(value.contents, value.absolutePath, value.isTruncated, value.isLossy, value.encoding, value.copy().json.kind)
  }

  static func read(_ value: FileSuggestions) {
    use(value.workingDirectory, value.copy().json.kind)
    value.files.forEach(read)
  }

  static func read(_ value: FileSuggestions.File) {
    use(value.path, value.score, value.copy().json.kind)
  }

  static func read(_ value: HooksListing) {
    use(value.safeMode, value.bareMode, value.errors, value.copy().json.kind)
    value.events.forEach(read)
    value.entries.forEach(read)
    value.catalog.forEach(read)
    _ = value.policy.map(read)
  }

  static func read(_ value: HooksListing.Entry) {
    use(
      value.event, value.matcher, value.source, value.sourceLabel, value.pluginName, value.type, value.displayText,
      value.commandText, value.contentLabel, value.condition, value.timeout, value.statusMessage, value.runsOnce,
      value.runsInBackground, value.isDisabled, value.copy().json.kind)
  }

  static func read(_ value: HooksListing.Event) {
    use(value.name, value.summary, value.supportsMatcher, value.hookCount, value.copy().json.kind)
  }

  static func read(_ value: HooksListing.Policy) {
    use(
      value.isDisabledByPolicy, value.isManagedOnly, value.isPluginOnly, value.areAllDisabled, value.policyHookCount,
      value.isPolicyUnreadable, value.copy().json.kind)
  }

  static func read(_ value: MCPAuthentication) {
    use(value.authorizationURL, value.requiresUserAction, value.expectsCallback, value.copy().json.kind)
  }

  static func read(_ value: MCPCallResult) {
    use(value.content, value.text, value.structuredContent, value.metadata, value.copy().json.kind)
    _ = value.staging.map(read)
  }

  static func read(_ value: MCPCallResult.Staging) {
    use(
      value.isSuccess, value.errorCode, value.detail, value.isRetryable, value.outputs, value.inputsUsed,
      value.copy().json.kind)
  }

  static func read(_ value: MCPResourceContents) {
    use(value.uri, value.mimeType, value.text, value.blob, value.metadata, value.copy().json.kind)
  }

  static func read(_ value: MCPServerChanges) {
    use(value.added, value.removed, value.errors, value.copy().json.kind)
  }

  static func read(_ value: MCPServerStatus) {
    use(
      value.name, value.status, value.error, value.errorCode, value.configuration, value.transport, value.scope,
      value.source, value.copy().json.kind)
    _ = value.serverInfo.map(read)
    value.tools.forEach(read)
  }

  static func read(_ value: MCPServerStatus.Info) {
    use(value.name, value.version, value.copy().json.kind)
  }

  static func read(_ value: MCPServerStatus.Tool) {
    use(
      value.name, value.description, value.isReadOnly, value.isDestructive, value.isOpenWorld, value.metadata,
      value.copy().json.kind)
  }

  static func read(_ value: ModelInfo) {
    use(
      value.value, value.resolvedModel, value.displayName, value.description, value.supportsEffort,
      value.supportedEffortLevels, value.supportsAdaptiveThinking, value.supportsFastMode, value.supportsAutoMode,
      value.supportsThinkingOff, value.isDisabled, value.copy().json.kind)
  }

  static func read(_ value: PermissionRuleListing) {
    use(value.originalWorkingDirectory, value.isManagedOnly, value.errors, value.copy().json.kind)
    value.rules.forEach(read)
    value.workspaceDirectories.forEach(read)
  }

  static func read(_ value: PermissionRuleListing.Directory) {
    use(value.path, value.source, value.copy().json.kind)
  }

  static func read(_ value: PermissionRuleListing.Rule) {
    use(value.behavior, value.text, value.source, value.editability, value.isNotInEffect, value.copy().json.kind)
    _ = value.description.map(read)
  }

  static func read(_ value: PermissionRuleListing.Wording) {
    use(value.prefix, value.emphasis, value.suffix, value.text, value.copy().json.kind)
  }

  static func read(_ value: PluginReload) {
    use(value.errorCount, value.isHeld, value.copy().json.kind)
    value.commands.forEach(read)
    value.agents.forEach(read)
    value.plugins.forEach(read)
    value.mcpServers.forEach(read)
    _ = value.cacheImpact.map(read)
  }

  static func read(_ value: PluginReload.CacheImpact) {
    use(value.serversAdded, value.serversRemoved, value.languageServerToolChange, value.copy().json.kind)
  }

  static func read(_ value: RewindResult) {
    use(
      value.canRewind, value.error, value.filesChanged, value.insertions, value.deletions, value.skippedLinks,
      value.copy().json.kind)
  }

  static func read(_ value: ServerInfo) {
    use(
      value.outputStyle, value.availableOutputStyles, value.userOutputStylesDirectory, value.processID,
      value.cliVersion, value.currentModel, value.permissionMode, value.sessionState, value.capabilities,
      value.areHooksApplied, value.supportsHookFailureRule, value.arePluginsApplied, value.fastModeState,
      value.fastModeDisabledReason, value.copy().json.kind)
    value.commands.forEach(read)
    value.agents.forEach(read)
    value.models.forEach(read)
    value.unavailableModels.forEach(read)
    _ = value.account.map(read)
  }

  static func read(_ value: SettingsSnapshot) {
    use(value.effective, value.servedSettingsState, value.errors, value.copy().json.kind)
    value.sources.forEach(read)
    _ = value.applied.map(read)
  }

  static func read(_ value: SettingsSnapshot.Applied) {
    use(value.model, value.effort, value.advisor, value.isUltracode, value.copy().json.kind)
  }

  static func read(_ value: SettingsSnapshot.Source) {
    use(value.name, value.settings, value.copy().json.kind)
  }

  static func read(_ value: SideAnswer) {
    use(value.text, value.isSynthetic, value.fallbackNotice, value.copy().json.kind)
  }

  static func read(_ value: SignIn) {
    use(value.manualURL, value.automaticURL, value.copy().json.kind)
  }

  static func read(_ value: StatusSection) {
    use(value.title, value.copy().json.kind)
    value.rows.forEach(read)
  }

  static func read(_ value: StatusSection.Row) {
    use(value.label, value.value, value.copy().json.kind)
  }

  static func read(_ value: TaskOutput) {
    use(value.text, value.totalBytes, value.isTruncated, value.copy().json.kind)
  }

  static func read(_ value: UsageReport) {
    use(value.subscriptionType, value.hasRateLimits, value.behaviors, value.copy().json.kind)
    _ = value.session.map(read)
    _ = value.rateLimits.map(read)
  }

  static func read(_ value: UsageReport.RateLimits) {
    use(value.extraUsage, value.copy().json.kind)
    _ = value.fiveHour.map(read)
    _ = value.sevenDay.map(read)
    _ = value.sevenDayOpus.map(read)
    _ = value.sevenDaySonnet.map(read)
    _ = value.sevenDayOAuthApps.map(read)
    value.modelScoped.forEach(read)
  }

  static func read(_ value: UsageReport.Session) {
    use(
      value.totalCostUSD, value.apiDuration, value.duration, value.linesAdded, value.linesRemoved,
      value.copy().json.kind)
    value.modelUsage.forEach(read)
  }

  static func read(_ value: UsageReport.Window) {
    use(value.displayName, value.utilization, value.resetsAt, value.copy().json.kind)
  }
}
