/// One turn of a conversation: from a prompt to the result that answers it.
///
/// ```swift
/// for try await message in try await client.send("Read the README") { show(message) }
/// let answer = try await client.send("And in one sentence?").text()
/// ```
///
/// The CLI may answer several queued prompts in one turn; each of their sequences then ends with that one result. A turn
/// gives everything that has arrived and that nobody has read, up to its result. One reader at a time reads a
/// conversation: the sequence of another turn, or ``ClaudeClient/messages``, throws
/// ``ClaudeAgentError/Code/alreadyInUse`` meanwhile.
///
/// Cancelling the task that reads interrupts the turn and keeps the conversation; what is left of it is not given to the
/// next turn. Leaving the loop without a cancellation interrupts nothing: the rest comes with the next turn.
public struct Turn: AsyncSequence, Sendable {
  /// What is read.
  public typealias Element = Message
  /// What reading may throw.
  public typealias Failure = ClaudeAgentError

  let reader: ConversationReader
  let state: TurnState

  /// The id of the prompt, by which results name it (`uuid`).
  public var promptUUID: String { state.uuid }

  /// Whether the CLI has ended the turn; its messages may still be unread.
  public var hasEnded: Bool { state.hasEnded }

  /// Starts to read.
  public func makeAsyncIterator() -> Iterator { Iterator(reader: TurnReader(reader, turn: state)) }

  /// Reads messages of a conversation.
  public struct Iterator: AsyncIteratorProtocol {
    /// What is read.
    public typealias Element = Message
    /// What reading may throw.
    public typealias Failure = ClaudeAgentError

    @usableFromInline let reader: TurnReader

    /// The next message, or nil behind the last one.
    ///
    /// - Throws: What ended the conversation, once everything before it has been read;
    ///   ``ClaudeAgentError/Code/cancelled`` when the task is cancelled.
    @inlinable
    public mutating func next() async throws(ClaudeAgentError) -> Message? {
      if let message = reader.pop() { return message }
      return try await reader.next(isolation: #isolation)
    }

    /// The next message, without leaving the caller's actor while there is one.
    ///
    /// - Parameter actor: The caller's actor.
    /// - Returns: The message, or nil behind the last one.
    /// - Throws: What ended the conversation, once everything before it has been read;
    ///   ``ClaudeAgentError/Code/cancelled`` when the task is cancelled.
    @inlinable
    public nonisolated(nonsending) mutating func next(
      isolation actor: (any Actor)?
    ) async throws(ClaudeAgentError) -> Message? {
      if let message = reader.pop() { return message }
      return try await reader.next(isolation: #isolation)
    }
  }
}

extension Turn {
  /// Reads to the end of the turn and returns its result.
  ///
  /// - Returns: The result; one that is an error is returned too, see ``ResultMessage/error``.
  /// - Throws: What ended the conversation; ``ClaudeAgentError/Code/noResult`` for a prompt that was dropped without
  ///   being answered.
  public func result() async throws(ClaudeAgentError) -> ResultMessage {
    for try await _ in self {}
    guard let result = state.result else {
      throw ClaudeAgentError(.noResult, detail: "The prompt was dropped before it was answered.")
    }
    return result
  }

  /// Reads to the end of the turn and returns its final text.
  ///
  /// - Returns: The text of the result.
  /// - Throws: As ``result()``, and the error of a result that is one.
  public func text() async throws(ClaudeAgentError) -> String {
    let result = try await result()
    if let error = result.error { throw error }
    return result.result ?? ""
  }
}

/// All messages of a conversation, beyond single turns: background agents speak between them.
public struct ConversationMessages: AsyncSequence, Sendable {
  /// What is read.
  public typealias Element = Message
  /// What reading may throw.
  public typealias Failure = ClaudeAgentError
  /// Reads messages of a conversation.
  public typealias AsyncIterator = Turn.Iterator

  let reader: ConversationReader

  /// Starts to read, where the last reader has left off.
  public func makeAsyncIterator() -> Turn.Iterator { Turn.Iterator(reader: TurnReader(reader, turn: nil)) }
}
