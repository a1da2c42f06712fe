import ClaudeAgentSDK
import Synchronization

/// One question from its start to the end of its process.
final class OneRun: Sendable {
  /// What a simulation changes about a run.
  struct Surroundings: Sendable {
    let environment: [String: String]
    let workingDirectory: String
  }

  private let prompt: Prompt
  private let options: ClaudeAgentOptions
  private let presenter: any Presenter
  private let notices: Notices

  init(prompt: Prompt, options: ClaudeAgentOptions, presenter: any Presenter, notices: Notices) {
    self.prompt = prompt
    self.options = options
    self.presenter = presenter
    self.notices = notices
  }

  /// Runs and presents. Returns or throws when the process and all it started are gone.
  ///
  /// - Parameter surroundings: What to run in; this process's own environment when nil.
  func execute(in surroundings: Surroundings? = nil) async throws {
    var options = options
    if let surroundings {
      options.environment = .only(surroundings.environment)
      options.workingDirectory = options.workingDirectory ?? surroundings.workingDirectory
    }
    let transports = KeptTransports()
    let outcome: Result<Void, any Error>
    do {
      notices.spin("starting")
      try await present(query(prompt, options: options, transport: transports))
      outcome = .success(())
    } catch {
      outcome = .failure(error)
    }
    notices.end()
    await transports.close()
    try outcome.get()
  }

  private func present(_ messages: MessageStream) async throws {
    var last: ResultMessage?
    do {
      for try await message in messages {
        try presenter.show(message)
        if case .result(let result) = message { last = result.copy() }
      }
    } catch {
      // An error result is a result all the same.
      try presenter.finish(last)
      throw error
    }
    try presenter.finish(last)
    try check(last)
  }

  /// An error result from a CLI that ended well is a failure too.
  private func check(_ result: ResultMessage?) throws {
    guard let result else { throw ClaudeAgentError(.noResult, detail: "The run ended without a result.") }
    guard result.isError else { return }
    let text =
      result.errors.isEmpty
      ? result.result ?? result.subtype?.rawValue ?? "unknown" : result.errors.joined(separator: "; ")
    throw ClaudeAgentError(
      .resultError, detail: "Claude Code returned an error result: \(text)",
      context: .init { $0.sessionID = result.sessionID })
  }
}

/// Child processes that can be waited for: a run gives its answer before its process has ended, and a tool that left
/// then would cut off what the process still writes to its transcript.
final class KeptTransports: TransportProvider {
  private let base = ProcessTransportProvider()
  private let transports = Mutex<[any Transport]>([])

  func makeTransport(for request: TransportRequest) async throws -> any Transport {
    let transport = try await base.makeTransport(for: request)
    transports.withLock { $0.append(transport) }
    return transport
  }

  /// Returns when all are gone.
  func close() async {
    for transport in transports.withLock({ $0 }) { await transport.close() }
  }
}
