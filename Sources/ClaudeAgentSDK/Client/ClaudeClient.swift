internal import FastTransport

/// A conversation with one CLI: many turns, and everything that can be asked for between and during them.
///
/// ```swift
/// try await withClaudeClient(options) { client in
///   for try await message in try await client.send("Read the README") { show(message) }
///   try await client.setModel("opus")
///   print(try await client.send("Now fix the typo").text())
/// }
/// ```
///
/// Every method may be called from any task. While a control request waits for its answer, somebody must read the
/// messages, or there must be room for them (``ClaudeAgentOptions/maxUnreadBytes``): its answer comes behind them. A
/// client that is dropped ends its process; ``close()`` gives the CLI the time to save its session.
public final class ClaudeClient: Sendable {
  let life: ClientLife
  let options: ClaudeAgentOptions

  /// Makes a client. Nothing is started before ``connect()``.
  ///
  /// - Parameters:
  ///   - options: What to ask of the agent.
  ///   - transport: Where the CLI runs; a child process of this one by default.
  public init(
    _ options: ClaudeAgentOptions = ClaudeAgentOptions(), transport: any TransportProvider = ProcessTransportProvider()
  ) {
    self.options = options
    life = ClientLife(Launch(options, transport, .conversation))
  }

  /// Starts the CLI and shakes hands. Again is nothing; after ``close()`` it starts anew.
  ///
  /// - Throws: What kept the CLI from starting; ``ClaudeAgentError/Code/cancelled``.
  public func connect() async throws(ClaudeAgentError) { try await life.connect() }

  /// Sends a prompt. Does not wait for the answer: prompts that come while a turn runs are queued by the CLI.
  ///
  /// - Parameters:
  ///   - prompt: What to say.
  ///   - sessionID: The session that the frame names; the CLI takes no notice of it today. (`session_id`)
  /// - Returns: The turn that answers it.
  /// - Throws: ``ClaudeAgentError/Code/notConnected``; what ended the conversation.
  @discardableResult
  public func send(_ prompt: Prompt, sessionID: String = "default") async throws(ClaudeAgentError) -> Turn {
    try await link().send(prompt, sessionID: sessionID)
  }

  /// Sends each prompt as soon as it comes, and waits until all are written.
  ///
  /// - Parameters:
  ///   - prompts: What to say.
  ///   - sessionID: The session that the frames name. (`session_id`)
  /// - Returns: The turn of the last one; nil when there was none.
  /// - Throws: ``ClaudeAgentError/Code/notConnected``; what ended the conversation; what `prompts` throws, as
  ///   ``ClaudeAgentError/Code/invalidInput``.
  @discardableResult
  public func send<Prompts: AsyncSequence>(
    _ prompts: Prompts, sessionID: String = "default"
  ) async throws(ClaudeAgentError) -> Turn? where Prompts.Element == Prompt {
    let link = try await link()
    var last: Turn?
    do {
      for try await prompt in prompts { last = try await link.send(prompt, sessionID: sessionID) }
    } catch let error as ClaudeAgentError {
      throw error
    } catch is CancellationError {
      throw ClaudeAgentError(.cancelled, detail: "The task that sent the prompts was cancelled.")
    } catch {
      throw ClaudeAgentError(
        .invalidInput, detail: "The stream of prompts has failed: \(error).", context: .init { $0.underlying = error })
    }
    return last
  }

  /// All messages of the conversation, beyond single turns. One reader at a time; see ``Turn``.
  ///
  /// - Throws: ``ClaudeAgentError/Code/notConnected``.
  public var messages: ConversationMessages {
    get async throws(ClaudeAgentError) { ConversationMessages(reader: try await link().reader) }
  }

  /// The session, once the CLI has named it: with the first message of the first turn.
  public var sessionID: String? {
    get async { await life.current?.core.sessionID() }
  }

  /// Ends the conversation and waits until the CLI has gone: end of input, then the steps of
  /// ``ClaudeAgentOptions/shutdownGrace``. Bounded, from any task, cancelled or not; again is nothing. What has
  /// arrived can still be read.
  public func close() async { await life.close() }

  /// The connection.
  func link() async throws(ClaudeAgentError) -> ClientLink {
    if let link = await life.current { return link.core.wakes() ? link : try await life.resume(link) }
    throw ClaudeAgentError(.notConnected, detail: "The client is not connected.")
  }
}

/// Connects a client, runs `body`, and closes the client whatever happens.
///
/// - Parameters:
///   - options: What to ask of the agent.
///   - transport: Where the CLI runs; a child process of this one by default.
///   - body: Uses the client, which is closed when it returns or throws.
/// - Returns: What `body` returns.
/// - Throws: What kept the client from connecting, or what `body` throws.
public func withClaudeClient<Result>(
  _ options: ClaudeAgentOptions = ClaudeAgentOptions(),
  transport: any TransportProvider = ProcessTransportProvider(), _ body: (ClaudeClient) async throws -> Result
) async throws -> Result {
  let client = ClaudeClient(options, transport: transport)
  try await client.connect()
  do {
    let result = try await body(client)
    await client.close()
    return result
  } catch {
    await client.close()
    throw error
  }
}
