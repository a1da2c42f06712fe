import ClaudeAgentSDK

/// How a client is read.
package enum ReadingWay: String, Sendable, CaseIterable {
  /// All messages, with one iterator.
  case whole
  /// Turn by turn; what comes between turns is read as messages of the conversation.
  case turns
}

/// Reads one session as its recorded caller did.
struct SessionReader {
  private enum Source {
    case query(MessageStream.Iterator)
    case conversation(Turn.Iterator)
    case turn(Turn.Iterator, Turn)
  }

  private let client: ClaudeClient?
  private let way: ReadingWay
  private var source: Source?
  /// Turns that have begun and are not read.
  private var turns: [Turn] = []
  private var turnCount = 0
  /// What the turn that is read has given.
  private var turnMessageCount = 0
  private var lastWasResult = false
  private(set) var differences: [Difference] = []

  init(_ stream: MessageStream) {
    client = nil
    way = .whole
    source = .query(stream.makeAsyncIterator())
  }

  init(_ client: ClaudeClient, _ way: ReadingWay) {
    self.client = client
    self.way = way
  }

  /// The turn that is read just now.
  var turn: Turn? { if case .turn(_, let turn)? = source { turn } else { nil } }

  /// A prompt was sent.
  mutating func began(_ turn: Turn) {
    guard way == .turns else { return }
    turns.append(turn)
    if case .conversation? = source { source = nil }
  }

  mutating func next() async throws -> Message? {
    while true {
      if source == nil { try await open() }
      switch source {
      case .query(var iterator)?:
        defer { source = .query(iterator) }
        return try await iterator.next()
      case .conversation(var iterator)?:
        defer { source = .conversation(iterator) }
        return try await iterator.next()
      case .turn(var iterator, let turn)?:
        if let message = try await iterator.next() {
          source = .turn(iterator, turn)
          turnMessageCount += 1
          if case .result = message { lastWasResult = true } else { lastWasResult = false }
          return message
        }
        endTurn()
      case nil: return nil
      }
    }
  }

  private mutating func open() async throws {
    guard let client else { return }
    if way == .turns, !turns.isEmpty {
      let turn = turns.removeFirst()
      (turnCount, turnMessageCount, lastWasResult) = (turnCount + 1, 0, false)
      source = .turn(turn.makeAsyncIterator(), turn)
    } else {
      source = .conversation(try await client.messages.makeAsyncIterator())
    }
  }

  private mutating func endTurn() {
    source = nil
    if turnMessageCount > 0, !lastWasResult {
      differences.append(Difference("turn \(turnCount): ended without a result", "after \(turnMessageCount) messages"))
    }
  }

  /// The recorded caller stopped reading behind a result: so must the turn that is read.
  mutating func stoppedBehindResult() async throws {
    guard case .turn(var iterator, let turn)? = source else { return }
    guard turn.hasEnded else {
      differences.append(Difference("turn \(turnCount): goes on behind the result", turn.promptUUID))
      return
    }
    if let message = try await iterator.next() {
      differences.append(Difference("turn \(turnCount): \(message.type) behind the result", turn.promptUUID))
    }
    endTurn()
  }

  /// Every turn that was begun must have an end once the session was read.
  mutating func finish() {
    for turn in turns where !turn.hasEnded {
      differences.append(Difference("turn \(turnCount + 1): has no end", turn.promptUUID))
    }
    source = nil
  }
}
