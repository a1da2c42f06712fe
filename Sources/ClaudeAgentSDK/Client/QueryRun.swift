internal import FastTransport
private import Synchronization

/// One run of `query`, from the options to the end of its process tree.
///
/// Used by the one iterator that reads it; dropping the last reference ends the run.
final class QueryRun: @unchecked Sendable {
  // Sendable: `phase` is touched by the one reader only, which `claim` makes sure of.

  /// What is asked.
  enum Input: Sendable {
    case prompt(Prompt)
    /// Hands each prompt to the closure, in order.
    case prompts(@Sendable (_ send: @Sendable (Prompt) async throws -> Void) async throws -> Void)
  }

  private enum Phase {
    case idle(Launch, Input)
    case running(Connection, FrameStream)
    case over
  }

  private let claimed = Atomic<Bool>(false)
  private var phase: Phase
  private var feeder: Task<Void, Never>?
  /// Brings the process to its end, behind the back of the reader.
  private var closing: Task<Void, Never>?

  init(input: Input, options: ClaudeAgentOptions, provider: any TransportProvider) {
    let purpose: Connection.Purpose = if case .prompt = input { .prompt } else { .prompts }
    phase = .idle(Launch(options, provider, purpose), input)
  }

  deinit {
    feeder?.cancel()
    if case .running(let connection, _) = phase { connection.cancel() }
  }

  /// True for the first caller.
  func claim() -> Bool { !claimed.exchange(true, ordering: .relaxed) }

  /// Ends the run, and waits until its process has gone. For the one reader.
  func close() async {
    if case .running(let connection, _) = phase {
      phase = .over
      feeder?.cancel()
      await connection.close()
    } else {
      if case .idle = phase { phase = .over }
      await closing?.value
    }
  }

  /// Fetches the next lines of the run. False at its end.
  func fetch(
    into frames: FrameReader, isolation: isolated (any Actor)? = #isolation
  ) async throws(ClaudeAgentError) -> Bool {
    if case .idle(let launch, let input) = phase {
      phase = .over
      // In a task of its own: the memory of its frames goes with it, while a task that reads keeps what it once used.
      let starting = Task { [self] () async -> Result<Void, ClaudeAgentError> in
        do throws(ClaudeAgentError) {
          try await start(launch, input)
          return .success(())
        } catch {
          return .failure(error)
        }
      }
      try await withTaskCancellationHandler {
        await starting.value
      } onCancel: {
        starting.cancel()
      }.get()
    }
    guard case .running(let connection, let stream) = phase else { return false }
    if let batch = await stream.nextBatch() {
      frames.read(batch, from: stream)
      return true
    }
    phase = .over
    feeder?.cancel()
    if case .finished? = stream.end {
      // The answer is complete: nobody waits for the process, which ends by itself or is made to.
      closing = Task { await connection.close() }
      return false
    }
    // A cancellation may have ended the process before it was seen here; it is no failure of the process.
    guard let end = stream.end, !Task.isCancelled else {
      connection.cancel()
      closing = Task { await connection.close() }
      throw ClaudeAgentError(.cancelled, detail: "The task that read the messages was cancelled; the run was ended.")
    }
    // A process that is overdue has had its time already.
    let grace = if case .overdue = end { Duration.zero } else { Connection.exitGrace }
    let status = await connection.transportEnd(within: grace)
    let failure = await connection.failure(after: status, reading: end)
    closing = Task { await connection.close() }
    if let failure { throw failure }
    return false
  }

  private func start(_ launch: Launch, _ input: Input) async throws(ClaudeAgentError) {
    let (connection, stream) = try await launch.connect()
    do {
      try await withTaskCancellationHandler {
        let prompt: Prompt? = if case .prompt(let only) = input { only } else { nil }
        try await launch.shakeHands(connection, then: prompt)
        if case .prompts(let each) = input { feed(each, connection) }
      } onCancel: {
        connection.cancel()
      }
    } catch {
      connection.cancel()
      closing = Task { await connection.close() }
      if Task.isCancelled {
        throw ClaudeAgentError(.cancelled, detail: "The task was cancelled while the run was being started.")
      }
      throw ClaudeAgentError(transport: error, during: "starting the run")
    }
    phase = .running(connection, stream)
  }

  private func feed(
    _ each: @escaping @Sendable (_ send: @Sendable (Prompt) async throws -> Void) async throws -> Void,
    _ connection: Connection
  ) {
    feeder = Task {
      let wroteAny = Atomic<Bool>(false)
      do {
        try await each { prompt in
          try Task.checkCancellation()
          try await connection.send(prompt, sessionID: "")
          wroteAny.store(true, ordering: .relaxed)
        }
      } catch {
        // As the official SDK does: the run goes on with what was sent.
        if !Task.isCancelled { connection.onLoop { $0.events.emit(.promptsFailed(error)) } }
      }
      connection.promptsEnded(wroteAny: wroteAny.load(ordering: .relaxed))
    }
  }
}
