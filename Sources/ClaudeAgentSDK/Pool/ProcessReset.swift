internal import FastTransport

/// Makes a process that has served a conversation as new (`/clear`), and believes it only when the CLI has said so: the
/// conversation was reset, the session has another id, and no turn was taken.
struct ProcessReset {
  /// A connection without a user, its frames, and its session.
  struct Outcome {
    let connection: Connection
    let stream: FrameStream
    let sessionID: String
  }

  private let used: Connection
  private let options: ClaudeAgentOptions

  /// - Parameters:
  ///   - connection: At rest, its run is over.
  ///   - options: Without code of the host.
  init(_ connection: Connection, _ options: ClaudeAgentOptions) {
    used = connection
    self.options = options
  }

  /// Clears the conversation.
  func run(within limit: Duration) async throws(ClaudeAgentError) -> Outcome {
    let before = await used.fromLoop { $0.sessionID }
    let (resetting, signs) = try await ask("/clear", after: used, within: limit)
    let sessionID = try verify(signs, before: before)
    let holder = connection(after: resetting, .conversation)
    let next = await own(holder, from: resetting)
    return Outcome(connection: holder, stream: next, sessionID: sessionID)
  }

  /// Has a prompt answered; the conversation that comes back is to be cleared.
  func behind(_ prompt: String, within limit: Duration) async throws(ClaudeAgentError) -> ProcessReset {
    let (answering, signs) = try await ask(prompt, after: used, within: limit)
    guard let result = signs.result, !result.isError, result.numTurns == 1 else {
      let answer = signs.result?.result.map { ": \($0)" } ?? "."
      throw ClaudeAgentError(.unsupported, detail: "The pool's warm-up prompt was not answered in one turn\(answer)")
    }
    return ProcessReset(answering, options)
  }

  /// A prompt, and what the CLI says until its result. What keeps the process is the connection that comes back.
  private func ask(
    _ prompt: String, after predecessor: Connection, within limit: Duration
  ) async throws(ClaudeAgentError) -> (Connection, Signs) {
    let asking = connection(after: predecessor, .prompt)
    let stream = await own(asking, from: predecessor)
    let deadline = asking.deadlines.schedule(after: limit) { asking.transport.cancel() }
    defer { deadline.cancel() }
    asking.onLoop { $0.write(only: Prompt(prompt)) }
    let seen = await Self.read(stream)
    guard case .finished? = stream.end else {
      throw ClaudeAgentError(.timedOut, detail: "The CLI did not finish `\(prompt)` in \(limit), or ended.")
    }
    return (asking, seen)
  }

  private func connection(after predecessor: Connection, _ purpose: Connection.Purpose) -> Connection {
    Connection(
      options: options, from: .predecessor(predecessor), purpose: purpose,
      handlers: Launch(options, ProcessTransportProvider(), .conversation).handlers, hostEnvironment: [:],
      keepsInput: true)
  }

  /// Gives the process to another connection, which begins a stream of its own.
  private func own(_ connection: Connection, from predecessor: Connection) async -> FrameStream {
    await connection.fromLoop { connection in
      let stream = connection.inbox.reopen()
      // What one conversation has left on the standard error is in no error of the next.
      (connection.transport as? ProcessTransport)?.forgetErrors()
      connection.takeOver(greeting: nil, sessionID: predecessor.sessionID, processID: nil)
      return stream
    }
  }

  /// What a reset says about itself.
  private struct Signs {
    var wasReset = false
    /// The session of the last `init`.
    var session: String?
    var result: ResultMessage?
    /// Something was said in the conversation.
    var hasOutput = false
  }

  private static func read(_ stream: FrameStream) async -> Signs {
    var signs = Signs()
    let frames = FrameReader()
    while let batch = await stream.nextBatch() {
      frames.read(batch, from: stream)
      while let frame = frames.next() {
        switch Message(node: frame.node, kind: MessageKind(rawValue: frame.tag)) {
        case .conversationReset: signs.wasReset = true
        case .system(let message):
          if case .initialized = message.event { signs.session = message.json["session_id"]?.string }
        case .result(let result): signs.result = result.copy()
        case .assistant: signs.hasOutput = true
        default: continue
        }
      }
      while frames.nextFault() != nil {}
    }
    return signs
  }

  private func verify(_ signs: Signs, before: String?) throws(ClaudeAgentError) -> String {
    func refuse(_ what: String) -> ClaudeAgentError {
      ClaudeAgentError(.unsupported, detail: "The CLI has not reset the conversation as expected: \(what).")
    }
    guard signs.wasReset else { throw refuse("no `conversation_reset` came") }
    guard let result = signs.result, !result.isError else { throw refuse("`/clear` has failed") }
    guard result.numTurns == 0, !signs.hasOutput else { throw refuse("`/clear` was answered as a prompt") }
    guard let session = signs.session, session != before, result.json["session_id"]?.string == session else {
      throw refuse("the session has no new id")
    }
    return session
  }
}
