import ClaudeAgentSDK

/// Makes the hook that answers as one recorded hook did.
struct HookMaker {
  let key: String
  let matcher: String?
  let timeout: Duration?
  let onFailure: HookFailurePolicy?
  let log: HostLog
  let isSynchronous: Bool

  /// The hook for an event by its name, typed where this version knows the event.
  func hook(_ event: String) -> Hook {
    switch event {
    case "PreToolUse": hook(on: .preToolUse)
    case "PostToolUse": hook(on: .postToolUse)
    case "PostToolUseFailure": hook(on: .postToolUseFailure)
    case "PostToolBatch": hook(on: .postToolBatch)
    case "PermissionRequest": hook(on: .permissionRequest)
    case "PermissionDenied": hook(on: .permissionDenied)
    case "UserPromptSubmit": hook(on: .userPromptSubmit)
    case "UserPromptExpansion": hook(on: .userPromptExpansion)
    case "SessionStart": hook(on: .sessionStart)
    case "SessionEnd": hook(on: .sessionEnd)
    case "Setup": hook(on: .setup)
    case "Stop": hook(on: .stop)
    case "StopFailure": hook(on: .stopFailure)
    case "SubagentStart": hook(on: .subagentStart)
    case "SubagentStop": hook(on: .subagentStop)
    case "TeammateIdle": hook(on: .teammateIdle)
    case "TaskCreated": hook(on: .taskCreated)
    case "TaskCompleted": hook(on: .taskCompleted)
    case "PreCompact": hook(on: .preCompact)
    case "PostCompact": hook(on: .postCompact)
    case "PreModelSwitch": hook(on: .preModelSwitch)
    case "PostModelSwitch": hook(on: .postModelSwitch)
    case "Notification": hook(on: .notification)
    case "MessageDisplay": hook(on: .messageDisplay)
    case "Elicitation": hook(on: .elicitation)
    case "ElicitationResult": hook(on: .elicitationResult)
    case "ConfigChange": hook(on: .configChange)
    case "InstructionsLoaded": hook(on: .instructionsLoaded)
    case "DirectoryAdded": hook(on: .directoryAdded)
    case "CwdChanged": hook(on: .cwdChanged)
    case "FileChanged": hook(on: .fileChanged)
    case "WorktreeCreate": hook(on: .worktreeCreate)
    case "WorktreeRemove": hook(on: .worktreeRemove)
    default: hook(on: .named(event))
    }
  }

  private func hook<Input: HookInput>(on event: HookEvent<Input>) -> Hook {
    let (key, log) = (key, log)
    guard isSynchronous else {
      return Hook(event, matching: matcher, timeout: timeout, onFailure: onFailure) { (input: Input) async throws in
        let (output, waiting) = try Self.answer(key, input, log)
        if let waiting { await log.waitUntilCancelled(waiting) }
        return output
      }
    }
    return Hook(event, matching: matcher, timeout: timeout, onFailure: onFailure) { (input: Input) throws in
      try Self.answer(key, input, log).0
    }
  }

  private static func answer<Input: HookInput>(
    _ key: String, _ input: Input, _ log: HostLog
  ) throws -> (HookOutput<Input>, RecordedRequests.Request?) {
    let recorded = log.take(key) { recorded in
      var faults = input.json.value == recorded.body["input"]?.value ? [] : ["input changed"]
      if let input = input as? any ToolHookInput, input.toolUseID != recorded.body["tool_use_id"]?.string {
        faults.append("tool use id changed")
      }
      return faults
    }
    guard let recorded else { return (.continue, nil) }
    switch recorded.answer {
    case .failure(let words): throw RecordedHost.RecordedFailure(description: words)
    case .none: return (.continue, recorded)
    case .success(let answer): return (HookOutput(recorded: answer.object ?? [:]), nil)
    }
  }
}

extension HookOutput {
  /// The output that is written as this answer.
  fileprivate init(recorded answer: JSONObject) {
    self.init()
    for (key, value) in answer {
      switch key {
      case "continue": continues = value.bool
      case "stopReason": stopReason = value.string
      case "suppressOutput": suppressOutput = value.bool
      case "decision": decision = value.string.map(HookDecision.init(rawValue:))
      case "reason": reason = value.string
      case "systemMessage": systemMessage = value.string
      case "hookSpecificOutput":
        specific = value.object ?? [:]
        specific["hookEventName"] = nil
      default: additionalFields[key] = value
      }
    }
  }
}
