import Testing

@testable import ClaudeAgentSDK

@Suite struct HookOutputTests {
  private func json<Input: HookInput>(_ output: HookOutput<Input>, _ event: HookEvent<Input>) -> String {
    HookAnswer(output, event).text
  }

  private func specific(_ event: String, _ fields: String) -> String {
    #"{"hookSpecificOutput":{"hookEventName":"\#(event)",\#(fields)}}"#
  }

  // MARK: Every event

  @Test func `no opinion is an empty object`() {
    #expect(json(.continue, .preToolUse) == "{}")
    #expect(json(.continue, .named("Later")) == "{}")
    #expect(json(.init(), .stop) == "{}")
  }

  @Test func `the common fields are written`() {
    let output = HookOutput<SessionEndInput>.with {
      $0.continues = true
      $0.suppressOutput = false
      $0.systemMessage = "m"
      $0.stopReason = "s"
      $0.decision = "approve"
      $0.reason = "r"
    }
    #expect(
      json(output, .sessionEnd)
        == #"{"continue":true,"stopReason":"s","suppressOutput":false,"decision":"approve","reason":"r","#
        + #""systemMessage":"m"}"#)
    #expect(json(.stop("enough"), .notification) == #"{"continue":false,"stopReason":"enough"}"#)
  }

  @Test func `a detached hook says so, with its time in milliseconds`() {
    #expect(json(.detached(), .postToolUse) == #"{"async":true}"#)
    #expect(json(.detached(timeout: .seconds(5)), .postToolUse) == #"{"async":true,"asyncTimeout":5000}"#)
    #expect(json(.detached(timeout: .nanoseconds(1)), .stop) == #"{"async":true,"asyncTimeout":1}"#)
    #expect(json(.detached(timeout: .seconds(-5)), .stop) == #"{"async":true,"asyncTimeout":0}"#)
    #expect(
      json(.detached(timeout: .seconds(Int64.max) * 10), .stop) == #"{"async":true,"asyncTimeout":1125899906842624}"#)
  }

  @Test func `a field of one's own wins over all others`() {
    var output = HookOutput<PreToolUseInput>.deny("no")
    output.systemMessage = "ours"
    output.additionalFields = ["systemMessage": "theirs", "terminalSequence": "\u{7}"]
    #expect(
      json(output, .preToolUse)
        == #"{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny","#
        + #""permissionDecisionReason":"no"},"systemMessage":"theirs","terminalSequence":"\u0007"}"#)
    output.additionalFields = ["hookSpecificOutput": ["x": 1], "continue": 1]
    output.continues = true
    #expect(
      json(output, .preToolUse) == #"{"systemMessage":"ours","hookSpecificOutput":{"x":1},"continue":1}"#)
  }

  @Test func `the event's name is added once, whatever the fields say`() {
    let output = HookOutput<UnknownHookInput>(specific: ["hookEventName": "Other", "x": [1, nil]])
    #expect(json(output, .named("Later")) == specific("Later", #""x":[1,null]"#))
    #expect(json(HookOutput(specific: ["hookEventName": "Other"]), .named("Later")).contains(#""Later""#))
  }

  // MARK: Tools

  @Test func `before a tool call every decision can be made`() {
    #expect(json(.allow(), .preToolUse) == specific("PreToolUse", #""permissionDecision":"allow""#))
    #expect(
      json(.allow("fine", updatedInput: ["command": "ls"]), .preToolUse)
        == specific(
          "PreToolUse",
          #""permissionDecision":"allow","permissionDecisionReason":"fine","updatedInput":{"command":"ls"}"#))
    #expect(
      json(.allow(updatedInput: [:]), .preToolUse)
        == specific("PreToolUse", #""permissionDecision":"allow","updatedInput":{}"#))
    #expect(
      json(.deny("no"), .preToolUse)
        == specific("PreToolUse", #""permissionDecision":"deny","permissionDecisionReason":"no""#))
    #expect(json(.ask(), .preToolUse) == specific("PreToolUse", #""permissionDecision":"ask""#))
    #expect(
      json(.ask("sure?"), .preToolUse)
        == specific("PreToolUse", #""permissionDecision":"ask","permissionDecisionReason":"sure?""#))
    #expect(
      json(.defer("later"), .preToolUse)
        == specific("PreToolUse", #""permissionDecision":"defer","permissionDecisionReason":"later""#))
    #expect(json(.context("c"), .preToolUse) == specific("PreToolUse", #""additionalContext":"c""#))
  }

  @Test func `properties read what factories wrote, and nil takes a field away`() {
    var output = HookOutput<PreToolUseInput>.allow("fine", updatedInput: ["a": 1])
    #expect(output.permissionDecision == .allow)
    #expect(output.permissionDecisionReason == "fine")
    #expect(output.updatedInput == ["a": 1])
    #expect(output.additionalContext == nil)
    output.updatedInput = nil
    output.permissionDecisionReason = nil
    output.permissionDecision = "perhaps"
    #expect(output.specific == ["permissionDecision": "perhaps"])
    output.permissionDecision = nil
    #expect(output == .continue)
    output.specific["updatedInput"] = 5
    #expect(output.updatedInput == nil)
    output.specific["permissionDecision"] = []
    #expect(output.permissionDecision == nil)
  }

  @Test func `after tool calls the model can be told something and shown something else`() {
    #expect(
      json(
        .with {
          $0.additionalContext = "c"
          $0.updatedToolOutput = ["stdout": "x"]
          $0.classifierContext = "k"
        }, .postToolUse)
        == specific(
          "PostToolUse", #""additionalContext":"c","updatedToolOutput":{"stdout":"x"},"classifierContext":"k""#))
    var output = HookOutput<PostToolUseInput>.continue
    output.updatedToolOutput = .null
    #expect(json(output, .postToolUse) == specific("PostToolUse", #""updatedToolOutput":null"#))
    #expect(output.updatedToolOutput == .null)
    #expect(output.classifierContext == nil)
    #expect(json(.block("bad"), .postToolUse) == #"{"decision":"block","reason":"bad"}"#)
    #expect(json(.context("c"), .postToolUseFailure) == specific("PostToolUseFailure", #""additionalContext":"c""#))
    #expect(json(.context("c"), .postToolBatch) == specific("PostToolBatch", #""additionalContext":"c""#))
  }

  // MARK: Permissions

  @Test func `a permission request is allowed`() {
    #expect(
      json(.allow(), .permissionRequest) == specific("PermissionRequest", #""decision":{"behavior":"allow"}"#))
    #expect(
      json(.allow(updatedInput: ["a": 1], updatedPermissions: [.setMode(.plan)]), .permissionRequest)
        == specific(
          "PermissionRequest",
          #""decision":{"behavior":"allow","updatedInput":{"a":1},"#
            + #""updatedPermissions":[{"type":"setMode","destination":"session","mode":"plan"}]}"#))
    #expect(
      json(.allow(updatedPermissions: []), .permissionRequest)
        == specific("PermissionRequest", #""decision":{"behavior":"allow","updatedPermissions":[]}"#))
    #expect(
      json(.allow(updatedPermissions: [.setMode(.plan), .unknown(["no": "type"])]), .permissionRequest)
        == specific("PermissionRequest", #""decision":{"behavior":"allow"}"#))
  }

  @Test func `a permission request is denied`() {
    #expect(
      json(.deny("no"), .permissionRequest)
        == specific("PermissionRequest", #""decision":{"behavior":"deny","message":"no"}"#))
    #expect(
      json(.deny("no", interrupt: true), .permissionRequest)
        == specific("PermissionRequest", #""decision":{"behavior":"deny","message":"no","interrupt":true}"#))
  }

  @Test func `a denied call may be tried again`() {
    #expect(json(.retry, .permissionDenied) == specific("PermissionDenied", #""retry":true"#))
    #expect(json(.with { $0.retry = false }, .permissionDenied) == specific("PermissionDenied", #""retry":false"#))
    #expect(HookOutput<PermissionDeniedInput>.retry.retry == true)
  }

  // MARK: Prompts and sessions

  @Test func `a prompt is blocked or added to`() {
    var blocked = HookOutput<UserPromptSubmitInput>.block("not here")
    blocked.suppressOriginalPrompt = true
    #expect(
      json(blocked, .userPromptSubmit)
        == #"{"decision":"block","reason":"not here","hookSpecificOutput":{"hookEventName":"UserPromptSubmit","#
        + #""suppressOriginalPrompt":true}}"#)
    var titled = HookOutput<UserPromptSubmitInput>.context("c")
    titled.sessionTitle = "t"
    #expect(
      json(titled, .userPromptSubmit)
        == specific("UserPromptSubmit", #""additionalContext":"c","sessionTitle":"t""#))
    var expansion = HookOutput<UserPromptExpansionInput>.block("no")
    expansion.suppressOriginalPrompt = false
    #expect(expansion.suppressOriginalPrompt == false)
    #expect(
      json(expansion, .userPromptExpansion)
        == #"{"decision":"block","reason":"no","hookSpecificOutput":{"hookEventName":"UserPromptExpansion","#
        + #""suppressOriginalPrompt":false}}"#)
    #expect(json(.context("c"), .userPromptExpansion) == specific("UserPromptExpansion", #""additionalContext":"c""#))
  }

  @Test func `a session begins with what a hook says`() {
    let output = HookOutput<SessionStartInput>.with {
      $0.additionalContext = "c"
      $0.initialUserMessage = "Hello"
      $0.sessionTitle = "t"
      $0.watchPaths = ["/a", "/b"]
      $0.reloadSkills = true
    }
    #expect(
      json(output, .sessionStart)
        == specific(
          "SessionStart",
          #""additionalContext":"c","initialUserMessage":"Hello","sessionTitle":"t","watchPaths":["/a","/b"],"#
            + #""reloadSkills":true"#))
    #expect(output.watchPaths == ["/a", "/b"])
    #expect(output.initialUserMessage == "Hello")
    #expect(json(.context("c"), .setup) == specific("Setup", #""additionalContext":"c""#))
  }

  @Test func `a turn and a subagent go on when their end is blocked`() {
    #expect(json(.block("go on"), .stop) == #"{"decision":"block","reason":"go on"}"#)
    #expect(json(.context("c"), .stop) == specific("Stop", #""additionalContext":"c""#))
    #expect(json(.block("go on"), .subagentStop) == #"{"decision":"block","reason":"go on"}"#)
    #expect(json(.context("c"), .subagentStop) == specific("SubagentStop", #""additionalContext":"c""#))
    #expect(json(.context("c"), .subagentStart) == specific("SubagentStart", #""additionalContext":"c""#))
  }

  // MARK: The rest

  @Test func `tasks, teammates, compactions and configurations are blocked`() {
    let blocked = #"{"decision":"block","reason":"no"}"#
    #expect(json(.block("no"), .taskCreated) == blocked)
    #expect(json(.block("no"), .taskCompleted) == blocked)
    #expect(json(.block("no"), .teammateIdle) == blocked)
    #expect(json(.block("no"), .preCompact) == blocked)
    #expect(json(.block("no"), .configChange) == blocked)
    #expect(json(.block("no"), .postToolUseFailure) == blocked)
    #expect(json(.block("no"), .postToolBatch) == blocked)
  }

  @Test func `a change of models is decided, and the new one told something`() {
    #expect(json(.allow(), .preModelSwitch) == specific("PreModelSwitch", #""permissionDecision":"allow""#))
    #expect(
      json(.deny("dear"), .preModelSwitch)
        == specific("PreModelSwitch", #""permissionDecision":"deny","permissionDecisionReason":"dear""#))
    #expect(
      json(.ask("sure?"), .preModelSwitch)
        == specific("PreModelSwitch", #""permissionDecision":"ask","permissionDecisionReason":"sure?""#))
    #expect(json(.context("c"), .postModelSwitch) == specific("PostModelSwitch", #""additionalContext":"c""#))
  }

  @Test func `questions of MCP servers are answered`() {
    #expect(
      json(.accept(["name": "Ada"]), .elicitation)
        == specific("Elicitation", #""action":"accept","content":{"name":"Ada"}"#))
    #expect(json(.accept(), .elicitationResult) == specific("ElicitationResult", #""action":"accept""#))
    #expect(json(.decline, .elicitation) == specific("Elicitation", #""action":"decline""#))
    #expect(json(.cancel, .elicitationResult) == specific("ElicitationResult", #""action":"cancel""#))
    #expect(HookOutput<ElicitationInput>.accept(["a": 1]).content == ["a": 1])
    #expect(HookOutput<ElicitationInput>.decline.action == .decline)
  }

  @Test func `files are watched, working trees made, lines shown`() {
    #expect(json(.watch(["/a"]), .cwdChanged) == specific("CwdChanged", #""watchPaths":["/a"]"#))
    #expect(json(.watch([]), .fileChanged) == specific("FileChanged", #""watchPaths":[]"#))
    #expect(json(.worktree(at: "/w"), .worktreeCreate) == specific("WorktreeCreate", #""worktreePath":"/w""#))
    #expect(json(.display("***"), .messageDisplay) == specific("MessageDisplay", #""displayContent":"***""#))
    #expect(json(.context("c"), .notification) == specific("Notification", #""additionalContext":"c""#))
  }
}
