/// The life of a client: not connected, connecting, connected, closing. Slow-path state, so an actor keeps it; what to
/// do at each event is the state machine's to say.
actor ClientLife {
  private let launch: Launch
  private var machine = ClientStateMachine()
  private var link: ClientLink?
  private var connecting: Task<ClientLink, any Error>?
  private var closing: Task<Void, Never>?
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
    self.link = link
    renewedInfo = nil
    connecting = nil
  }

  private static func start(_ launch: Launch) async throws -> ClientLink {
    let (connection, stream) = try await launch.connect()
    do {
      let answer = try await withTaskCancellationHandler {
        try await launch.shakeHands(connection)
      } onCancel: {
        connection.cancel()
      }
      try Task.checkCancellation()
      return ClientLink(
        connection, stream, serverInfo: answer, controlTimeout: launch.options.controlTimeout)
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
