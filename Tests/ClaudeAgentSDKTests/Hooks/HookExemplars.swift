import ClaudeAgentSDK
import Testing

/// For every event an input with every field that its face reads, in the form that the CLI's own schema has.
enum HookExemplars {
  /// What every event tells.
  private static let base = #"""
    "session_id":"s1","transcript_path":"/t/s1.jsonl","cwd":"/project","prompt_id":"p1","permission_mode":"plan",
    "effort":{"level":"high"},"agent_id":"a1","agent_type":"worker"
    """#

  private static let tool = #"""
    "tool_name":"mcp__db__query","tool_input":{"sql":"select 1"},"mcp_server":{"name":"db","source":"sdk"}
    """#

  private static let stop = #"""
    "stop_hook_active":true,"last_assistant_message":"Done.",
    "background_tasks":[{"id":"b1","type":"shell","status":"running","description":"d","command":"sleep 9",
      "agent_type":"w","server":"srv","tool":"t","name":"n"},7],
    "session_crons":[{"id":"c1","schedule":"0 9 * * 1-5","recurring":true,"prompt":"Good morning"}]
    """#

  private static let switching = #"""
    "from_model":"m1","to_model":"m2","requested_model":"opus","source":"sdk","context_tokens":21,
    "prompt_cache_warm":true,"cache_ttl":"5m","estimated_cache_write_usd":0.25,"pricing":"catalog"
    """#

  private static let task = #"""
    "task_id":"1","task_subject":"S","task_description":"D","teammate_name":"mate","team_name":"team"
    """#

  /// The fields beyond the base, by event.
  private static let fields: [(event: String, fields: String)] = [
    ("PreToolUse", tool + #","tool_use_id":"toolu_1""#),
    (
      "PostToolUse", tool + #","tool_use_id":"toolu_1","tool_response":{"rows":[1]},"duration_ms":79"#
    ),
    (
      "PostToolUseFailure", tool + #","tool_use_id":"toolu_1","error":"gone","is_interrupt":true,"duration_ms":1.5"#
    ),
    (
      "PostToolBatch",
      #""tool_calls":[{"tool_name":"Bash","tool_input":{"command":"ls"},"tool_use_id":"toolu_1","tool_response":"z"}]"#
    ),
    (
      "PermissionRequest",
      tool + #","permission_suggestions":[{"type":"setMode","mode":"acceptEdits","destination":"session"},5]"#
    ),
    ("PermissionDenied", tool + #","tool_use_id":"toolu_1","reason":"too bold""#),
    ("UserPromptSubmit", #""prompt":"Hello","session_title":"Talk","source":"sdk""#),
    (
      "UserPromptExpansion",
      #""expansion_type":"slash_command","command_name":"expand","command_args":"now","#
        + #""command_source":"projectSettings","prompt":"/expand now""#
    ),
    (
      "SessionStart",
      #""source":"resume","model":"m1","session_title":"Talk","seconds_since_last_response":90.5,"context_tokens":1000,"#
        + #""prompt_cache_likely_expired":true,"estimated_cache_write_usd":0.5"#
    ),
    ("SessionEnd", #""reason":"clear""#),
    ("Setup", #""trigger":"init""#),
    ("Stop", stop),
    ("StopFailure", #""error":"rate_limit","error_details":"slow down","last_assistant_message":"API Error""#),
    ("SubagentStart", ""),
    ("SubagentStop", stop + #","agent_transcript_path":"/t/agent-a1.jsonl""#),
    ("TeammateIdle", #""teammate_name":"mate","team_name":"team""#),
    ("TaskCreated", task),
    ("TaskCompleted", task),
    ("PreCompact", #""trigger":"manual","custom_instructions":"keep it short""#),
    ("PostCompact", #""trigger":"auto","compact_summary":"Short.""#),
    ("PreModelSwitch", switching),
    ("PostModelSwitch", switching),
    ("Notification", #""message":"Your turn","title":"Claude","notification_type":"idle_prompt""#),
    ("MessageDisplay", #""turn_id":"t1","message_id":"m1","index":2,"final":true,"delta":"Hi.""#),
    (
      "Elicitation",
      #""mcp_server_name":"files","message":"Your name?","mode":"form","url":"https://example.com","#
        + #""elicitation_id":"e1","requested_schema":{"type":"object","properties":{"name":{"type":"string"}},"#
        + #""required":["name"]}"#
    ),
    (
      "ElicitationResult",
      #""mcp_server_name":"files","mode":"url","elicitation_id":"e1","action":"accept","content":{"name":"Ada"}"#
    ),
    ("ConfigChange", #""source":"project_settings","file_path":"/project/.claude/settings.json""#),
    (
      "InstructionsLoaded",
      #""file_path":"/project/CLAUDE.md","memory_type":"Project","load_reason":"path_glob_match","globs":["*.swift",5],"#
        + #""trigger_file_path":"/project/a.swift","parent_file_path":"/project/b.md""#
    ),
    ("DirectoryAdded", #""directory":"/more","source":"register_repo_root""#),
    ("CwdChanged", #""old_cwd":"/a","new_cwd":"/b""#),
    ("FileChanged", #""file_path":"/project/.env","event":"unlink""#),
    ("WorktreeCreate", #""name":"wt9""#),
    ("WorktreeRemove", #""worktree_path":"/w/wt9""#),
  ]

  static let events = fields.map(\.event)

  /// The input of an event.
  static func text(_ event: String) throws -> String {
    let fields = try #require(fields.first { $0.event == event }, "no exemplar of \(event)").fields
    return #"{"hook_event_name":"\#(event)",\#(base)\#(fields.isEmpty ? "" : ",")\#(fields)}"#
  }

  /// The face that an event has for its input, as a hook gets it.
  static func input<Input: HookInput>(_ event: HookEvent<Input>) throws -> Input {
    let json = try #require(JSONView(copying: text(event.name)))
    try json.validate()
    return Input(json: json, toolUseID: "toolu_of_the_request")
  }
}

/// Reads every property of the input of an event.
enum ReadEveryHookInput {
  static func read(_ event: String, _ json: JSONView) {
    switch event {
    case "PreToolUse": tool(PreToolUseInput(json: json))
    case "PostToolUse":
      let input = PostToolUseInput(json: json)
      tool(input)
      touch(input.toolResponse, input.duration)
    case "PostToolUseFailure":
      let input = PostToolUseFailureInput(json: json)
      tool(input)
      touch(input.error, input.isInterrupt, input.duration)
    case "PostToolBatch":
      let input = PostToolBatchInput(json: json)
      base(input)
      for call in input.toolCalls { touch(call.toolName, call.toolInput, call.toolUseID, call.toolResponse) }
    case "PermissionRequest":
      let input = PermissionRequestInput(json: json, toolUseID: nil)
      tool(input)
      touch(input.permissionSuggestions.map(\.json))
    case "PermissionDenied":
      let input = PermissionDeniedInput(json: json)
      tool(input)
      touch(input.reason)
    case "UserPromptSubmit":
      let input = UserPromptSubmitInput(json: json)
      base(input)
      touch(input.prompt, input.sessionTitle, input.source)
    case "UserPromptExpansion":
      let input = UserPromptExpansionInput(json: json)
      base(input)
      touch(input.prompt, input.expansionType, input.commandName, input.commandArguments, input.commandSource)
    case "SessionStart":
      let input = SessionStartInput(json: json)
      base(input)
      touch(input.source, input.model, input.sessionTitle, input.timeSinceLastResponse, input.contextTokens)
      touch(input.isPromptCacheLikelyExpired, input.estimatedCacheWriteUSD)
    case "SessionEnd":
      let input = SessionEndInput(json: json)
      base(input)
      touch(input.reason)
    case "Setup":
      let input = SetupInput(json: json)
      base(input)
      touch(input.trigger)
    default: readMore(event, json)
    }
  }

  private static func readMore(_ event: String, _ json: JSONView) {
    switch event {
    case "Stop": stop(StopInput(json: json))
    case "StopFailure":
      let input = StopFailureInput(json: json)
      base(input)
      touch(input.error, input.errorDetails, input.lastAssistantMessage)
    case "SubagentStart": base(SubagentStartInput(json: json))
    case "SubagentStop":
      let input = SubagentStopInput(json: json)
      stop(input)
      touch(input.agentTranscriptPath)
    case "TeammateIdle":
      let input = TeammateIdleInput(json: json)
      base(input)
      touch(input.teammateName, input.teamName)
    case "TaskCreated": task(TaskCreatedInput(json: json))
    case "TaskCompleted": task(TaskCompletedInput(json: json))
    case "PreCompact":
      let input = PreCompactInput(json: json)
      base(input)
      touch(input.trigger, input.customInstructions)
    case "PostCompact":
      let input = PostCompactInput(json: json)
      base(input)
      touch(input.trigger, input.compactSummary)
    case "PreModelSwitch": modelSwitch(PreModelSwitchInput(json: json))
    case "PostModelSwitch": modelSwitch(PostModelSwitchInput(json: json))
    case "Notification":
      let input = NotificationInput(json: json)
      base(input)
      touch(input.message, input.title, input.notificationType)
    case "MessageDisplay":
      let input = MessageDisplayInput(json: json)
      base(input)
      touch(input.turnID, input.messageID, input.index, input.isFinal, input.delta)
    default: readLast(event, json)
    }
  }

  private static func readLast(_ event: String, _ json: JSONView) {
    switch event {
    case "Elicitation":
      let input = ElicitationInput(json: json)
      base(input)
      touch(input.mcpServerName, input.elicitationID, input.mode, input.message, input.url, input.requestedSchema)
    case "ElicitationResult":
      let input = ElicitationResultInput(json: json)
      base(input)
      touch(input.mcpServerName, input.elicitationID, input.mode, input.action, input.content)
    case "ConfigChange":
      let input = ConfigChangeInput(json: json)
      base(input)
      touch(input.source, input.filePath)
    case "InstructionsLoaded":
      let input = InstructionsLoadedInput(json: json)
      base(input)
      touch(input.filePath, input.memoryType, input.loadReason, input.globs)
      touch(input.triggerFilePath, input.parentFilePath)
    case "DirectoryAdded":
      let input = DirectoryAddedInput(json: json)
      base(input)
      touch(input.directory, input.source)
    case "CwdChanged":
      let input = CwdChangedInput(json: json)
      base(input)
      touch(input.oldWorkingDirectory, input.newWorkingDirectory)
    case "FileChanged":
      let input = FileChangedInput(json: json)
      base(input)
      touch(input.filePath, input.change)
    case "WorktreeCreate":
      let input = WorktreeCreateInput(json: json)
      base(input)
      touch(input.name)
    case "WorktreeRemove":
      let input = WorktreeRemoveInput(json: json)
      base(input)
      touch(input.worktreePath)
    default: Issue.record("\(event) is not read")
    }
  }

  private static func base(_ input: some HookInput) {
    touch(input.sessionID, input.transcriptPath, input.workingDirectory, input.eventName, input.permissionMode)
    touch(input.promptID, input.effort, input.agentID, input.agentType, input.copy().json)
  }

  private static func tool(_ input: some ToolHookInput) {
    base(input)
    touch(input.toolName, input.toolInput, input.toolUseID, input.mcpServer?.name, input.mcpServer?.source)
  }

  private static func stop(_ input: some StopHookInput) {
    base(input)
    touch(input.stopHookActive, input.lastAssistantMessage)
    for task in input.backgroundTasks {
      touch(task.id, task.type, task.status, task.description, task.command, task.agentType, task.server, task.tool)
      touch(task.name)
    }
    for cron in input.sessionCrons { touch(cron.id, cron.schedule, cron.isRecurring, cron.prompt) }
  }

  private static func task(_ input: some TaskHookInput) {
    base(input)
    touch(input.taskID, input.taskSubject, input.taskDescription, input.teammateName, input.teamName)
  }

  private static func modelSwitch(_ input: some ModelSwitchHookInput) {
    base(input)
    touch(input.fromModel, input.toModel, input.requestedModel, input.source, input.contextTokens)
    touch(input.isPromptCacheWarm, input.cacheLifetime, input.estimatedCacheWriteUSD, input.pricing)
  }

  private static func touch<each Value>(_ value: repeat each Value) {
    for one in repeat each value { _ = one }
  }
}
