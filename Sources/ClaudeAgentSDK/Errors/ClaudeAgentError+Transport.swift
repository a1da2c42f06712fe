internal import FastTransport

extension ClaudeAgentError {
  /// The error that a user sees for a failure below the agent.
  ///
  /// - Parameters:
  ///   - error: The failure; kept as ``underlying``.
  ///   - context: What else is known.
  init(_ error: TransportError, context: Context = Context()) {
    let (code, what) = Self.meaning(of: error)
    let number = error.number == 0 ? "" : " (system code \(error.number))"
    var context = context
    context.underlying = error
    self.init(code, detail: "\(what): \(error.place)\(number).", context: context)
  }

  private static func meaning(of error: TransportError) -> (Code, String) {
    switch error.code {
    case .notExecutable: (.cliNotExecutable, "The file cannot be run")
    case .noSuchDirectory: (.workingDirectoryNotFound, "The working directory does not exist")
    case .closed: (.connectionClosed, "The connection is closed")
    case .overflow: (.memoryLimitReached, "A bounded queue is full")
    case .timedOut: (.timedOut, "The time is up")
    case .cancelled: (.cancelled, "The task was cancelled")
    default: (.internalFault, "The system refused")
    }
  }
}
