internal import FastTransport

/// Serves the messages of one run from the batch that came last, and fetches the next one when it is used up.
///
/// For one reader, who may move between threads but never calls twice at once.
@usableFromInline
final class MessageReader: @unchecked Sendable {
  // Sendable: see above.

  private let run: QueryRun
  private let isFirst: Bool
  private let frames = FrameReader()

  init(run: QueryRun, isFirst: Bool) {
    self.run = run
    self.isFirst = isFirst
  }

  /// The next message if it is there already.
  @usableFromInline
  func pop() -> Message? {
    if let frame = frames.next() { return Message(node: frame.node, kind: MessageKind(rawValue: frame.tag)) }
    return frames.nextFault().map { .malformed(MalformedLine($0)) }
  }

  /// The next message, or nil at the end of the run.
  @usableFromInline
  func next(isolation actor: isolated (any Actor)?) async throws(ClaudeAgentError) -> Message? {
    guard isFirst else {
      throw ClaudeAgentError(.alreadyInUse, detail: "The messages of this run are read by somebody else.")
    }
    while true {
      if let message = pop() { return message }
      guard try await run.fetch(into: frames) else { return nil }
    }
  }
}
