internal import FastTransport
private import Synchronization

/// A client's connection while it lasts: sending, asking, reading. Dropping it ends the process.
final class ClientLink: Sendable {
  /// What readers need; it does not keep the link.
  final class Core: Sendable {
    let connection: Connection
    private let closing = Atomic<Bool>(false)
    /// How the process is given up while nothing goes on; nil where it never is.
    private let parking = ShortLock<Parking?>(nil)
    private let resuming = ShortLock<(@Sendable () async throws(ClaudeAgentError) -> Void)?>(nil)

    init(_ connection: Connection) { self.connection = connection }

    /// The process was given up; the conversation goes on with the next one that is asked for.
    var isParked: Bool { parking.withLock { $0 }?.isParked ?? false }

    /// The link is about to be used. False when its process was given up.
    func wakes() -> Bool { parking.withLock { $0 }?.wakes() ?? true }

    /// From here on the process may be given up.
    ///
    /// - Parameter resume: Goes on with another process.
    func park(
      _ parking: Parking, resume: @escaping @Sendable () async throws(ClaudeAgentError) -> Void
    ) {
      self.parking.withLock { $0 = parking }
      resuming.withLock { $0 = resume }
      connection.onLoop { $0.allow(parking) }
    }

    /// Goes on with another process, if this one was given up.
    func resume() async throws(ClaudeAgentError) {
      if let resume = resuming.withLock({ $0 }) { try await resume() }
    }

    /// The host has asked for the end, so an end is no failure. Relaxed: it only decides how an end is told.
    var isClosing: Bool { closing.load(ordering: .relaxed) }
    func willClose() -> Bool { !closing.exchange(true, ordering: .relaxed) }

    /// What an error of this conversation says beside its words.
    func context() async -> ClaudeAgentError.Context {
      let id = await sessionID()
      return ClaudeAgentError.Context { $0.sessionID = id }
    }

    /// The session, once the CLI has named it.
    func sessionID() async -> String? {
      await connection.fromLoop { $0.sessionID }
    }

    /// Nobody reads the turn any more: a prompt that waits is taken back, one that is being answered is interrupted.
    func abandon(_ turn: TurnState) {
      connection.onLoop { connection in
        guard !turn.hasEnded else { return }
        connection.begin(
          "cancel_async_message", timeout: ClientLink.abandonTimeout,
          fields: { $0.field("message_uuid", turn.uuid) },
          complete: { [weak connection] answer in
            if case .success(let answer) = answer, answer["cancelled"]?.bool == true { return }
            guard let connection, !turn.hasEnded else { return }
            connection.begin("interrupt", timeout: ClientLink.abandonTimeout, fields: { _ in }, complete: { _ in })
          })
      }
    }
  }

  let core: Core
  let reader: ConversationReader
  let serverInfo: JSONView?
  let controlTimeout: Duration
  static let abandonTimeout = Duration.seconds(60)

  var connection: Connection { core.connection }

  /// - Parameter reader: Of the conversation so far, when this link goes on with it.
  init(
    _ connection: Connection, _ stream: FrameStream, serverInfo: JSONView?, controlTimeout: Duration,
    reader: ConversationReader? = nil
  ) {
    core = Core(connection)
    self.reader = reader ?? ConversationReader(link: core, stream: stream)
    reader?.goOn(core, stream)
    self.serverInfo = serverInfo
    self.controlTimeout = controlTimeout
  }

  deinit {
    guard core.willClose() else { return }
    core.connection.warn("A client was dropped without `close()`; its process is ended.")
    core.connection.cancel()
  }

  /// Writes a prompt, whose turn begins with it.
  func send(_ prompt: Prompt, sessionID: String) async throws(ClaudeAgentError) -> Turn {
    let chosen = prompt.additionalFields["uuid"]?.string ?? prompt.uuid
    let state = TurnState(uuid: chosen ?? FreshID.uuid(), startsTurn: prompt.startsTurn)
    if prompt.startsTurn { try await register(state, isChosen: chosen != nil) }
    var prompt = prompt
    prompt.uuid = state.uuid
    do {
      try await connection.send(prompt, sessionID: sessionID)
    } catch {
      connection.onLoop { $0.turns.remove(state) }
      throw error
    }
    return Turn(reader: reader, state: state)
  }

  private func register(_ turn: TurnState, isChosen: Bool) async throws(ClaudeAgentError) {
    let addition = await connection.fromLoop { $0.turns.add(turn, isChosen: isChosen) }
    switch addition {
    case .added: return
    case .full:
      throw ClaudeAgentError(
        .memoryLimitReached, detail: "\(TurnTable.limit) prompts of this client wait for their results already.")
    case .repeated:
      throw ClaudeAgentError(
        .invalidInput, detail: "A prompt with the id \(turn.uuid) was sent before: the CLI would pass over this one.",
        advice: "Leave `Prompt.uuid` nil, or choose another one.")
    }
  }

  func close() async {
    _ = core.willClose()
    await connection.close()
  }
}
