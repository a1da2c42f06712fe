/// One iterator over a conversation: over a turn, or over all there is.
@usableFromInline
final class TurnReader: @unchecked Sendable {
  // Sendable: an iterator is used by one task at a time.

  private let reader: ConversationReader
  private let turn: TurnState?
  private var holds = false
  private var isOver = false

  init(_ reader: ConversationReader, turn: TurnState?) {
    self.reader = reader
    self.turn = turn
  }

  deinit { letGo() }

  private func letGo() {
    guard holds else { return }
    holds = false
    reader.release()
  }

  /// The next message if it is there already.
  @usableFromInline
  func pop() -> Message? { holds ? reader.pop(for: turn) : nil }

  /// The next message, or nil at the end of the turn, or of the conversation.
  @usableFromInline
  func next(isolation actor: isolated (any Actor)?) async throws(ClaudeAgentError) -> Message? {
    if isOver { return nil }
    if !holds {
      guard reader.claim() else {
        throw ClaudeAgentError(
          .alreadyInUse, detail: "The messages of this client are being read by somebody else.",
          advice: "Read one turn after the other, or read `messages` alone.")
      }
      holds = true
    }
    do throws(ClaudeAgentError) {
      while true {
        if let message = reader.pop(for: turn) { return message }
        if reader.isOver(turn) { return finish() }
        guard try await reader.fetch(for: turn) else {
          // The conversation has ended well, and not with this turn's result.
          if turn != nil {
            throw ClaudeAgentError(.connectionClosed, detail: "The conversation ended before the turn had a result.")
          }
          return finish()
        }
      }
    } catch {
      _ = finish()
      throw error
    }
  }

  private func finish() -> Message? {
    isOver = true
    letGo()
    return nil
  }
}
