internal import FastTransport

/// What frames mean for the run, and what became of it.
extension Connection {
  func apply(_ actions: [RunTracker.Action]) {
    for action in actions {
      switch action {
      case .endInput:
        transport.endInput()
        events.emit(.inputEnded)
      case .startClock:
        clock?.cancel()
        guard ceiling > .zero else { continue }
        clock = deadlines.schedule(after: ceiling) { [weak self] in
          self?.onLoop { connection in
            let actions = connection.tracker.clockFired()
            if actions.contains(.endInput) { connection.events.emit(.backgroundWaitEnded) }
            connection.apply(actions)
          }
        }
      case .stopClock:
        clock?.cancel()
        clock = nil
      case .endRun:
        // Lines of the same read go first; outside of a read there are none to wait for.
        if isReceiving { inbox.endAfterThisRead(.finished) } else { inbox.end(.finished) }
      case .expectExit:
        _ = deadlines.schedule(after: Self.exitGrace) { [weak self] in self?.onLoop { $0.inbox.end(.overdue) } }
      }
    }
  }

  func output(_ kind: MessageKind, _ node: JSONNode) {
    watchdog?.saw(kind, node)
    guard kind != .user, tracker.needsInput, node.at("parent_tool_use_id")?.string == nil else { return }
    apply(tracker.saw(.mainThreadOutput))
  }

  func system(_ node: JSONNode) -> Bool {
    guard let subtype = node.at("subtype") else { return true }
    if subtype.equals("session_state_changed") {
      if let state = node.string(at: "state") {
        watchdog?.saw(.state(state))
        apply(tracker.saw(.sessionState(state)))
        considerRest()
      }
      return node.at("sdk_host_only")?.bool != true
    }
    failedResult = nil
    watchdog?.saw(.system(subtype.string ?? ""))
    if subtype.equals("api_retry") {
      watchdog?.saw(.retry(after: SystemEvent.APIRetry(json: JSONView(node: node)).delay))
    }
    if subtype.equals("init") { initialized(node) }
    if subtype.equals("background_tasks_changed") { hasBackgroundTasks = node.at("tasks")?[0] != nil }
    if let task = node.string(at: "task_id"), !task.isEmpty { taskChanged(task, subtype: subtype, node) }
    return true
  }

  private func initialized(_ node: JSONNode) {
    if let id = node.string(at: "session_id"), id != sessionID {
      sessionID = id
      events.session(id)
    }
    // One of these comes with every turn; the first one tells the version.
    guard !sawInit else { return }
    sawInit = true
    let version = node.string(at: "claude_code_version")
    if let version { events.emit(.version(version)) }
    guard checksVersion else { return }
    let parsed = version.flatMap { CLIVersion($0) }
    if parsed == nil {
      events.emit(
        .warning(
          "The CLI is too old to report its version; the minimum is \(CLIVersion.minimum), and newer is better."))
    }
    if verbatimPrompts, parsed.map({ $0 < .verbatimPrompts }) ?? true {
      events.emit(
        .warning("`verbatimPrompts` needs the CLI \(CLIVersion.verbatimPrompts) or newer; this one expands prompts."))
    }
  }

  private func taskChanged(_ task: String, subtype: JSONNode, _ node: JSONNode) {
    if subtype.equals("task_started") {
      let type = node.string(at: "task_type")
      apply(tracker.saw(.taskStarted(id: task, isAgent: type == "local_agent" || type == "local_workflow")))
    } else if subtype.equals("task_notification") {
      apply(tracker.saw(.taskEnded(id: task)))
    } else if subtype.equals("task_updated"), let status = node.at("patch")?.string(at: "status"),
      ["completed", "failed", "stopped", "killed"].contains(status)
    {
      apply(tracker.saw(.taskEnded(id: task)))
    }
  }

  func result(_ node: JSONNode) {
    let message = ResultMessage(json: JSONView(node: node))
    sessionID = node.string(at: "session_id") ?? sessionID
    failedResult = message.isError ? ClaudeAgentError.FailedResult(message) : nil
    // Tools leave more behind than a conversation: a directory, shells, files that count as read.
    if message.numTurns > 1 { isMarked = true }
    watchdog?.saw(.result)
    events.emit(.turnEnded(TurnSummary(message)))
    if purpose == .conversation { turns.result(message) }
    apply(tracker.saw(.result(isError: message.isError)))
    considerRest()
  }

  /// An error result is the reason of a bad exit only when nothing has come behind it. Frames that the loop sees have
  /// taken it back already; these are the others.
  func forgetFailure(behind batch: FrameBatch) {
    for index in (0..<batch.count).reversed() {
      switch batch.kind(at: index).flatMap(MessageKind.init(rawValue:)) {
      case .result: return
      // The news that the prompt is done follow on its result.
      case .system, .commandLifecycle: continue
      default:
        failedResult = nil
        return
      }
    }
  }

  /// The run has stalled and is closed.
  func giveUp(_ report: StallReport?) {
    let cause = report.map { "nothing has come for \($0.age) (clock \($0.clock.rawValue))" }
    stall = ClaudeAgentError(
      .timedOut, detail: "The run was closed by its watchdog: \(cause ?? "an interrupt had no effect").",
      context: ClaudeAgentError.Context { $0.sessionID = sessionID })
    cancel()
  }

  // MARK: What became of it

  /// What the run's failure is, once its frames have ended: nil for a good end.
  func failure(after end: TransportEnd?, reading: FrameEnd?) async -> ClaudeAgentError? {
    await fromLoop { $0.makeFailure(end, reading: reading) }
  }

  func makeFailure(_ end: TransportEnd?, reading: FrameEnd?) -> ClaudeAgentError? {
    if let stall { return stall.adding { $0.stderrTail = end?.stderrTail ?? "" } }
    // Of a prompt that was not taken, only a result or a status of the process can tell more.
    if let writeFailure, failedResult == nil, end?.exitStatus ?? .exited(code: 0) == .exited(code: 0) {
      return writeFailure.adding { context in
        context.stderrTail = end?.stderrTail ?? ""
        context.sessionID = sessionID
      }
    }
    return RunFailure(
      end: end, reading: reading, failedResult: failedResult, sessionID: sessionID,
      isProcess: transport.capabilities.contains(.process)
    ).error
  }
}
