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

  /// Everything that is needed to start, and not afterwards. An object: options are large, and every asynchronous
  /// frame they pass through would keep room for them as long as its task lives.
  private final class Setup: Sendable {
    let input: Input
    let options: ClaudeAgentOptions
    let provider: any TransportProvider

    init(_ input: Input, _ options: ClaudeAgentOptions, _ provider: any TransportProvider) {
      self.input = input
      self.options = options
      self.provider = provider
    }

    func request(host: [String: String]) throws(ClaudeAgentError) -> TransportRequest {
      let plan = try LaunchPlan(options, hostEnvironment: host, readFile: { try HostSystem.readFile($0) })
      return TransportRequest(options: options, plan: plan, hostEnvironment: host)
    }
  }

  private enum Phase {
    case idle(Setup)
    case running(Connection, FrameStream)
    case over
  }

  private let claimed = Atomic<Bool>(false)
  private var phase: Phase
  private var feeder: Task<Void, Never>?
  /// Brings the process to its end, behind the back of the reader.
  private var closing: Task<Void, Never>?

  init(input: Input, options: ClaudeAgentOptions, provider: any TransportProvider) {
    phase = .idle(Setup(input, options, provider))
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

  /// The next lines of the run, or nil at its end.
  func nextBatch(isolation: isolated (any Actor)? = #isolation) async throws(ClaudeAgentError) -> FrameBatch? {
    if case .idle(let setup) = phase {
      phase = .over
      // In a task of its own: the memory of its frames goes with it, while a task that reads keeps what it once used.
      let starting = Task { [self] () async -> Result<Void, ClaudeAgentError> in
        do throws(ClaudeAgentError) {
          try await start(setup)
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
    guard case .running(let connection, let stream) = phase else { return nil }
    if let batch = await stream.nextBatch() { return batch }
    phase = .over
    feeder?.cancel()
    if case .finished? = stream.end {
      // The answer is complete: nobody waits for the process, which ends by itself or is made to.
      closing = Task { await connection.close() }
      return nil
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
    return nil
  }

  private func start(_ setup: Setup) async throws(ClaudeAgentError) {
    let connection: Connection
    let stream: FrameStream
    do {
      (connection, stream) = try await prepare(setup)
    } catch {
      throw ClaudeAgentError(transport: error, during: "preparing the run")
    }
    do {
      try await withTaskCancellationHandler {
        let prompt: Prompt? = if case .prompt(let only) = setup.input { only } else { nil }
        try await connection.shakeHands(then: prompt) { writer, id in
          InitializeRequest(setup.options).write(to: &writer, requestID: id)
        }
        if case .prompts(let each) = setup.input { feed(each, connection) }
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

  /// Everything up to the start of the transport, of which only so many are under way at once.
  private func prepare(_ setup: Setup) async throws -> (Connection, FrameStream) {
    let group = try LoopGroup.shared()
    let loop = group.acquire()
    await loop.startGate.enter(on: loop)
    defer { loop.startGate.leave(on: loop) }
    let host = HostSystem.environment()
    let isSingle = if case .prompt = setup.input { true } else { false }
    let transport: any Transport
    do {
      transport = try await setup.provider.makeTransport(for: setup.request(host: host))
    } catch {
      group.release(loop)
      throw error
    }
    let connection = Connection(
      options: setup.options, transport: transport, loop: loop, group: group,
      tracker: RunTracker(needsInput: false, isSinglePrompt: isSingle), hostEnvironment: host)
    guard let stream = connection.inbox.takeStream() else {
      throw ClaudeAgentError(.internalFault, detail: "The stream of a new connection was taken already.")
    }
    try await connection.start()
    return (connection, stream)
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
        if !Task.isCancelled { connection.observer?.observe(.promptsFailed(error)) }
      }
      connection.promptsEnded(wroteAny: wroteAny.load(ordering: .relaxed))
    }
  }
}
