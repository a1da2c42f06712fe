/// A conversation that the CLI stores: create it, come back to it later, or go on with a copy of it.
///
/// ```swift
/// let session = try await Session.create(options)
/// try await session.send("Hello")
/// for try await message in session.stream() { show(message) }
/// try await session.close()
///
/// let later = try await Session.resume(session.id, options)
/// let branch = try await Session.fork(session.id, at: messageUUID, options)
/// ```
///
/// A session is a ``ClaudeClient`` with a name: everything else that a client can do is done with ``client``.
public final class Session: Sendable {
  /// The client that carries the session: control requests, and all messages beyond turns.
  public let client: ClaudeClient
  private let turns = LatestTurn()
  private let initialID: String?

  private init(client: ClaudeClient, id: String?) {
    self.client = client
    initialID = id
  }

  // MARK: Beginning

  /// Starts a new session, under an id that is known from the start.
  ///
  /// - Parameters:
  ///   - options: What to ask of the agent; ``ClaudeAgentOptions/sessionID`` chooses the id.
  ///   - transport: Where the CLI runs; a child process of this one by default.
  /// - Returns: The session, connected.
  /// - Throws: What kept the CLI from starting.
  public static func create(
    _ options: ClaudeAgentOptions = ClaudeAgentOptions(), transport: any TransportProvider = ProcessTransportProvider()
  ) async throws(ClaudeAgentError) -> Session {
    var options = options
    (options.resume, options.continueConversation, options.forkSession) = (nil, false, false)
    // A process that waits for its user has a session already, whose id is as good as any.
    let id = options.sessionID ?? (transport is any ConnectionSource ? nil : FreshID.uuid())
    options.sessionID = id
    return try await begin(options, transport, id: id)
  }

  /// Goes on with a stored session. (`--resume`)
  ///
  /// - Parameters:
  ///   - id: The session's id, or its title.
  ///   - options: What to ask of the agent; the working directory must be the session's.
  ///   - transport: Where the CLI runs; a child process of this one by default.
  /// - Returns: The session, connected.
  /// - Throws: What kept the CLI from starting: also a session that it does not find, with the CLI's words.
  public static func resume(
    _ id: String, _ options: ClaudeAgentOptions = ClaudeAgentOptions(),
    transport: any TransportProvider = ProcessTransportProvider()
  ) async throws(ClaudeAgentError) -> Session {
    var options = options
    (options.resume, options.continueConversation, options.forkSession) = (id, false, false)
    options.sessionID = nil
    return try await begin(options, transport, id: id)
  }

  /// Goes on with a copy of a stored session, under an id of its own. (`--fork-session`)
  ///
  /// - Parameters:
  ///   - id: The session's id, or its title.
  ///   - message: The last message of the copy, by its `uuid`; nil for the whole history. (`--resume-session-at`)
  ///   - options: What to ask of the agent; ``ClaudeAgentOptions/sessionID`` chooses the copy's id.
  ///   - transport: Where the CLI runs; a child process of this one by default.
  /// - Returns: The copy, connected.
  /// - Throws: As ``resume(_:_:transport:)``.
  public static func fork(
    _ id: String, at message: String? = nil, _ options: ClaudeAgentOptions = ClaudeAgentOptions(),
    transport: any TransportProvider = ProcessTransportProvider()
  ) async throws(ClaudeAgentError) -> Session {
    var options = options
    (options.resume, options.continueConversation, options.forkSession) = (id, false, true)
    options.resumeSessionAt = message ?? options.resumeSessionAt
    let copy = options.sessionID ?? FreshID.uuid()
    options.sessionID = copy
    return try await begin(options, transport, id: copy)
  }

  /// Goes on with the latest session of the working directory. (`--continue`)
  ///
  /// - Parameters:
  ///   - options: What to ask of the agent.
  ///   - transport: Where the CLI runs; a child process of this one by default.
  /// - Returns: The session, connected; its id is known with its first message.
  /// - Throws: What kept the CLI from starting.
  public static func continueLatest(
    _ options: ClaudeAgentOptions = ClaudeAgentOptions(), transport: any TransportProvider = ProcessTransportProvider()
  ) async throws(ClaudeAgentError) -> Session {
    var options = options
    (options.resume, options.continueConversation, options.forkSession) = (nil, true, false)
    options.sessionID = nil
    return try await begin(options, transport, id: nil)
  }

  /// Asks one question in a session of its own, and returns its result.
  ///
  /// - Parameters:
  ///   - prompt: What to ask.
  ///   - options: What to ask of the agent.
  ///   - transport: Where the CLI runs; a child process of this one by default.
  /// - Returns: The result.
  /// - Throws: What ended the run; ``ClaudeAgentError/Code/noResult``.
  public static func prompt(
    _ prompt: Prompt, _ options: ClaudeAgentOptions = ClaudeAgentOptions(),
    transport: any TransportProvider = ProcessTransportProvider()
  ) async throws(ClaudeAgentError) -> ResultMessage {
    try await query(prompt, options: options, transport: transport).result()
  }

  private static func begin(
    _ options: ClaudeAgentOptions, _ transport: any TransportProvider, id: String?
  ) async throws(ClaudeAgentError) -> Session {
    let client = ClaudeClient(options, transport: transport)
    try await client.connect()
    return Session(client: client, id: id)
  }

  // MARK: Talking

  /// The session's id. It changes when the conversation is cleared; nil for a session that was continued by its place,
  /// until its first message.
  public var id: String? {
    get async { await client.sessionID ?? initialID }
  }

  /// Sends a prompt.
  ///
  /// - Parameter prompt: What to say.
  /// - Returns: The turn that answers it; ``stream()`` reads the latest one.
  /// - Throws: ``ClaudeAgentError/Code/notConnected`` behind ``close()``; what ended the conversation.
  @discardableResult
  public func send(_ prompt: Prompt) async throws(ClaudeAgentError) -> Turn {
    let turn = try await client.send(prompt)
    await turns.set(turn)
    return turn
  }

  /// The messages of the turn that the latest prompt began, up to its result.
  ///
  /// - Returns: The messages; none before the first prompt.
  public func stream() -> SessionMessages { SessionMessages(turns: turns) }

  /// Ends the session and waits until the CLI has stored it and gone. Bounded; again is nothing.
  public func close() async { await client.close() }
}

/// The latest turn of a session.
actor LatestTurn {
  private(set) var turn: Turn?
  func set(_ turn: Turn) { self.turn = turn }
}

/// The messages of a session's latest turn.
public struct SessionMessages: AsyncSequence, Sendable {
  /// What is read.
  public typealias Element = Message
  /// What reading may throw.
  public typealias Failure = ClaudeAgentError

  let turns: LatestTurn

  /// Starts to read the turn that is the latest when the first message is asked for.
  public func makeAsyncIterator() -> Iterator { Iterator(turns: turns) }

  /// Reads the messages of a turn.
  public struct Iterator: AsyncIteratorProtocol {
    /// What is read.
    public typealias Element = Message
    /// What reading may throw.
    public typealias Failure = ClaudeAgentError

    let turns: LatestTurn
    private var messages: Turn.Iterator?

    init(turns: LatestTurn) { self.turns = turns }

    /// The next message, or nil behind the result.
    ///
    /// - Throws: As ``Turn``.
    public mutating func next() async throws(ClaudeAgentError) -> Message? {
      if messages == nil { messages = await turns.turn?.makeAsyncIterator() }
      return try await messages?.next()
    }

    /// The next message, without leaving the caller's actor while there is one.
    ///
    /// - Parameter actor: The caller's actor.
    /// - Returns: The message, or nil behind the result.
    /// - Throws: As ``Turn``.
    public nonisolated(nonsending) mutating func next(
      isolation actor: (any Actor)?
    ) async throws(ClaudeAgentError) -> Message? {
      if messages == nil { messages = await turns.turn?.makeAsyncIterator() }
      return try await messages?.next(isolation: #isolation)
    }
  }
}
