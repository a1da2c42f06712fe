import ClaudeAgentSDK

extension ReadEverything {
  static func read(_ value: SystemEvent.APIRetry) {
    use(
      value.attempt, value.maxRetries, value.delay, value.errorStatus, value.error, value.noResponse, value.sessionID,
      value.uuid, value.copy().json.kind)
  }

  static func read(_ value: SystemEvent.BackgroundTasksChanged) {
    use(value.sessionID, value.uuid, value.copy().json.kind)
    value.tasks.forEach(read)
  }

  static func read(_ value: SystemEvent.BackgroundTasksChanged.Task) {
    use(
      value.taskID, value.taskType, value.description, value.subagentType, value.runID, value.isAmbient,
      value.copy().json.kind)
  }

  static func read(_ value: SystemEvent.CommandsChanged) {
    use(value.sessionID, value.uuid, value.copy().json.kind)
    value.commands.forEach(read)
  }

  static func read(_ value: SystemEvent.CommandsChanged.Command) {
    use(value.name, value.description, value.argumentHint, value.aliases, value.isBuiltIn, value.copy().json.kind)
  }

  static func read(_ value: SystemEvent.CompactBoundary) {
    use(value.logicalParentUUID, value.sessionID, value.uuid, value.copy().json.kind)
    _ = value.metadata.map(read)
  }

  static func read(_ value: SystemEvent.CompactBoundary.Metadata) {
    use(
      value.trigger, value.preTokens, value.postTokens, value.duration, value.cumulativeDroppedTokens,
      value.preservedSegment, value.preservedMessages, value.copy().json.kind)
  }

  static func read(_ value: SystemEvent.ControlRequestProgress) {
    use(
      value.requestID, value.status, value.attempt, value.maxRetries, value.delay, value.errorStatus, value.sessionID,
      value.uuid, value.copy().json.kind)
  }

  static func read(_ value: SystemEvent.ElicitationComplete) {
    use(value.serverName, value.elicitationID, value.sessionID, value.uuid, value.copy().json.kind)
  }

  static func read(_ value: SystemEvent.FilesPersisted) {
    use(value.processedAt, value.sessionID, value.uuid, value.copy().json.kind)
    value.files.forEach(read)
    value.failed.forEach(read)
  }

  static func read(_ value: SystemEvent.FilesPersisted.Failure) {
    use(value.filename, value.error, value.copy().json.kind)
  }

  static func read(_ value: SystemEvent.FilesPersisted.File) {
    use(value.filename, value.fileID, value.copy().json.kind)
  }

  static func read(_ value: SystemEvent.HookProgress) {
    use(
      value.hookID, value.hookName, value.stdout, value.stderr, value.output, value.hookEvent, value.sessionID,
      value.uuid, value.copy().json.kind)
  }

  static func read(_ value: SystemEvent.HookResponse) {
    use(
      value.hookID, value.hookName, value.outcome, value.exitCode, value.stdout, value.stderr, value.output,
      value.hookEvent, value.sessionID, value.uuid, value.copy().json.kind)
  }

  static func read(_ value: SystemEvent.HookStarted) {
    use(value.hookID, value.hookName, value.hookEvent, value.sessionID, value.uuid, value.copy().json.kind)
  }

  static func read(_ value: SystemEvent.Informational) {
    use(
      value.content, value.level, value.tag, value.toolUseID, value.preventsContinuation, value.promptSubmitOutcome,
      value.sessionID, value.uuid, value.copy().json.kind)
  }

  static func read(_ value: SystemEvent.Initialized) {
    use(
      value.model, value.workingDirectory, value.tools, value.permissionMode, value.apiKeySource, value.cliVersion,
      value.slashCommands, value.terminalSlashCommands, value.outputStyle, value.agents, value.skills, value.betas,
      value.capabilities, value.fastModeState, value.fastModeDisabledReason, value.effort, value.viewMode,
      value.originalWorkingDirectory, value.additionalDirectories, value.memoryPaths, value.messagingSocketPath,
      value.userMessageUUIDs, value.sessionID, value.uuid, value.copy().json.kind)
    value.mcpServers.forEach(read)
    value.plugins.forEach(read)
    value.pluginErrors.forEach(read)
  }

  static func read(_ value: SystemEvent.LocalCommandOutput) {
    use(value.content, value.sessionID, value.uuid, value.copy().json.kind)
  }

  static func read(_ value: SystemEvent.MCPServerState) {
    use(value.name, value.status, value.source, value.copy().json.kind)
  }

  static func read(_ value: SystemEvent.MemoryRecall) {
    use(value.mode, value.sessionID, value.uuid, value.copy().json.kind)
    value.memories.forEach(read)
  }

  static func read(_ value: SystemEvent.MemoryRecall.Memory) {
    use(value.path, value.scope, value.content, value.copy().json.kind)
  }

  static func read(_ value: SystemEvent.MirrorError) {
    use(value.error, value.key, value.sessionID, value.uuid, value.copy().json.kind)
  }

  static func read(_ value: SystemEvent.ModelFallback) {
    use(
      value.trigger, value.originalModel, value.fallbackModel, value.content, value.sessionID, value.uuid,
      value.copy().json.kind)
  }

  static func read(_ value: SystemEvent.ModelRefusalFallback) {
    use(
      value.originalModel, value.fallbackModel, value.trigger, value.direction, value.scope,
      value.retractedMessageUUIDs, value.requestID, value.refusalCategory, value.refusalExplanation,
      value.refusedUserMessageUUID, value.content, value.sessionID, value.uuid, value.copy().json.kind)
  }

  static func read(_ value: SystemEvent.ModelRefusalNoFallback) {
    use(
      value.originalModel, value.requestID, value.refusalCategory, value.refusalExplanation,
      value.refusedUserMessageUUID, value.content, value.sessionID, value.uuid, value.copy().json.kind)
  }

  static func read(_ value: SystemEvent.Notification) {
    use(
      value.key, value.text, value.priority, value.color, value.timeout, value.sessionID, value.uuid,
      value.copy().json.kind)
  }

  static func read(_ value: SystemEvent.PermissionDenied) {
    use(
      value.toolName, value.toolUseID, value.agentID, value.decisionReasonType, value.decisionReason, value.message,
      value.sessionID, value.uuid, value.copy().json.kind)
  }

  static func read(_ value: SystemEvent.PluginError) {
    use(value.plugin, value.type, value.message, value.path, value.copy().json.kind)
  }

  static func read(_ value: SystemEvent.PluginInstall) {
    use(value.status, value.name, value.error, value.sessionID, value.uuid, value.copy().json.kind)
  }

  static func read(_ value: SystemEvent.PluginState) {
    use(value.name, value.path, value.source, value.version, value.copy().json.kind)
  }

  static func read(_ value: SystemEvent.SessionStateChanged) {
    use(value.state, value.isHostOnly, value.sessionID, value.uuid, value.copy().json.kind)
  }

  static func read(_ value: SystemEvent.SessionTitleChanged) {
    use(value.title, value.sessionID, value.uuid, value.copy().json.kind)
  }

  static func read(_ value: SystemEvent.Status) {
    use(
      value.status, value.permissionMode, value.compactResult, value.compactError, value.userMessageUUIDs,
      value.sessionID, value.uuid, value.copy().json.kind)
  }

  static func read(_ value: SystemEvent.TaskNotification) {
    use(
      value.taskID, value.status, value.summary, value.isReport, value.outputFile, value.reason, value.resourceLinks,
      value.skipTranscript, value.isAmbient, value.toolUseID, value.runID, value.sessionID, value.uuid,
      value.copy().json.kind)
    _ = value.usage.map(read)
  }

  static func read(_ value: SystemEvent.TaskProgress) {
    use(
      value.taskID, value.description, value.lastToolName, value.subagentType, value.summary, value.toolUseID,
      value.runID, value.sessionID, value.uuid, value.copy().json.kind)
    _ = value.usage.map(read)
  }

  static func read(_ value: SystemEvent.TaskStarted) {
    use(
      value.taskID, value.description, value.taskType, value.toolUseID, value.runID, value.subagentType,
      value.isBackgrounded, value.spawnDepth, value.parentTaskID, value.workflowName, value.prompt,
      value.skipTranscript, value.isAmbient, value.sessionID, value.uuid, value.copy().json.kind)
  }

  static func read(_ value: SystemEvent.TaskSummary) {
    use(value.detail, value.sessionID, value.uuid, value.copy().json.kind)
  }

  static func read(_ value: SystemEvent.TaskUpdated) {
    use(value.taskID, value.runID, value.sessionID, value.uuid, value.copy().json.kind)
    _ = value.patch.map(read)
  }

  static func read(_ value: SystemEvent.TaskUpdated.Patch) {
    use(
      value.status, value.description, value.endEpochMilliseconds, value.totalPaused, value.error, value.isBackgrounded,
      value.copy().json.kind)
  }

  static func read(_ value: SystemEvent.TaskUsage) {
    use(value.totalTokens, value.toolUses, value.duration, value.copy().json.kind)
  }

  static func read(_ value: SystemEvent.ThinkingTokens) {
    use(
      value.estimatedTokens, value.estimatedTokensDelta, value.userMessageUUID, value.sessionID, value.uuid,
      value.copy().json.kind)
  }

  static func read(_ value: SystemEvent.UIInvalidate) {
    use(value.event, value.instances, value.sessionID, value.uuid, value.copy().json.kind)
  }

  static func read(_ value: SystemEvent.VCSStateChanged) {
    use(value.kind, value.workingDirectory, value.branch, value.sessionID, value.uuid, value.copy().json.kind)
  }

  static func read(_ value: SystemEvent.WorkerShuttingDown) {
    use(value.reason, value.sessionID, value.uuid, value.copy().json.kind)
  }
}
