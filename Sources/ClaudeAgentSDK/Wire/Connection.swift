internal import FastTransport

/// One connection to one CLI, from the handshake to the end: meaning of frames, above the transport that moves them.
///
///     transport -> FrameInbox -> (loop) Connection.receive: control frames, results, system frames
///                             -> (task) FrameStream: everything the consumer is to have
///     transport <- send <- prompts, control requests, answers
///
/// All state belongs to the loop of the inbox; whatever comes from elsewhere goes there first.
final class Connection: @unchecked Sendable {
  // Sendable: see above. `loop`, `inbox`, `transport` and the constants are immutable.

  private let verbatimPrompts: Bool
  private let initializeTimeout: Duration
  /// How long the input stays open for agents in the background; zero for ever.
  private let ceiling: Duration
  let loop: EventLoop
  let observer: (any AgentObserver)?
  private let group: LoopGroup
  private let deadlines: any DeadlineSource
  private(set) var inbox: FrameInbox!
  let transport: any Transport

  // The fields below belong to the loop.
  private var calls: [String: Call] = [:]
  private var callCount = 0
  private var handlers = HandlerTable()
  private var tracker: RunTracker
  private var clock: (any Deadline)?
  private var sessionID: String?
  private var version: String?
  private var failedResult: ClaudeAgentError.FailedResult?
  private var writeFailure: ClaudeAgentError?
  private var framesEnded = false
  private var end: TransportEnd?
  /// How long waiting calls wait for the end of a process whose frames have ended.
  private var lastWords: (any Deadline)?
  private var endWaiters: [(TransportEnd?) -> Void] = []
  /// A frame of the transport is being looked at.
  private var isReceiving = false

  /// A control request that waits for its answer.
  private struct Call {
    let subtype: String
    let deadline: any Deadline
    let complete: @Sendable (Result<JSONView, ClaudeAgentError>) -> Void
  }

  /// How many of our requests may wait for an answer at once.
  static let callLimit = 256
  /// How long the end of the frames waits for the status of the process.
  static let exitGrace = Duration.seconds(2)

  /// - Parameters:
  ///   - options: Not kept: an idle connection stays small.
  ///   - loop: Acquired from `group` for this connection, which gives it back.
  init(
    options: ClaudeAgentOptions, transport: any Transport, loop: EventLoop, group: LoopGroup, tracker: RunTracker,
    hostEnvironment: [String: String], deadlines: (any DeadlineSource)? = nil
  ) {
    verbatimPrompts = options.verbatimPrompts
    initializeTimeout = options.resolvedInitializeTimeout(host: hostEnvironment)
    ceiling = options.resolvedBackgroundWaitCeiling(host: hostEnvironment) ?? .zero
    observer = options.observer
    self.transport = transport
    self.group = group
    self.tracker = tracker
    self.loop = loop
    self.deadlines = deadlines ?? loop
    var limits = FrameLimits()
    limits.longestLine = options.maxLineLength
    limits.unreadBytes = options.maxUnreadBytes
    inbox = FrameInbox(
      loop: loop, classifier: tracker.needsInput ? Self.fullClassifier : Self.plainClassifier, limits: limits,
      sink: self)
  }

  deinit { group.release(loop) }

  /// What the loop must see: control frames, and what tells about the run.
  private static let plainClassifier = classifier(routing: [.system, .result])
  /// With hooks, permissions or in-process tools the main thread's output matters too.
  private static let fullClassifier = classifier(routing: [.system, .result, .assistant, .streamEvent])

  private static func classifier(routing kinds: Set<MessageKind>) -> LineClassifier {
    let routed = MessageKind.allCases.filter { $0.isControl || kinds.contains($0) }
    return LineClassifier(names: MessageKind.wireNames, routed: Set(routed.map(\.rawValue)))
  }

  // MARK: Starting and ending

  /// Starts the transport.
  func start() async throws(ClaudeAgentError) {
    let inbox = TransportInbox(frames: inbox) { [weak self] end in self?.transportFinished(end) }
    do {
      try await transport.start(delivering: inbox)
    } catch {
      throw ClaudeAgentError(transport: error, during: "starting the transport")
    }
  }

  /// Sends `initialize` and waits for its answer.
  ///
  /// - Parameters:
  ///   - prompt: The only prompt of the run, if there is one: it follows on the answer at once, from the loop.
  ///   - write: Writes the request with the id it is given.
  func shakeHands(
    then prompt: Prompt? = nil, write: @escaping @Sendable (inout JSONWriter, String) -> Void
  ) async throws(ClaudeAgentError) {
    guard transport.capabilities.contains(.controlProtocol) else {
      if let prompt { onLoop { $0.write(only: prompt) } }
      return
    }
    let began = ContinuousClock.now
    let result = await withCheckedContinuation {
      (done: CheckedContinuation<Result<JSONView, ClaudeAgentError>, Never>) in
      onLoop { connection in
        connection.begin("initialize", timeout: connection.initializeTimeout, write: write) {
          [weak connection] result in
          if let prompt, case .success = result { connection?.write(only: prompt) }
          done.resume(returning: result)
        }
      }
    }
    _ = try result.get()
    observer?.observe(.initialized(after: began.duration(to: .now)))
  }

  /// Ends the connection in bounded time.
  func close() async {
    await transport.close()
  }

  /// Ends the connection now, without waiting.
  func cancel() { transport.cancel() }

  /// Runs `body` on the loop with exclusive use of the state.
  private func onLoop(_ body: @escaping @Sendable (Connection) -> Void) {
    loop.run { [self] in body(self) }
  }

  private func transportFinished(_ end: TransportEnd) {
    guard self.end == nil else { return }
    self.end = end
    observer?.observe(.exited(end))
    lastWords?.cancel()
    lastWords = nil
    failCalls()
    let waiters = endWaiters
    endWaiters = []
    for waiter in waiters { waiter(end) }
    clock?.cancel()
    clock = nil
  }

  /// Waits for the transport's end, at most for `limit`; nil when it has not come by then.
  func transportEnd(within limit: Duration) async -> TransportEnd? {
    await withCheckedContinuation { (done: CheckedContinuation<TransportEnd?, Never>) in
      onLoop { connection in
        if let end = connection.end { return done.resume(returning: end) }
        let once = Once(done)
        let deadline = connection.deadlines.schedule(after: limit) { once.resume(returning: nil) }
        connection.endWaiters.append { end in
          deadline.cancel()
          once.resume(returning: end)
        }
      }
    }
  }

  /// What the run's failure is, once its frames have ended: nil for a good end.
  func failure(after end: TransportEnd?, reading: FrameEnd?) async -> ClaudeAgentError? {
    await withCheckedContinuation { (done: CheckedContinuation<ClaudeAgentError?, Never>) in
      onLoop { connection in done.resume(returning: connection.makeFailure(end, reading: reading)) }
    }
  }

  private func makeFailure(_ end: TransportEnd?, reading: FrameEnd?) -> ClaudeAgentError? {
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

  // MARK: Sending

  /// Sends a line, and reports a failure as an error of this library.
  func send(_ line: [UInt8]) async throws(ClaudeAgentError) {
    do {
      try await transport.send(line)
    } catch {
      let end = await transportEnd(within: Self.exitGrace)
      if let failure = await failure(after: end, reading: .endOfStream), end != nil { throw failure }
      if (error as? TransportError)?.code == .closed {
        let context = ClaudeAgentError.Context { $0.underlying = error }
        throw ClaudeAgentError(.writeFailed, detail: "The CLI takes no more input.", context: context)
      }
      throw ClaudeAgentError(transport: error, during: "writing to the CLI")
    }
  }

  /// Writes one prompt.
  func send(_ prompt: Prompt, sessionID: String) async throws(ClaudeAgentError) {
    onLoop { $0.apply($0.tracker.promptWillBeWritten()) }
    try await send(line(of: prompt, sessionID: sessionID))
  }

  /// Writes the only prompt of the run, on the loop. Nobody waits for it: a failure ends the stream of messages.
  private func write(only prompt: Prompt) {
    apply(tracker.promptWillBeWritten())
    transport.send(line(of: prompt, sessionID: "")) { [weak self] error in
      guard let error else { return }
      self?.onLoop { $0.promptWasNotWritten(error) }
    }
    apply(tracker.promptsEnded(wroteAny: true))
  }

  /// The end of a process says more than its closed input, and mostly it is on its way.
  private func promptWasNotWritten(_ error: any Error) {
    writeFailure = ClaudeAgentError(
      .writeFailed, detail: "The CLI takes no more input.",
      context: ClaudeAgentError.Context { $0.underlying = error })
    _ = deadlines.schedule(after: Self.exitGrace) { [weak self] in self?.onLoop { $0.inbox.end(.overdue) } }
  }

  private func line(of prompt: Prompt, sessionID: String) -> [UInt8] {
    var writer = JSONWriter()
    prompt.write(to: &writer, sessionID: sessionID, verbatim: verbatimPrompts, freshUUID: FreshID.uuid())
    writer.endLine()
    return writer.finish()
  }

  /// All prompts are written: the input ends now, or when nobody needs it any more.
  func promptsEnded(wroteAny: Bool) {
    onLoop { $0.apply($0.tracker.promptsEnded(wroteAny: wroteAny)) }
  }

  // MARK: Our requests

  /// Sends a control request and waits for its answer: the CLI's, a deadline's, or the end of the connection's.
  func call(
    _ subtype: String, timeout: Duration, write: @escaping @Sendable (inout JSONWriter, String) -> Void
  ) async throws(ClaudeAgentError) -> JSONView {
    let result = await withCheckedContinuation {
      (done: CheckedContinuation<Result<JSONView, ClaudeAgentError>, Never>) in
      onLoop { connection in
        connection.begin(subtype, timeout: timeout, write: write) { done.resume(returning: $0) }
      }
    }
    return try result.get()
  }

  private func begin(
    _ subtype: String, timeout: Duration, write: (inout JSONWriter, String) -> Void,
    complete: @escaping @Sendable (Result<JSONView, ClaudeAgentError>) -> Void
  ) {
    if framesEnded || end != nil {
      return complete(.failure(makeFailure(end, reading: .endOfStream) ?? .connectionClosed(during: subtype)))
    }
    guard calls.count < Self.callLimit else {
      return complete(
        .failure(
          ClaudeAgentError(
            .memoryLimitReached, detail: "\(Self.callLimit) control requests wait for their answers already.")))
    }
    callCount += 1
    let id = "req_\(callCount)_\(FreshID.short())"
    let deadline = deadlines.schedule(after: timeout) { [weak self] in
      self?.onLoop { connection in
        connection.finishCall(
          id,
          .failure(
            ClaudeAgentError(
              .controlRequestTimedOut, detail: "The CLI did not answer the control request \(subtype) in \(timeout).")))
      }
    }
    calls[id] = Call(subtype: subtype, deadline: deadline, complete: complete)
    var writer = JSONWriter()
    write(&writer, id)
    writer.endLine()
    let line = writer.finish()
    transport.send(line) { [weak self] error in
      guard let error else { return }
      let failure = ClaudeAgentError(transport: error, during: "sending the control request \(subtype)")
      self?.onLoop { connection in
        // The end of a process says more than its broken pipe, and it is on its way.
        if !connection.transport.capabilities.contains(.process) { connection.finishCall(id, .failure(failure)) }
      }
    }
  }

  private func finishCall(_ id: String, _ result: Result<JSONView, ClaudeAgentError>) {
    guard let call = calls.removeValue(forKey: id) else { return }
    call.deadline.cancel()
    call.complete(result)
  }

  /// Ends every waiting call with the reason the connection ended.
  private func failCalls() {
    let waiting = calls
    calls = [:]
    for call in waiting.values {
      call.deadline.cancel()
      call.complete(
        .failure(makeFailure(end, reading: .endOfStream) ?? .connectionClosed(during: call.subtype)))
    }
  }

  // MARK: The run

  private func apply(_ actions: [RunTracker.Action]) {
    for action in actions {
      switch action {
      case .endInput:
        transport.endInput()
        observer?.observe(.inputEnded)
      case .startClock:
        clock?.cancel()
        guard ceiling > .zero else { continue }
        clock = deadlines.schedule(after: ceiling) { [weak self] in
          self?.onLoop { connection in
            let actions = connection.tracker.clockFired()
            if actions.contains(.endInput) { connection.observer?.observe(.backgroundWaitEnded) }
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

  /// Swaps what answers the CLI's requests.
  func replaceHandlers(_ table: HandlerTable) { onLoop { $0.handlers = table } }
}

extension Connection: FrameSink {
  func receive(_ frame: Frame) -> Bool {
    isReceiving = true
    defer { isReceiving = false }
    let node = frame.node
    guard let kind = MessageKind(rawValue: frame.tag) else { return true }
    switch kind {
    case .controlResponse: answered(node)
    case .controlRequest: requested(node)
    case .controlCancelRequest:
      if let id = node.string(at: "request_id") { handlers.cancelled(id) }
    case .transcriptMirror, .keepAlive: break
    case .system: return system(node)
    case .result: result(node)
    case .assistant, .streamEvent:
      if node.at("parent_tool_use_id")?.string == nil { apply(tracker.saw(.mainThreadOutput)) }
    default: break
    }
    return !kind.isControl
  }

  func ended(_ reason: FrameEnd) {
    framesEnded = true
    guard !calls.isEmpty, end == nil else { return }
    // The words of the ending process are worth a short wait.
    lastWords = deadlines.schedule(after: Self.exitGrace) { [weak self] in self?.onLoop { $0.failCalls() } }
  }

  private func answered(_ node: JSONNode) {
    guard let response = node.at("response"), let id = response.string(at: "request_id") else { return }
    guard let call = calls[id] else { return }
    if response.at("subtype")?.equals("error") == true {
      let text = response.string(at: "error") ?? "Unknown error"
      finishCall(
        id,
        .failure(
          ClaudeAgentError(
            .controlRequestFailed, detail: "The CLI refused the control request \(call.subtype): \(text)")))
    } else {
      // A copy: the answer outlives the slab it came in.
      let payload = response.at("response") ?? response
      finishCall(id, .success(JSONView(node: payload.kind == .object ? payload.copy() : Self.emptyObject)))
    }
  }

  private static let emptyObject = JSONNode(literal: "{}")

  private func requested(_ node: JSONNode) {
    guard let request = ControlRequest(node) else {
      observer?.observe(.unanswerableFrame)
      if let id = node.string(at: "request_id") { reply(to: id).fail("The request has no body") }
      return
    }
    if let handler = handlers.handlers[request.subtype] { return handler(request, reply(to: request.id)) }
    observer?.observe(.unsupportedRequest(subtype: request.subtype))
    HandlerTable.unsupported(request, reply(to: request.id))
  }

  private func reply(to id: String) -> ControlReply {
    ControlReply(id: id) { [transport] line in
      // An answer to a CLI that has gone is nobody's business.
      transport.send(line) { _ in }
    }
  }

  private func system(_ node: JSONNode) -> Bool {
    guard let subtype = node.at("subtype") else { return true }
    if subtype.equals("session_state_changed") {
      if let state = node.string(at: "state") { apply(tracker.saw(.sessionState(state))) }
      return node.at("sdk_host_only")?.bool != true
    }
    failedResult = nil
    if subtype.equals("init") {
      sessionID = node.string(at: "session_id") ?? sessionID
      if version == nil, let told = node.string(at: "claude_code_version") {
        version = told
        observer?.observe(.version(told))
      }
    }
    if let task = node.string(at: "task_id"), !task.isEmpty { taskChanged(task, subtype: subtype, node) }
    return true
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

  private func result(_ node: JSONNode) {
    let message = ResultMessage(json: JSONView(node: node))
    sessionID = node.string(at: "session_id") ?? sessionID
    failedResult = message.isError ? ClaudeAgentError.FailedResult(message) : nil
    apply(tracker.saw(.result(isError: message.isError)))
  }
}
