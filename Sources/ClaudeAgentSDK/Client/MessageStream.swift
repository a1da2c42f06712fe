internal import FastTransport

/// The messages of one run, as they come.
///
/// The run starts when the first message is asked for, and ends with its process tree when the stream is dropped or the
/// task that reads it is cancelled. A reader that is slow slows the CLI down; nothing is lost. One reader only.
///
/// After an error result, and when the CLI fails, the messages received so far come first and the error last.
public struct MessageStream: AsyncSequence, Sendable {
  /// What is read.
  public typealias Element = Message
  /// What reading may throw.
  public typealias Failure = ClaudeAgentError

  let run: QueryRun

  /// Starts to read. A second iterator throws ``ClaudeAgentError/Code/alreadyInUse``.
  public func makeAsyncIterator() -> Iterator {
    Iterator(run: run, isFirst: run.claim())
  }

  /// Reads the messages of one run.
  public struct Iterator: AsyncIteratorProtocol {
    /// What is read.
    public typealias Element = Message
    /// What reading may throw.
    public typealias Failure = ClaudeAgentError

    @usableFromInline let reader: MessageReader

    fileprivate init(run: QueryRun, isFirst: Bool) {
      reader = MessageReader(run: run, isFirst: isFirst)
    }

    /// The next message, or nil at the end of the run.
    ///
    /// - Throws: What ended the run, once everything before it has been read.
    @inlinable
    public mutating func next() async throws(ClaudeAgentError) -> Message? {
      if let message = reader.pop() { return message }
      return try await reader.next(isolation: #isolation)
    }

    /// The next message, without leaving the caller's actor while there is one.
    ///
    /// - Parameter actor: The caller's actor.
    /// - Returns: The message, or nil at the end of the run.
    /// - Throws: What ended the run, once everything before it has been read.
    @inlinable
    public nonisolated(nonsending) mutating func next(
      isolation actor: (any Actor)?
    ) async throws(ClaudeAgentError) -> Message? {
      // Inlined into the caller's loop: a message that is there costs a call and no switch of executors.
      if let message = reader.pop() { return message }
      return try await reader.next(isolation: #isolation)
    }
  }
}

extension MessageStream {
  /// Ends the run if it is not over, and waits until its process has gone. Bounded: see
  /// ``ClaudeAgentOptions/shutdownGrace``. Called by the one who reads, between two messages or behind the last.
  ///
  /// Nobody has to call it: a process ends by itself behind a good answer, and is ended when the stream is dropped. A
  /// program that leaves right after the answer calls it, so that the CLI has the time to save its session.
  public func close() async {
    await run.close()
  }

  /// Reads to the end and returns the last result.
  ///
  /// - Returns: The result: text, cost, usage, turns.
  /// - Throws: What ended the run, or ``ClaudeAgentError/Code/noResult`` when it ended without a result.
  public func result() async throws(ClaudeAgentError) -> ResultMessage {
    var last: ResultMessage?
    for try await message in self {
      if case .result(let result) = message { last = result }
    }
    guard let last else {
      throw ClaudeAgentError(.noResult, detail: "The run ended without a result.")
    }
    return last
  }

  /// Reads to the end and returns the final text.
  ///
  /// - Returns: The text of the last result.
  /// - Throws: What ended the run; ``ClaudeAgentError/Code/noResult``; the error of a result that is one.
  public func text() async throws(ClaudeAgentError) -> String {
    let result = try await result()
    if let error = result.error { throw error }
    return result.result ?? ""
  }
}
