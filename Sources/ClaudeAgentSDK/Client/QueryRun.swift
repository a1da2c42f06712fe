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
    case idle
    case running(Connection, FrameStream)
    case over
  }

  private let input: Input
  private let options: ClaudeAgentOptions
  private let provider: any TransportProvider
  private let claimed = Atomic<Bool>(false)
  private var phase = Phase.idle
  private var feeder: Task<Void, Never>?

  init(input: Input, options: ClaudeAgentOptions, provider: any TransportProvider) {
    self.input = input
    self.options = options
    self.provider = provider
  }

  deinit {
    feeder?.cancel()
    if case .running(let connection, _) = phase { connection.cancel() }
  }

  /// True for the first caller.
  func claim() -> Bool { !claimed.exchange(true, ordering: .relaxed) }

  /// The next lines of the run, or nil at its end.
  func nextBatch(isolation: isolated (any Actor)? = #isolation) async throws(ClaudeAgentError) -> FrameBatch? {
    if case .idle = phase { try await start() }
    guard case .running(let connection, let stream) = phase else { return nil }
    if let batch = await stream.nextBatch() { return batch }
    phase = .over
    feeder?.cancel()
    guard let end = stream.end else {
      connection.cancel()
      throw ClaudeAgentError(.cancelled, detail: "The task that read the messages was cancelled; the run was ended.")
    }
    if case .finished = end {
      // The answer is complete: nobody waits for the process, which ends by itself or is made to.
      Task { await connection.close() }
      return nil
    }
    let status = await connection.transportEnd(within: Connection.exitGrace)
    let failure = await connection.failure(after: status, reading: end)
    Task { await connection.close() }
    if let failure { throw failure }
    return nil
  }

  private func start() async throws(ClaudeAgentError) {
    phase = .over
    let plan = try LaunchPlan(
      options, hostEnvironment: HostSystem.environment(), readFile: { try HostSystem.readFile($0) })
    let connection: Connection
    do {
      let transport = try await provider.makeTransport(for: TransportRequest(options: options, plan: plan))
      let isSingle = if case .prompt = input { true } else { false }
      connection = Connection(
        options: options, transport: transport, group: try LoopGroup.shared(),
        tracker: RunTracker(needsInput: false, isSinglePrompt: isSingle),
        ceiling: options.resolvedBackgroundWaitCeiling(host: HostSystem.environment()) ?? .zero,
        observer: options.observer)
    } catch {
      throw ClaudeAgentError(transport: error, during: "preparing the transport")
    }
    guard let stream = connection.inbox.takeStream() else {
      throw ClaudeAgentError(.internalFault, detail: "The stream of a new connection was taken already.")
    }
    do {
      try await withTaskCancellationHandler {
        try await connection.start(host: .none)
        try await feed(connection)
      } onCancel: {
        connection.cancel()
      }
    } catch {
      connection.cancel()
      Task { await connection.close() }
      if Task.isCancelled {
        throw ClaudeAgentError(.cancelled, detail: "The task was cancelled while the run was being started.")
      }
      throw ClaudeAgentError(transport: error, during: "starting the run")
    }
    phase = .running(connection, stream)
  }

  private func feed(_ connection: Connection) async throws {
    switch input {
    case .prompt(let prompt):
      try await connection.send(prompt, sessionID: "")
      connection.promptsEnded(wroteAny: true)
    case .prompts(let each):
      feeder = Task { [observer = options.observer] in
        let wroteAny = Atomic<Bool>(false)
        do {
          try await each { prompt in
            try Task.checkCancellation()
            try await connection.send(prompt, sessionID: "")
            wroteAny.store(true, ordering: .relaxed)
          }
        } catch {
          // As the official SDK does: the run goes on with what was sent.
          if !Task.isCancelled { observer?.observe(.promptsFailed(error)) }
        }
        connection.promptsEnded(wroteAny: wroteAny.load(ordering: .relaxed))
      }
    }
  }
}
