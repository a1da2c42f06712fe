import ClaudeAgentSDK

/// Reads every property of every face, so that a trap anywhere in them is found.
enum ReadEverything {
  static func read(_ value: APIEvent.ContentBlockDelta) {
    use(value.index, value.copy().json.kind)
    read(value.delta)
  }

  static func read(_ value: APIEvent.ContentBlockStart) {
    use(value.index, value.copy().json.kind)
    _ = value.contentBlock.map(read)
  }

  static func read(_ value: APIEvent.ContentBlockStop) {
    use(value.index, value.copy().json.kind)
  }

  static func read(_ value: APIEvent.MessageDelta) {
    use(value.contextManagement, value.stopReason, value.stopSequence, value.copy().json.kind)
    _ = value.usage.map(read)
    _ = value.stopDetails.map(read)
  }

  static func read(_ value: APIEvent.MessageStart) {
    use(value.copy().json.kind)
    _ = value.message.map(read)
  }

  static func read(_ value: APIEvent.StreamError) {
    use(value.type, value.message, value.copy().json.kind)
  }

  static func read(_ value: APIMessage) {
    use(
      value.id, value.role, value.model, value.stopReason, value.stopSequence, value.container, value.contextManagement,
      value.diagnostics, value.copy().json.kind)
    _ = value.stopDetails.map(read)
    _ = value.usage.map(read)
    value.content.forEach(read)
  }

  static func read(_ value: AbandonedBlocks) {
    use(value.apiMessageID, value.fromBlockIndex, value.copy().json.kind)
  }

  static func read(_ value: ActiveGoal) {
    use(value.value, value.sessionID, value.uuid, value.copy().json.kind)
  }

  static func read(_ value: AssistantMessage) {
    use(
      value.text, value.model, value.messageID, value.stopReason, value.stopSequence, value.error,
      value.parentToolUseID, value.userMessageUUID, value.userMessageUUIDs, value.requestID, value.timestamp,
      value.isAborted, value.isAPIErrorMessage, value.apiError, value.apiErrorType, value.apiErrorStatus,
      value.apiErrorParameters, value.supersedes, value.refusedMessageID, value.agentID, value.subagentType,
      value.taskDescription, value.thinkingDisplay, value.thinkingDuration, value.localCommandSource,
      value.localCommandRun, value.contextUsage, value.resumeReason, value.sessionID, value.uuid, value.copy().json.kind
    )
    value.content.forEach(read)
    value.toolUses.forEach(read)
    _ = value.usage.map(read)
    _ = value.stopDetails.map(read)
    _ = value.message.map(read)
    value.toolUseMeta.forEach(read)
  }

  static func read(_ value: AuthStatus) {
    use(value.isAuthenticating, value.output, value.error, value.sessionID, value.uuid, value.copy().json.kind)
  }

  static func read(_ value: Citation) {
    use(
      value.type, value.citedText, value.title, value.url, value.documentTitle, value.documentIndex,
      value.encryptedIndex, value.source, value.copy().json.kind)
  }

  static func read(_ value: CommandLifecycle) {
    use(value.commandUUID, value.state, value.sessionID, value.uuid, value.copy().json.kind)
  }

  static func read(_ value: ContainerUploadBlock) {
    use(value.fileID, value.copy().json.kind)
  }

  static func read(_ value: ContentSource) {
    use(value.type, value.mediaType, value.data, value.url, value.fileID, value.copy().json.kind)
  }

  static func read(_ value: ConversationReset) {
    use(
      value.newConversationID, value.trigger, value.userMessageUUID, value.timestamp, value.sessionID, value.uuid,
      value.copy().json.kind)
  }

  static func read(_ value: DeferredToolUse) {
    use(value.id, value.name, value.input, value.copy().json.kind)
  }

  static func read(_ value: DocumentBlock) {
    use(value.title, value.context, value.citations, value.copy().json.kind)
    _ = value.source.map(read)
  }

  static func read(_ value: ImageBlock) {
    use(value.copy().json.kind)
    _ = value.source.map(read)
  }

  static func read(_ value: KeepAlive) {
    use(value.copy().json.kind)
  }

  static func read(_ value: MCPToolResultBlock) {
    use(value.toolUseID, value.isError, value.text, value.copy().json.kind)
    read(value.content)
  }

  static func read(_ value: MCPToolUseBlock) {
    use(value.id, value.name, value.serverName, value.input, value.copy().json.kind)
  }

  static func read(_ value: MessageOrigin) {
    use(
      value.kind, value.server, value.from, value.name, value.fromSession, value.senderTaskID, value.fromMode,
      value.body, value.verifiedPeerProcessID, value.subkind, value.fireReason, value.producer, value.runID,
      value.copy().json.kind)
  }

  static func read(_ value: ModelUsage) {
    use(
      value.inputTokens, value.outputTokens, value.cacheReadInputTokens, value.cacheCreationInputTokens,
      value.thinkingTokens, value.webSearchRequests, value.costUSD, value.contextWindow, value.maxOutputTokens,
      value.canonicalModel, value.provider, value.costBasis)
  }

  static func read(_ value: PermissionDenial) {
    use(value.toolName, value.toolUseID, value.toolInput, value.copy().json.kind)
  }

  static func read(_ value: PermissionRecord) {
    use(value.decision, value.reasonType, value.source, value.copy().json.kind)
  }

  static func read(_ value: PromptSuggestion) {
    use(value.suggestion, value.sessionID, value.uuid, value.copy().json.kind)
  }

  static func read(_ value: RateLimitEvent) {
    use(value.sessionID, value.uuid, value.copy().json.kind)
    _ = value.info.map(read)
  }

  static func read(_ value: RateLimitInfo) {
    use(
      value.status, value.resetsAtEpochSeconds, value.limit, value.utilization, value.overageStatus,
      value.overageResetsAtEpochSeconds, value.overageDisabledReason, value.isUsingOverage, value.isOverageInUse,
      value.surpassedThreshold, value.limitScope, value.errorCode, value.canUserPurchaseCredits,
      value.hasChargeableSavedPaymentMethod, value.copy().json.kind)
    for entry in value.windows { read(entry.window) }
  }

  static func read(_ value: RateLimitWindow) {
    use(value.utilization, value.resetsAtEpochSeconds, value.surpassedThreshold, value.copy().json.kind)
  }

  static func read(_ value: RedactedThinkingBlock) {
    use(value.data, value.copy().json.kind)
  }

  static func read(_ value: ResultMessage) {
    use(
      value.subtype, value.isError, value.result, value.errors, value.duration, value.apiDuration, value.numTurns,
      value.stopReason, value.terminalReason, value.totalCostUSD, value.structuredOutput, value.apiErrorStatus,
      value.apiError, value.apiErrorType, value.userMessageUUID, value.userMessageUUIDs, value.begunMessageIDs,
      value.resultIndex, value.queuedTurnCount, value.localCommand, value.timeToFirstToken,
      value.timeToFirstStreamEvent, value.timeToFirstContentFrame, value.timeToRequest,
      value.requestSentEpochMilliseconds, value.firstRequestInputTokens, value.firstRequestCacheReadInputTokens,
      value.fastModeState, value.fastModeDisabledReason, value.safetyStops, value.subagentStats,
      value.startupFailureReason, value.resumeReason, value.sessionID, value.uuid, value.copy().json.kind)
    _ = value.usage.map(read)
    value.permissionDenials.forEach(read)
    _ = value.deferredToolUse.map(read)
    _ = value.origin.map(read)
    value.modelUsage.forEach(read)
    value.modelUsageSinceLastResult.forEach(read)
  }

  static func read(_ value: SearchResultBlock) {
    use(value.title, value.source, value.citations, value.text, value.copy().json.kind)
    read(value.content)
  }

  static func read(_ value: ServerToolResultBlock) {
    use(value.type, value.toolUseID, value.content, value.items, value.errorCode, value.copy().json.kind)
  }

  static func read(_ value: ServerToolUseBlock) {
    use(value.id, value.name, value.input, value.caller, value.copy().json.kind)
  }

  static func read(_ value: StopDetails) {
    use(value.type, value.category, value.explanation, value.copy().json.kind)
  }

  static func read(_ value: StreamEvent) {
    use(
      value.textDelta, value.thinkingDelta, value.inputJSONDelta, value.eventType, value.index, value.parentToolUseID,
      value.apiMessageID, value.userMessageUUID, value.userMessageUUIDs, value.timeToFirstToken, value.thinkingDisplay,
      value.owedRows, value.resumeReason, value.sessionID, value.uuid, value.copy().json.kind)
    read(value.event)
    _ = value.abandonedBlocks.map(read)
  }

  static func read(_ value: SystemMessage) {
    use(value.subtype, value.isHostOnly, value.sessionID, value.uuid, value.copy().json.kind)
    read(value.event)
  }

  static func read(_ value: TextBlock) {
    use(value.text, value.copy().json.kind)
    value.citations.forEach(read)
  }

  static func read(_ value: ThinkingBlock) {
    use(value.thinking, value.signature, value.copy().json.kind)
  }

  static func read(_ value: ToolProgress) {
    use(
      value.toolUseID, value.toolName, value.parentToolUseID, value.elapsed, value.taskID, value.isHeartbeat,
      value.subagentType, value.sessionID, value.uuid, value.copy().json.kind)
    _ = value.subagentRetry.map(read)
  }

  static func read(_ value: ToolProgress.SubagentRetry) {
    use(
      value.agentID, value.attempt, value.maxRetries, value.delay, value.errorStatus, value.errorCategory,
      value.copy().json.kind)
  }

  static func read(_ value: ToolReferenceBlock) {
    use(value.toolName, value.copy().json.kind)
  }

  static func read(_ value: ToolResultBlock) {
    use(value.toolUseID, value.isError, value.text, value.copy().json.kind)
    read(value.content)
  }

  static func read(_ value: ToolResultMeta) {
    use(value.id, value.nonExecutionKind, value.copy().json.kind)
    _ = value.permissionDecision.map(read)
  }

  static func read(_ value: ToolUseBlock) {
    use(value.id, value.name, value.input, value.caller, value.copy().json.kind)
  }

  static func read(_ value: ToolUseMeta) {
    use(value.id, value.toolName, value.displayName, value.serverDisplayName, value.copy().json.kind)
  }

  static func read(_ value: ToolUseSummary) {
    use(value.summary, value.precedingToolUseIDs, value.timestamp, value.sessionID, value.uuid, value.copy().json.kind)
  }

  static func read(_ value: UnknownMessage) {
    use(value.type, value.subtype, value.parentToolUseID, value.sessionID, value.uuid, value.copy().json.kind)
  }

  static func read(_ value: Usage) {
    use(
      value.inputTokens, value.outputTokens, value.cacheCreationInputTokens, value.cacheReadInputTokens,
      value.serviceTier, value.speed, value.inferenceGeography, value.fallbackCredit, value.copy().json.kind)
    _ = value.cacheCreation.map(read)
    _ = value.serverToolUse.map(read)
    _ = value.outputTokensDetails.map(read)
    value.iterations.forEach(read)
  }

  static func read(_ value: Usage.CacheCreation) {
    use(value.fiveMinutes, value.oneHour, value.copy().json.kind)
  }

  static func read(_ value: Usage.Iteration) {
    use(
      value.type, value.inputTokens, value.outputTokens, value.cacheCreationInputTokens, value.cacheReadInputTokens,
      value.copy().json.kind)
  }

  static func read(_ value: Usage.OutputTokensDetails) {
    use(value.thinkingTokens, value.copy().json.kind)
  }

  static func read(_ value: Usage.ServerToolUse) {
    use(value.webSearchRequests, value.webFetchRequests, value.copy().json.kind)
  }

  static func read(_ value: UserMessage) {
    use(
      value.text, value.role, value.parentToolUseID, value.toolUseResult, value.isSynthetic, value.isReplay,
      value.timestamp, value.agentID, value.subagentType, value.taskDescription, value.refusedMessageID, value.priority,
      value.shouldQuery, value.fileAttachments, value.sessionID, value.uuid, value.copy().json.kind)
    read(value.content)
    value.toolResults.forEach(read)
    value.toolResultMeta.forEach(read)
    _ = value.origin.map(read)
  }

  static func read(_ value: Message) {
    use(value.type, value.uuid, value.sessionID, value.parentToolUseID, value.json.rawText, value.copy().type)
    switch value {
    case .assistant(let value): read(value)
    case .user(let value): read(value)
    case .system(let value): read(value)
    case .result(let value): read(value)
    case .streamEvent(let value): read(value)
    case .rateLimit(let value): read(value)
    case .conversationReset(let value): read(value)
    case .toolProgress(let value): read(value)
    case .authStatus(let value): read(value)
    case .toolUseSummary(let value): read(value)
    case .promptSuggestion(let value): read(value)
    case .activeGoal(let value): read(value)
    case .commandLifecycle(let value): read(value)
    case .keepAlive(let value): read(value)
    case .unknown(let value): read(value)
    case .malformed(let value): read(value)
    }
  }

  static func read(_ value: SystemEvent) {
    switch value {
    case .sessionStateChanged(let value): read(value)
    case .initialized(let value): read(value)
    case .status(let value): read(value)
    case .taskProgress(let value): read(value)
    case .thinkingTokens(let value): read(value)
    case .taskStarted(let value): read(value)
    case .taskUpdated(let value): read(value)
    case .taskNotification(let value): read(value)
    case .taskSummary(let value): read(value)
    case .backgroundTasksChanged(let value): read(value)
    case .hookStarted(let value): read(value)
    case .hookProgress(let value): read(value)
    case .hookResponse(let value): read(value)
    case .sessionTitleChanged(let value): read(value)
    case .compactBoundary(let value): read(value)
    case .commandsChanged(let value): read(value)
    case .apiRetry(let value): read(value)
    case .modelFallback(let value): read(value)
    case .modelRefusalFallback(let value): read(value)
    case .modelRefusalNoFallback(let value): read(value)
    case .controlRequestProgress(let value): read(value)
    case .permissionDenied(let value): read(value)
    case .informational(let value): read(value)
    case .notification(let value): read(value)
    case .localCommandOutput(let value): read(value)
    case .pluginInstall(let value): read(value)
    case .filesPersisted(let value): read(value)
    case .memoryRecall(let value): read(value)
    case .elicitationComplete(let value): read(value)
    case .vcsStateChanged(let value): read(value)
    case .mirrorError(let value): read(value)
    case .workerShuttingDown(let value): read(value)
    case .uiInvalidate(let value): read(value)
    case .unknown(let json): use(json.rawText)
    }
  }

  static func read(_ value: ContentBlock) {
    use(value.type, value.text, value.json.rawText)
    switch value {
    case .text(let value): read(value)
    case .thinking(let value): read(value)
    case .redactedThinking(let value): read(value)
    case .toolUse(let value): read(value)
    case .toolResult(let value): read(value)
    case .serverToolUse(let value): read(value)
    case .serverToolResult(let value): read(value)
    case .mcpToolUse(let value): read(value)
    case .mcpToolResult(let value): read(value)
    case .image(let value): read(value)
    case .document(let value): read(value)
    case .searchResult(let value): read(value)
    case .containerUpload(let value): read(value)
    case .toolReference(let value): read(value)
    case .unknown(let json): use(json.rawText)
    }
  }

  static func read(_ value: APIEvent) {
    switch value {
    case .messageStart(let value): read(value)
    case .contentBlockStart(let value): read(value)
    case .contentBlockDelta(let value): read(value)
    case .contentBlockStop(let value): read(value)
    case .messageDelta(let value): read(value)
    case .messageStop: break
    case .ping: break
    case .error(let value): read(value)
    case .unknown(let json): use(json.rawText)
    }
  }

  static func read(_ value: APIEvent.Delta) {
    switch value {
    case .text(let text), .thinking(let text), .signature(let text), .inputJSON(let text): use(text)
    case .citation(let citation): read(citation)
    case .unknown(let json): use(json.rawText)
    }
  }

  static func read(_ value: MessageContent) {
    use(value.text)
    value.blocks.forEach(read)
  }

  static func read(_ value: MalformedLine) {
    use(value.fault, value.byteCount, value.firstBytes())
  }

  @inline(never)
  static func use<each Value>(_ values: repeat each Value) {
    withExtendedLifetime((repeat each values)) {}
  }
}
