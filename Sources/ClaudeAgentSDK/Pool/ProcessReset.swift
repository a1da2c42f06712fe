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

  func run(within limit: Duration) async throws(ClaudeAgentError) -> Outcome {
    let before = await used.fromLoop { $0.sessionID }
    let resetting = connection(after: used, .prompt)
    let stream = await own(resetting, from: used)
    let deadline = resetting.deadlines.schedule(after: limit) { resetting.transport.cancel() }
    defer { deadline.cancel() }
    resetting.onLoop { $0.write(only: Prompt("/clear")) }
    let seen = await Self.read(stream)
    guard case .finished? = stream.end else {
      throw ClaudeAgentError(.timedOut, detail: "The CLI did not finish `/clear` in \(limit), or ended.")
    }
    let sessionID = try verify(seen, before: before)
    let holder = connection(after: resetting, .conversation)
    let next = await own(holder, from: resetting)
    return Outcome(connection: holder, stream: next, sessionID: sessionID)
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
