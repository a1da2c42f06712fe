internal import FastTransport

/// Why a run failed: puts together what its last result said and how its process ended.
struct RunFailure {
  let end: TransportEnd?
  let reading: FrameEnd?
  let failedResult: ClaudeAgentError.FailedResult?
  let sessionID: String?
  let isProcess: Bool

  /// Nil for a run that ended well.
  var error: ClaudeAgentError? {
    var context = ClaudeAgentError.Context()
    context.exitStatus = end?.exitStatus
    context.stderrTail = end?.stderrTail ?? ""
    context.sessionID = sessionID
    context.underlying = end?.error
    if let failedResult, end?.exitStatus != .exited(code: 0) {
      context.failedResult = failedResult
      return ClaudeAgentError(
        ClaudeAgentError.Code(failedResult: failedResult),
        detail: "Claude Code returned an error result: \(failedResult.text)", context: context)
    }
    if let error = end?.error { return error.adding { $0 = context } }
    switch end?.exitStatus {
    case .exited(code: 0), nil: break
    case .some(let status):
      return ClaudeAgentError(
        .processFailed, detail: "The CLI ended with \(status).\(stderrSentence)", context: context)
    }
    if case .failed(let error)? = reading {
      return ClaudeAgentError(error, context: context)
    }
    // A process without a status has closed its output and lives on: what it had to say is not known to be whole.
    if isProcess, end == nil {
      return ClaudeAgentError(.processFailed, detail: "The CLI closed its output and did not end.", context: context)
    }
    return nil
  }

  /// The last line of the standard error, where a program says what went wrong.
  private var stderrSentence: String {
    guard let line = end?.stderrTail.split(whereSeparator: \.isNewline).last(where: { !$0.allSatisfy(\.isWhitespace) })
    else { return "" }
    return " It said: \(line.prefix(300))"
  }
}

extension ClaudeAgentError {
  /// An error of the layer below, in the words of this one.
  init(transport error: any Error, during activity: String) {
    switch error {
    case let error as ClaudeAgentError: self = error
    case let error as TransportError: self.init(error)
    case is CancellationError: self.init(.cancelled, detail: "The task was cancelled while \(activity).")
    default:
      self.init(
        .connectionClosed, detail: "The transport failed while \(activity): \(error).",
        context: Context { $0.underlying = error })
    }
  }

  static func connectionClosed(during subtype: String) -> ClaudeAgentError {
    ClaudeAgentError(.connectionClosed, detail: "The connection ended before the CLI answered \(subtype).")
  }
}

extension ClaudeAgentError.FailedResult {
  init(_ message: ResultMessage) {
    self.init(
      subtype: message.subtype?.rawValue, errors: message.errors, result: message.result,
      apiErrorStatus: message.apiErrorStatus, terminalReason: message.terminalReason?.rawValue)
  }
}

extension ResultMessage {
  /// The result as an error, for one that is (`is_error`): its kind, its words and where it came from. Nil for a good
  /// result.
  public var error: ClaudeAgentError? {
    guard isError else { return nil }
    let failed = ClaudeAgentError.FailedResult(self)
    let context = ClaudeAgentError.Context { context in
      context.failedResult = failed
      context.sessionID = sessionID
    }
    return ClaudeAgentError(
      ClaudeAgentError.Code(failedResult: failed), detail: "Claude Code returned an error result: \(failed.text)",
      context: context)
  }
}
