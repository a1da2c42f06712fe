internal import FastTransport
private import Synchronization

/// The messages of one conversation, for one reader at a time: a turn, or whoever reads the whole run.
///
/// A reader claims it with its first message and lets go at its end, so the place in the stream passes from turn to
/// turn. Nothing is dropped between two readers, but for the rest of a turn whose reading task was cancelled.
final class ConversationReader: @unchecked Sendable {
  // Sendable: everything but `isTaken` is touched by the reader that holds the claim.

  private var link: ClientLink.Core
  private var stream: FrameStream
  /// Where the conversation goes on, once its process was given up.
  private let sequel = ShortLock<(ClientLink.Core, FrameStream)?>(nil)
  /// Taken by the reader at work. Set with acquire and cleared with release, which hands the place over.
  private let isTaken = Atomic<Bool>(false)
  private let frames = FrameReader()
  /// How many frames that may end a turn were read.
  private var endings = 0
  private var failure: ClaudeAgentError?
  private var isOver = false
  /// A turn whose reading was cancelled: what is left of it goes to no other turn.
  private var abandoned: TurnState?

  init(link: ClientLink.Core, stream: FrameStream) {
    self.link = link
    self.stream = stream
  }

  /// The conversation goes on over another connection, behind what has come over this one.
  func goOn(_ core: ClientLink.Core, _ stream: FrameStream) { sequel.withLock { $0 = (core, stream) } }

  /// Whether nobody waits for messages just now.
  var isFree: Bool {
    guard claim() else { return false }
    release()
    return true
  }

  func claim() -> Bool { !isTaken.exchange(true, ordering: .acquiring) }

  func release() { isTaken.store(false, ordering: .releasing) }

  /// The next message if it is there already, and not behind the end of `turn`.
  func pop(for turn: TurnState?) -> Message? {
    while !frames.isAtEnd {
      if let turn, turn.hasEnded(behind: endings) { return nil }
      guard let frame = frames.next() else { return frames.nextFault().map { .malformed(MalformedLine($0)) } }
      let kind = MessageKind(rawValue: frame.tag)
      if kind == .result || kind == .commandLifecycle { endings += 1 }
      if turn != nil, let abandoned {
        // The frame that ends this turn is its own, whatever became of the one before.
        let isOwnEnd = turn?.hasEnded(behind: endings) == true
        if abandoned.hasEnded(behind: endings) { self.abandoned = nil }
        if !isOwnEnd { continue }
      }
      return Message(node: frame.node, kind: kind)
    }
    return nil
  }

  /// Whether there is nothing more for `turn`.
  func isOver(_ turn: TurnState?) -> Bool { turn?.hasEnded(behind: endings) ?? false }

  /// Waits for further messages. False at the end of the conversation.
  func fetch(
    for turn: TurnState?, isolation: isolated (any Actor)? = #isolation
  ) async throws(ClaudeAgentError) -> Bool {
    if isOver {
      if let failure { throw failure }
      return false
    }
    frames.stop()
    while true {
      if let next = await stream.nextBatch() {
        frames.read(next, from: stream)
        return true
      }
      guard stream.end != nil, link.isParked else { break }
      // What was left of the old process has been read.
      try await link.resume()
      guard let next = sequel.withLock({ $0.take() }) else { break }
      (link, stream) = next
    }
    guard let end = stream.end else {
      // The task was cancelled: the turn is, too, and the conversation goes on.
      if let turn {
        abandoned = turn
        link.abandon(turn)
      }
      throw ClaudeAgentError(
        .cancelled, detail: "The task that read the messages was cancelled; the turn is being interrupted.",
        context: await link.context())
    }
    isOver = true
    let grace = if case .overdue = end { Duration.zero } else { Connection.exitGrace }
    let status = await link.connection.transportEnd(within: grace)
    if !link.isClosing { failure = await link.connection.failure(after: status, reading: end) }
    if let failure { throw failure }
    return false
  }
}
