import ClaudeAgentSDK

/// A place in a recorded session at which its reading is cancelled.
package struct SweepPoint: Sendable {
  package let scenario: String
  let session: RecordedSession
  /// How many messages have been read then.
  let messageCount: Int
  /// Whether the reader waits for the cancellation before it goes on; else it is cancelled while it reads.
  let waits: Bool

  /// So many places, evenly over all messages of all recorded sessions, always the same.
  package static func all(_ count: Int) throws -> [SweepPoint] {
    var sessions: [(name: String, session: RecordedSession)] = []
    for recording in WireCorpus.recordings {
      sessions += try Scenario(recording).sessions.filter { $0.run != nil && $0.messageCount > 0 && $0.isStarted }
        .map { (recording.name, $0) }
    }
    let total = sessions.reduce(0) { $0 + $1.session.messageCount }
    var points: [SweepPoint] = []
    var (index, before) = (0, 0)
    for number in 0..<count where total > 0 {
      let place = number * total / count
      while place - before >= sessions[index].session.messageCount {
        before += sessions[index].session.messageCount
        index += 1
      }
      let (name, session) = sessions[index]
      points.append(
        SweepPoint(
          scenario: name, session: session, messageCount: place - before, waits: number.isMultiple(of: 2)))
    }
    return points
  }
}

/// What came of a cancellation.
package struct SweepOutcome: Sendable {
  package var wasCancelled = false
  /// What is not as it must be.
  package var faults: [String] = []
  /// From the cancellation to the end of the reading.
  package var settling = Duration.zero
  package var closing = Duration.zero
}

extension SweepPoint {
  /// The longest that each step may take: much more than any takes, for machines that are busy.
  private static let limit = Duration.seconds(20)

  /// Plays the session up to the place, cancels, and closes.
  package func run() async -> SweepOutcome {
    var outcome = SweepOutcome()
    do {
      let rig = try SessionRig(session, isSynchronous: waits)
      let cancelled = AsyncStream<Void>.makeStream()
      let walk = SweepWalk(rig: rig, messageCount: messageCount, waits: waits, reached: cancelled.continuation)
      let client = session.isClient ? ClaudeClient(rig.options) : nil
      let task = Task { () async -> (any Error)? in
        defer { cancelled.continuation.finish() }
        do {
          if let client { try await walk.talk(to: client) } else { try await walk.ask() }
          return nil
        } catch {
          return error
        }
      }
      for await _ in cancelled.stream { break }
      let began = ContinuousClock.now
      task.cancel()
      let error = await task.value
      outcome.settling = began.duration(to: .now)
      if error == nil, walk.readCount < session.messageCount {
        outcome.faults.append("ended well after \(walk.readCount) of \(session.messageCount) messages")
      }
      if let error {
        outcome.wasCancelled = (error as? ClaudeAgentError)?.code == .cancelled
        if !outcome.wasCancelled, try !isRecordedEnd(error) { outcome.faults.append("threw \(error)") }
      }
      let closing = ContinuousClock.now
      await client?.close()
      outcome.closing = closing.duration(to: .now)
      if let turn = walk.abandoned, !rig.wasInterrupted(turn) { outcome.faults.append("the turn was not interrupted") }
      if outcome.settling > Self.limit { outcome.faults.append("settled after \(outcome.settling)") }
      if outcome.closing > Self.limit { outcome.faults.append("closed after \(outcome.closing)") }
    } catch {
      outcome.faults.append("not played: \(error)")
    }
    return outcome
  }
}

extension SweepPoint {
  /// Whether the session came to its recorded end before the cancellation did.
  private func isRecordedEnd(_ error: any Error) throws -> Bool {
    guard !waits, let error = error as? ClaudeAgentError, session.exception != nil else { return false }
    return try RecordedEnding(exception: session.exception, run: session.run).differences(from: error).isEmpty
  }
}

extension RecordedSession {
  /// Whether such options start a process here.
  fileprivate var isStarted: Bool {
    var unknown: [String] = []
    return (try? ClaudeAgentOptions(recorded: options, unknown: &unknown).validate()) != nil
  }
}

extension SessionRig {
  /// Whether the CLI was told that nobody waits for the turn any more, or had ended it before.
  fileprivate func wasInterrupted(_ turn: Turn) -> Bool {
    turn.hasEnded
      || transcript.contains { line in
        let request = JSONView(copying: line)?["request"]
        return request?["subtype"]?.string == "cancel_async_message"
          && request?["message_uuid"]?.string == turn.promptUUID
      }
  }
}

extension SweepPoint: CustomStringConvertible {
  package var description: String {
    "\(scenario), session \(session.number), after \(messageCount) messages\(waits ? "" : ", while reading")"
  }
}
