internal import FastTransport

/// One connection to one CLI, from the handshake to the end: meaning of frames, above the transport that moves them.
///
///     transport -> FrameInbox -> (loop) Connection.receive: control frames, results, system frames
///                             -> (task) FrameStream: everything the consumer is to have
///     transport <- send <- prompts, control requests, answers
///
/// All state belongs to the loop of the inbox; whatever comes from elsewhere goes there first. What the CLI asks for is
/// the business of `router`, what we ask for that of `Connection+Calls`, the end of the run that of `Connection+Run`.
final class Connection: @unchecked Sendable {
  // Sendable: see above. `loop`, `inbox`, `transport` and the constants are immutable.

  /// What the connection is for, which decides when its input and its run end.
  enum Purpose: Sendable {
    /// One prompt.
    case prompt
    /// A stream of prompts.
    case prompts
    /// A conversation: the input stays open until it is closed.
    case conversation
  }

  let purpose: Purpose
  let verbatimPrompts: Bool
  let initializeTimeout: Duration
  /// How long the input stays open for agents in the background; zero for ever.
  let ceiling: Duration
  let loop: EventLoop
  let carrier: Carrier
  let deadlines: any DeadlineSource
  private(set) var inbox: FrameInbox!
  let transport: any Transport
  let checksVersion: Bool
  let classifier: LineClassifier
  /// Whether the process is somebody else's, who may want it back.
  var isLeased: Bool { lender != nil }
  /// Who has lent it.
  let lender: (slot: Int, owner: any LeaseOwner)?

  // The fields below belong to the loop.
  let events: EventSink
  let router: ControlRouter
  var calls = CallTable<Call>()
  var tracker: RunTracker
  /// The open prompts of a conversation.
  var turns = TurnTable()
  var clock: (any Deadline)?
  var watchdog: WatchdogRunner?
  var sessionID: String?
  /// The first message of a session has come, which tells the version.
  var sawInit = false
  var failedResult: ClaudeAgentError.FailedResult?
  var writeFailure: ClaudeAgentError?
  /// Why the watchdog has closed the run.
  var stall: ClaudeAgentError?
  var framesEnded = false
  var end: TransportEnd?
  /// How long waiting calls wait for the end of a process whose frames have ended.
  private var lastWords: (any Deadline)?
  private var endWaiters: [(TransportEnd?) -> Void] = []
  /// A frame of the transport is being looked at.
  var isReceiving = false
  var lease: ConnectionLease?
  /// The answer to an `initialize` that was sent for this connection before it had its user.
  var greeting: JSONView?
  /// Told once when no more frames come.
  var onSilence: (@Sendable () -> Void)?
  /// Something was asked of the CLI that another user of the process would notice.
  var isMarked = false
  /// Something was changed in the process that a resumed session would miss.
  var isPinned = false
  /// The CLI has said that something runs in the background.
  var hasBackgroundTasks = false
  /// How an idle conversation gives its process up, where its owner may want it.
  var parking: Parking?

  /// How long the end of the frames waits for the status of the process.
  static let exitGrace = Duration.seconds(2)

  /// Where the frames come from.
  enum Source {
    /// A transport that is not started yet, and a loop acquired from the group, which gets it back.
    case transport(any Transport, EventLoop, LoopGroup)
    /// A connection that has shaken hands. The new one takes its place with `takeOver`.
    case predecessor(Connection)
  }

  /// - Parameters:
  ///   - options: Not kept: an idle connection stays small.
  ///   - lease: The right to use the predecessor's process, where that is somebody else's.
  ///   - keepsInput: Whether the process is used for something else behind this run.
  init(
    options: ClaudeAgentOptions, from source: Source, purpose: Purpose, handlers: HandlerTable = HandlerTable(),
    needsInput: Bool = false, hostEnvironment: [String: String], deadlines: (any DeadlineSource)? = nil,
    lease: consuming ConnectionLease? = nil, keepsInput: Bool = false
  ) {
    if let lease = consume lease {
      lender = (lease.slot, lease.owner)
      self.lease = consume lease
    } else {
      lender = nil
    }
    self.purpose = purpose
    verbatimPrompts = options.verbatimPrompts
    initializeTimeout = options.resolvedInitializeTimeout(host: hostEnvironment)
    ceiling = options.resolvedBackgroundWaitCeiling(host: hostEnvironment) ?? .zero
    checksVersion = hostEnvironment["CLAUDE_AGENT_SDK_SKIP_VERSION_CHECK"]?.isEmpty ?? true
    let events = EventSink(observer: options.observer, log: EventLog(options.logger))
    self.events = events
    let carrier: Carrier
    switch source {
    case .transport(let transport, let loop, let group):
      self.transport = transport
      carrier = Carrier(loop: loop, group: group, events: events)
    case .predecessor(let predecessor):
      transport = predecessor.transport
      carrier = predecessor.carrier
    }
    self.carrier = carrier
    let loop = carrier.loop
    self.loop = loop
    let deadlines = deadlines ?? loop
    self.deadlines = deadlines
    tracker = RunTracker(needsInput: needsInput, isSinglePrompt: purpose == .prompt, keepsInput: keepsInput)
    router = ControlRouter(loop: loop, deadlines: deadlines, events: events) { [transport] line in
      // An answer to a CLI that has gone is nobody's business.
      transport.send(line) { _ in }
    }
    router.handlers = handlers
    let watchdog = options.watchdog.flatMap { $0.isUseful(events) ? $0 : nil }
    classifier = Self.classifier(
      watches: watchdog != nil, tracksOutput: needsInput, hasTurns: purpose == .conversation)
    if case .predecessor(let predecessor) = source {
      inbox = predecessor.inbox
    } else {
      var limits = FrameLimits()
      limits.longestLine = options.maxLineLength
      limits.unreadBytes = options.maxUnreadBytes
      inbox = FrameInbox(loop: loop, classifier: classifier, limits: limits, sink: self)
      carrier.belongs(to: self)
    }
    guard let watchdog else { return }
    let runner = WatchdogRunner(watchdog, connection: self)
    self.watchdog = runner
    router.onServed = { [weak runner] in runner?.saw(.served) }
  }

  deinit { watchdog?.stop() }

  // MARK: What the loop must see

  /// All classifiers there are, by what is switched on: they are the same for every connection.
  private static let classifiers: [LineClassifier] = (0..<8).map { switches in
    var kinds: Set<MessageKind> = []
    if switches & 1 != 0 { kinds.formUnion([.assistant, .user]) }
    if switches & 2 != 0 { kinds.formUnion([.assistant, .streamEvent]) }
    if switches & 4 != 0 { kinds.insert(.commandLifecycle) }
    return classifier(kinds)
  }

  /// Control frames and what tells about the run; for the watchdog also calls of tools and their results; the main
  /// thread's output where the end of the input hangs on it; what becomes of prompts where turns do.
  private static func classifier(watches: Bool, tracksOutput: Bool, hasTurns: Bool) -> LineClassifier {
    classifiers[(watches ? 1 : 0) | (tracksOutput ? 2 : 0) | (hasTurns ? 4 : 0)]
  }

  private static func classifier(_ kinds: Set<MessageKind>) -> LineClassifier {
    let routed = MessageKind.allCases.filter {
      $0.isControl || $0 == .system || $0 == .result || kinds.contains($0)
    }
    return LineClassifier(names: MessageKind.wireNames, routed: Set(routed.map(\.rawValue)))
  }

  // MARK: Starting and ending

  /// Starts the transport.
  func start() async throws(ClaudeAgentError) {
    let inbox = TransportInbox(frames: inbox) { [carrier] in carrier.finished($0) }
    onLoop { $0.watchdog?.saw(.started) }
    do {
      try await transport.start(delivering: inbox)
    } catch {
      onLoop { $0.watchdog?.stop() }
      throw ClaudeAgentError(transport: error, during: "starting the transport")
    }
  }

  /// Runs `body` on the loop with exclusive use of the state.
  func onLoop(_ body: @escaping @Sendable (Connection) -> Void) {
    loop.run { [self] in body(self) }
  }

  /// What `body` finds, or does, on the loop.
  func fromLoop<Value: Sendable>(_ body: @escaping @Sendable (Connection) -> Value) async -> Value {
    await withCheckedContinuation { (done: CheckedContinuation<Value, Never>) in
      onLoop { done.resume(returning: body($0)) }
    }
  }

  func transportFinished(_ end: TransportEnd) {
    guard self.end == nil else { return }
    self.end = end
    events.emit(.exited(end))
    lastWords?.cancel()
    lastWords = nil
    failCalls()
    settle()
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

  /// Nobody wants anything of this connection any more.
  func settle() {
    router.close()
    watchdog?.stop()
  }

  /// The end of the frames: waiting calls get the words of the ending process, which are worth a short wait.
  fileprivate func framesHaveEnded() {
    framesEnded = true
    onSilence?()
    onSilence = nil
    settle()
    guard calls.count > 0, end == nil else { return }
    lastWords = deadlines.schedule(after: Self.exitGrace) { [weak self] in self?.onLoop { $0.failCalls() } }
  }

  /// Swaps what answers the CLI's requests.
  func replaceHandlers(_ table: HandlerTable) { onLoop { $0.router.handlers = table } }

  /// Serves further MCP servers inside this process; of equal names the new one.
  ///
  /// - Returns: The servers before.
  func serve(_ servers: [String: MCPServer]) async -> [String: MCPServer] {
    await fromLoop { connection in
      var handlers = connection.router.handlers
      let before = handlers.servers
      handlers.servers.merge(servers) { _, new in new }
      connection.router.handlers = handlers
      return before
    }
  }

  /// Serves these no longer, but for those whose place another has taken meanwhile.
  func stopServing(_ names: [String], unlessChangedSince before: [String: MCPServer]) {
    onLoop { connection in
      var handlers = connection.router.handlers
      for name in names where handlers.servers[name] === before[name] { handlers.servers[name] = nil }
      connection.router.handlers = handlers
    }
  }
}

extension Connection: FrameSink {
  func receive(_ frame: Frame) -> Bool {
    isReceiving = true
    defer { isReceiving = false }
    guard let kind = MessageKind(rawValue: frame.tag) else { return true }
    switch kind {
    case .controlResponse: answered(frame.node)
    case .controlRequest: router.receive(frame.node)
    case .controlCancelRequest:
      if let id = frame.node.string(at: "request_id") { router.cancel(id) }
    case .transcriptMirror: break
    case .keepAlive: failedResult = nil
    case .system: return system(frame.node)
    case .result: result(frame.node)
    case .assistant, .streamEvent, .user: output(kind, frame.node)
    case .commandLifecycle: turns.lifecycle(CommandLifecycle(json: JSONView(node: frame.node)))
    default: break
    }
    return !kind.isControl
  }

  func delivered(_ batch: FrameBatch?) {
    if failedResult != nil, let batch { forgetFailure(behind: batch) }
    watchdog?.saw(.bytes)
    if let batch, let watchdog, watchdog.awaitsAnswer { watchdog.saw(partOfAnswerIn: batch) }
  }

  func ended(_ reason: FrameEnd) { framesHaveEnded() }
}
