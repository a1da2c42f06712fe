import ClaudeAgentSDK
private import Synchronization

/// Does what the recorded caller of a session did, and says when so many messages have been read.
final class SweepWalk: Sendable {
  let rig: SessionRig
  let messageCount: Int
  let waits: Bool
  let reached: AsyncStream<Void>.Continuation
  private let left = Mutex<Turn?>(nil)
  private let read = Mutex(0)

  init(rig: SessionRig, messageCount: Int, waits: Bool, reached: AsyncStream<Void>.Continuation) {
    self.rig = rig
    self.messageCount = messageCount
    self.waits = waits
    self.reached = reached
  }

  /// How many messages were read in all.
  var readCount: Int { read.withLock { $0 } }

  /// The turn whose reading was cancelled.
  var abandoned: Turn? { left.withLock { $0 } }

  func ask() async throws {
    var count = 0
    await pass(count)
    for try await message in rig.query() {
      guard Self.counts(message) else { continue }
      count += 1
      await pass(count)
    }
  }

  func talk(to client: ClaudeClient) async throws {
    try await client.connect()
    var reader = SessionReader(client, .turns)
    var caller = ControlCaller(client, rig.controlRequests)
    defer { caller.cancel() }
    var prompts = rig.prompts[...]
    var count = 0
    for step in rig.session.steps {
      switch step {
      case .prompt:
        guard let next = prompts.popFirst() else { continue }
        reader.began(try await client.send(next.prompt, sessionID: next.sessionID))
        if count == 0 { await pass(0) }
      case .read(let references):
        var unread = references.count
        while unread > 0 {
          let turn = reader.turn
          let message: Message?
          do {
            message = try await reader.next()
          } catch let error as ClaudeAgentError where error.code == .cancelled {
            left.withLock { $0 = turn }
            throw error
          }
          guard let message else { break }
          guard Self.counts(message) else { continue }
          unread -= 1
          count += 1
          await pass(count)
        }
      case .call(let method, let arguments): caller.begin(method, arguments)
      case .answer(let recorded): _ = await caller.end(recorded)
      case .callbackEntered: await rig.log.waitForEntry()
      case .leave, .close: break
      }
    }
  }

  /// Messages that the official SDK gives too.
  private static func counts(_ message: Message) -> Bool {
    WireProjection.kind(of: message) == .message
  }

  private func pass(_ count: Int) async {
    read.withLock { $0 = count }
    guard count == messageCount else { return }
    reached.yield()
    // Ends with the cancellation.
    if waits { for await _ in AsyncStream<Never>.makeStream().stream {} }
  }
}
