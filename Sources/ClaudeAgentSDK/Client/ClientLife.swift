/// The life of a client: not connected, connecting, connected, closing. Slow-path state, so an actor keeps it; what to
/// do at each event is the state machine's to say.
actor ClientLife {
  private let launch: Launch
  private var machine = ClientStateMachine()
  private var link: ClientLink?
  private var connecting: Task<ClientLink, any Error>?
  private var closing: Task<Void, Never>?
  /// Another process for a conversation whose own was given up.
  private var resuming: Task<ClientLink, any Error>?
  /// What the CLI has said about itself when hands were shaken again.
  private(set) var renewedInfo: JSONView?

  init(_ launch: Launch) { self.launch = launch }

  /// The connection, while there is one.
  var current: ClientLink? { machine.phase == .connected ? link : nil }

  func connect() async throws(ClaudeAgentError) {
    while true {
      switch machine.connect() {
      case .nothing: return
      case .waitForClose: await closing?.value
      case .start:
        let task = Task { [launch] in try await Self.start(launch) }
        connecting = task
        try await finish(task, cancelling: true)
        return
      case .waitForConnect:
        if let connecting { try await finish(connecting, cancelling: false) }
        return
      }
    }
  }

  /// Takes the outcome of a start in. Only the one who has begun it ends it by being cancelled.
  private func finish(_ task: Task<ClientLink, any Error>, cancelling: Bool) async throws(ClaudeAgentError) {
    let result = await withTaskCancellationHandler {
      await task.result
    } onCancel: {
      if cancelling { task.cancel() }
    }
    switch result {
    case .success(let link): take(link)
    case .failure(let error):
      if machine.phase == .connecting, connecting == task {
        machine.failed()
        connecting = nil
      }
      throw ClaudeAgentError(transport: error, during: "connecting")
    }
    if machine.phase != .connected {
      throw ClaudeAgentError(.cancelled, detail: "The client was closed while it was being connected.")
    }
  }

  /// Several may have waited for the same start: the first one takes its result in.
  private func take(_ link: ClientLink) {
    guard machine.phase == .connecting else { return }
    machine.connected()
    use(link)
    renewedInfo = nil
    connecting = nil
  }

  private func use(_ link: ClientLink) {
    self.link = link
    guard launch.options.canBeResumed else { return }
    let core = link.core
    let reader = link.reader
    guard
      let parking = core.connection.makeParking(
        readerIsFree: { [weak reader] in reader?.isFree ?? true }, onPark: { [weak core] in _ = core?.willClose() })
    else { return }
    core.park(parking) { [weak self, weak link] () async throws(ClaudeAgentError) in
      guard let self, let link else { return }
      _ = try await self.resume(link)
    }
  }

  /// Goes on with another process, after the one of this link was given up.
  ///
  /// - Returns: The link there is then.
  func resume(_ old: ClientLink) async throws(ClaudeAgentError) -> ClientLink {
    let closed = ClaudeAgentError(.notConnected, detail: "The client was closed.")
    guard machine.phase == .connected, let current = link else { throw closed }
    guard current === old else { return current }
    let task = resuming ?? Task { [launch] in try await Self.resume(launch, old) }
    resuming = task
    let result = await task.result
    if resuming == task { resuming = nil }
    switch result {
    case .failure(let error): throw ClaudeAgentError(transport: error, during: "resuming an idle session")
    case .success(let new):
      guard machine.phase == .connected, let current = link else {
        await new.close()
        throw closed
      }
      // Of several who have waited the first one takes it in.
      if current === old { use(new) }
      return link ?? new
    }
  }

  private static func resume(_ launch: Launch, _ old: ClientLink) async throws -> ClientLink {
    let before = old.core.connection
    let (id, turns) = await before.fromLoop { ($0.sessionID, $0.turns) }
    var options = launch.options
    (options.resume, options.sessionID) = (id, nil)
    (options.continueConversation, options.forkSession, options.resumeSessionAt) = (false, false, nil)
    return try await start(Launch(options, launch.provider, .conversation), going: old.reader) { connection in
      connection.turns = TurnTable(continuing: turns)
      connection.sessionID = id
    }
  }

  /// - Parameters:
  ///   - reader: Of the conversation so far, when it goes on with this start.
  ///   - prepare: Called on the loop before anything else.
  private static func start(
    _ launch: Launch, going reader: ConversationReader? = nil,
    _ prepare: @escaping @Sendable (Connection) -> Void = { _ in }
  ) async throws -> ClientLink {
    let (connection, stream) = try await launch.connect()
    connection.onLoop(prepare)
    do {
      let answer = try await withTaskCancellationHandler {
        try await launch.shakeHands(connection)
      } onCancel: {
        connection.cancel()
      }
      try Task.checkCancellation()
      return ClientLink(
        connection, stream, serverInfo: answer, controlTimeout: launch.options.controlTimeout, reader: reader)
    } catch {
      connection.cancel()
      await connection.close()
      if Task.isCancelled {
        throw ClaudeAgentError(.cancelled, detail: "The task was cancelled while the client was being connected.")
      }
      throw error
    }
  }

  /// Shakes hands again, over the connection there is.
  ///
  /// - Returns: The answer.
  func reinitialize(_ link: ClientLink) async throws(ClaudeAgentError) -> JSONView {
    guard let answer = try await launch.shakeHands(link.connection) else {
      throw ClaudeAgentError(.unsupported, detail: "The transport carries no control requests.")
    }
    if link === self.link { renewedInfo = answer }
    return answer
  }

  func close() async {
    switch machine.close() {
    case .nothing: return
    case .wait: await closing?.value
    case .begin:
      let (link, connecting) = (link, connecting)
      self.link = nil
      self.connecting = nil
      let task = Task {
        connecting?.cancel()
        if let link { await link.close() }
        // A start that was under way ends with the cancellation, or has just succeeded.
        if let late = try? await connecting?.value { await late.close() }
      }
      closing = task
      await task.value
      machine.closed()
      closing = nil
    }
  }
}

extension ClaudeAgentOptions {
  /// Whether a process that is started later finds the whole conversation.
  fileprivate var canBeResumed: Bool { persistSession && !enableFileCheckpointing }
}

/// What a client does at each event of its life. Pure.
struct ClientStateMachine {
  enum Phase: Equatable { case idle, connecting, connected, closing }
  private(set) var phase = Phase.idle

  enum ConnectAction: Equatable { case start, waitForConnect, waitForClose, nothing }
  enum CloseAction: Equatable { case begin, wait, nothing }

  /// Somebody wants the client connected.
  mutating func connect() -> ConnectAction {
    switch phase {
    case .idle:
      phase = .connecting
      return .start
    case .connecting: return .waitForConnect
    case .connected: return .nothing
    case .closing: return .waitForClose
    }
  }

  /// The start has succeeded.
  mutating func connected() { if phase == .connecting { phase = .connected } }

  /// The start has failed.
  mutating func failed() { if phase == .connecting { phase = .idle } }

  /// Somebody wants the client closed.
  mutating func close() -> CloseAction {
    switch phase {
    case .idle: return .nothing
    case .connecting, .connected:
      phase = .closing
      return .begin
    case .closing: return .wait
    }
  }

  /// Everything is gone.
  mutating func closed() { if phase == .closing { phase = .idle } }
}
