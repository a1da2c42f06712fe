import ClaudeAgentSDK
import Testing

@Suite struct HookInputTests {
  private func input<Input: HookInput>(_ event: HookEvent<Input>) throws -> Input { try HookExemplars.input(event) }

  @Test func `there are 33 events, each with an exemplar`() {
    #expect(HookEvents.all.count == 33)
    #expect(Set(HookEvents.all).count == 33)
    #expect(HookExemplars.events == HookEvents.all)
  }

  @Test(arguments: HookEvents.all)
  func `every event tells where and in what it happens`(event: String) throws {
    let input = try input(.named(event))
    #expect(input.eventName == event)
    #expect(input.sessionID == "s1")
    #expect(input.transcriptPath == "/t/s1.jsonl")
    #expect(input.workingDirectory == "/project")
    #expect(input.promptID == "p1")
    #expect(input.permissionMode == .plan)
    #expect(input.effort == "high")
    #expect(input.agentID == "a1")
    #expect(input.agentType == "worker")
  }

  @Test func `what is optional may be missing`() throws {
    let json = try #require(JSONView(copying: #"{"session_id":"s","hook_event_name":"Later","cwd":"/"}"#))
    let input = UnknownHookInput(json: json)
    #expect(input.sessionID == "s")
    #expect(input.transcriptPath == "")
    #expect(input.promptID == nil)
    #expect(input.permissionMode == nil)
    #expect(input.effort == nil)
    #expect(input.agentID == nil)
    #expect(input.agentType == nil)
  }

  // MARK: Tools and permissions

  @Test func `a tool call to be made is told`() throws {
    let input = try input(.preToolUse)
    #expect(input.toolName == "mcp__db__query")
    #expect(input.toolInput["sql"]?.string == "select 1")
    #expect(input.toolUseID == "toolu_1")
    #expect(input.mcpServer?.name == "db")
    #expect(input.mcpServer?.source == .sdk)
  }

  @Test func `a built-in tool belongs to no server, and an input that is missing is null`() throws {
    let input = PreToolUseInput(json: try #require(JSONView(copying: #"{"tool_name":"Bash"}"#)))
    #expect(input.mcpServer == nil)
    #expect(input.toolInput.isNull)
    #expect(input.toolUseID == "")
  }

  @Test func `a tool call that was made is told with its response`() throws {
    let input = try input(.postToolUse)
    #expect(input.toolName == "mcp__db__query")
    #expect(input.toolUseID == "toolu_1")
    #expect(input.toolResponse["rows"]?[0]?.int == 1)
    #expect(input.duration == .milliseconds(79))
  }

  @Test func `a tool call that failed is told with its error`() throws {
    let input = try input(.postToolUseFailure)
    #expect(input.toolInput["sql"]?.string == "select 1")
    #expect(input.error == "gone")
    #expect(input.isInterrupt)
    #expect(input.duration == .microseconds(1500))
  }

  @Test func `all tool calls of a message are told together`() throws {
    let calls = try input(.postToolBatch).toolCalls
    #expect(calls.count == 1)
    #expect(calls[0].toolName == "Bash")
    #expect(calls[0].toolInput["command"]?.string == "ls")
    #expect(calls[0].toolUseID == "toolu_1")
    #expect(calls[0].toolResponse?.string == "z")
  }

  @Test func `a permission request has the call from its request, and the suggestions`() throws {
    let input = try input(.permissionRequest)
    #expect(input.toolName == "mcp__db__query")
    #expect(input.toolUseID == "toolu_of_the_request")
    #expect(input.copy().toolUseID == "toolu_of_the_request")
    #expect(PermissionRequestInput(json: input.json).toolUseID == "")
    #expect(input.permissionSuggestions == [.setMode(.acceptEdits, destination: .session), .unknown([:])])
    #expect(PermissionRequestInput(json: try #require(JSONView(copying: "{}"))).permissionSuggestions.isEmpty)
  }

  @Test func `a denied call is told with the reason`() throws {
    let input = try input(.permissionDenied)
    #expect(input.toolUseID == "toolu_1")
    #expect(input.reason == "too bold")
  }

  // MARK: Prompts and sessions

  @Test func `a prompt is told`() throws {
    let input = try input(.userPromptSubmit)
    #expect(input.prompt == "Hello")
    #expect(input.sessionTitle == "Talk")
    #expect(input.source == .sdk)
  }

  @Test func `a command that has become a prompt is told`() throws {
    let input = try input(.userPromptExpansion)
    #expect(input.expansionType == .slashCommand)
    #expect(input.commandName == "expand")
    #expect(input.commandArguments == "now")
    #expect(input.commandSource == "projectSettings")
    #expect(input.prompt == "/expand now")
  }

  @Test func `a session's start and end are told`() throws {
    let start = try input(.sessionStart)
    #expect(start.source == .resume)
    #expect(start.model == "m1")
    #expect(start.sessionTitle == "Talk")
    #expect(start.timeSinceLastResponse == .milliseconds(90_500))
    #expect(start.contextTokens == 1000)
    #expect(start.isPromptCacheLikelyExpired == true)
    #expect(start.estimatedCacheWriteUSD == 0.5)
    #expect(try input(.sessionEnd).reason == .clear)
    #expect(try input(.setup).trigger == .initialize)
  }

  @Test func `the end of a turn and of a subagent are told with what still runs`() throws {
    let stop = try input(.stop)
    #expect(stop.stopHookActive)
    #expect(stop.lastAssistantMessage == "Done.")
    #expect(stop.backgroundTasks.count == 1)
    let task = stop.backgroundTasks[0]
    #expect(task.id == "b1")
    #expect(task.type == .shell)
    #expect(task.status == .running)
    #expect(
      [task.description, task.command, task.agentType, task.server, task.tool, task.name]
        == ["d", "sleep 9", "w", "srv", "t", "n"])
    let cron = try #require(stop.sessionCrons.first)
    #expect([cron.id, cron.schedule, cron.prompt] == ["c1", "0 9 * * 1-5", "Good morning"])
    #expect(cron.isRecurring)

    let subagent = try input(.subagentStop)
    #expect(subagent.stopHookActive)
    #expect(subagent.agentTranscriptPath == "/t/agent-a1.jsonl")
    #expect(subagent.lastAssistantMessage == "Done.")
    #expect(try input(.subagentStart).agentID == "a1")
    #expect(try input(.subagentStart).agentType == "worker")
  }

  @Test func `a turn's end with an error is told`() throws {
    let input = try input(.stopFailure)
    #expect(input.error == .rateLimit)
    #expect(input.errorDetails == "slow down")
    #expect(input.lastAssistantMessage == "API Error")
  }

  // MARK: The rest

  @Test func `tasks and teammates are told`() throws {
    let created = try input(.taskCreated)
    #expect([created.taskID, created.taskSubject, created.taskDescription] == ["1", "S", "D"])
    #expect([created.teammateName, created.teamName] == ["mate", "team"])
    let completed = try input(.taskCompleted)
    #expect([completed.taskID, completed.taskSubject, completed.taskDescription] == ["1", "S", "D"])
    let idle = try input(.teammateIdle)
    #expect([idle.teammateName, idle.teamName] == ["mate", "team"])
  }

  @Test func `compactions are told`() throws {
    #expect(try input(.preCompact).trigger == .manual)
    #expect(try input(.preCompact).customInstructions == "keep it short")
    #expect(try input(.postCompact).trigger == .auto)
    #expect(try input(.postCompact).compactSummary == "Short.")
  }

  @Test func `a change of models is told with its cost`() throws {
    let before = try input(.preModelSwitch)
    #expect([before.fromModel, before.toModel, before.requestedModel] == ["m1", "m2", "opus"])
    #expect(before.source == .sdk)
    #expect(before.contextTokens == 21)
    #expect(before.isPromptCacheWarm)
    #expect(before.cacheLifetime == .fiveMinutes)
    #expect(before.estimatedCacheWriteUSD == 0.25)
    #expect(before.pricing == .catalog)
    #expect(try input(.postModelSwitch).toModel == "m2")
  }

  @Test func `what is to be shown is told`() throws {
    let note = try input(.notification)
    #expect([note.message, note.title] == ["Your turn", "Claude"])
    #expect(note.notificationType == .idlePrompt)
    let display = try input(.messageDisplay)
    #expect([display.turnID, display.messageID, display.delta] == ["t1", "m1", "Hi."])
    #expect(display.index == 2)
    #expect(display.isFinal)
  }

  @Test func `the questions of MCP servers and their answers are told`() throws {
    let question = try input(.elicitation)
    #expect([question.mcpServerName, question.message, question.elicitationID] == ["files", "Your name?", "e1"])
    #expect(question.mode == .form)
    #expect(question.url == "https://example.com")
    #expect(question.requestedSchema?["required"]?[0]?.string == "name")
    let answer = try input(.elicitationResult)
    #expect([answer.mcpServerName, answer.elicitationID] == ["files", "e1"])
    #expect(answer.mode == .url)
    #expect(answer.action == .accept)
    #expect(answer.content?["name"]?.string == "Ada")
  }

  @Test func `changes of the configuration are told`() throws {
    let change = try input(.configChange)
    #expect(change.source == .projectSettings)
    #expect(change.filePath == "/project/.claude/settings.json")
    let loaded = try input(.instructionsLoaded)
    #expect(loaded.filePath == "/project/CLAUDE.md")
    #expect(loaded.memoryType == .project)
    #expect(loaded.loadReason == .pathGlobMatch)
    #expect(loaded.globs == ["*.swift"])
    #expect([loaded.triggerFilePath, loaded.parentFilePath] == ["/project/a.swift", "/project/b.md"])
  }

  @Test func `changes of folders, files and working trees are told`() throws {
    let added = try input(.directoryAdded)
    #expect(added.directory == "/more")
    #expect(added.source == .registerRepoRoot)
    let moved = try input(.cwdChanged)
    #expect(
      [moved.oldWorkingDirectory, moved.newWorkingDirectory, moved.workingDirectory] == ["/a", "/b", "/project"])
    let file = try input(.fileChanged)
    #expect(file.filePath == "/project/.env")
    #expect(file.change == .unlink)
    #expect(try input(.worktreeCreate).name == "wt9")
    #expect(try input(.worktreeRemove).worktreePath == "/w/wt9")
  }

  @Test func `an unknown event is read as JSON, and a name of a later version is kept`() throws {
    let json = try #require(JSONView(copying: #"{"hook_event_name":"Sunrise","height":3,"source":"moon"}"#))
    let unknown = UnknownHookInput(json: json)
    #expect(unknown.eventName == "Sunrise")
    #expect(unknown.json["height"]?.int == 3)
    #expect(SessionStartInput(json: json).source == "moon")
    #expect(HookEvent.named("Sunrise").name == "Sunrise")
  }
}
