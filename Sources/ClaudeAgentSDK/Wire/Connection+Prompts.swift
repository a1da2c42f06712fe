internal import FastTransport

extension Connection {
  /// Writes one prompt, and waits until the CLI's input has taken it.
  ///
  /// - Parameters:
  ///   - prompt: What to say; with an id of its own where its turn is to be told apart.
  ///   - sessionID: The session that the frame names.
  func send(_ prompt: Prompt, sessionID: String) async throws(ClaudeAgentError) {
    let isCommand = prompt.isCommand
    onLoop { connection in
      if isCommand { connection.isMarked = true }
      connection.watchdog?.saw(.prompt)
      connection.apply(connection.tracker.promptWillBeWritten())
    }
    try await send(line(of: prompt, sessionID: sessionID))
  }

  /// Sends a line, and reports a failure as an error of this library.
  func send(_ line: [UInt8]) async throws(ClaudeAgentError) {
    let outcome = await LoopWait<(any Error)?>.value(on: loop) { [self] wait in
      transport.send(line) { [loop] error in loop.run { wait.finish(error) } }
    }
    guard let outcome else {
      throw ClaudeAgentError(
        .cancelled, detail: "The task that sent the prompt was cancelled; the CLI may still take the prompt.")
    }
    if let error = outcome {
      if (error as? TransportError)?.code == .overflow {
        throw ClaudeAgentError(transport: error, during: "writing to the CLI")
      }
      let end = await transportEnd(within: Self.exitGrace)
      if let failure = await failure(after: end, reading: .endOfStream), end != nil { throw failure }
      if (error as? TransportError)?.code == .closed {
        let context = ClaudeAgentError.Context { $0.underlying = error }
        throw ClaudeAgentError(.writeFailed, detail: "The CLI takes no more input.", context: context)
      }
      throw ClaudeAgentError(transport: error, during: "writing to the CLI")
    }
  }

  /// Writes the only prompt of the run, on the loop. Nobody waits for it: a failure ends the stream of messages.
  func write(only prompt: Prompt) {
    if prompt.isCommand { isMarked = true }
    watchdog?.saw(.prompt)
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
}

extension Prompt {
  /// Whether the CLI may take it for an order to itself instead of something said.
  fileprivate var isCommand: Bool {
    switch content {
    case .text(let text): Self.isCommand(text)
    case .blocks(let blocks): blocks.contains { $0.json["text"]?.string.map(Self.isCommand) ?? false }
    }
  }

  private static func isCommand(_ text: String) -> Bool {
    switch text.first(where: { !$0.isWhitespace }) {
    case "/", "!", "#": true
    default: false
    }
  }
}
