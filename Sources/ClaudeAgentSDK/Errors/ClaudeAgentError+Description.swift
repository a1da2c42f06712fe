extension ClaudeAgentError: CustomStringConvertible {
  /// The code, what happened, what to try, and how the process ended; fit for a log.
  ///
  /// It holds the tail of the CLI's standard error, which may quote parts of a prompt.
  public var description: String {
    var text = "\(code): \(message)"
    for fault in faults { text += "\n  \(fault)" }
    if let exitStatus { text += " (\(exitStatus))" }
    if let sessionID { text += " [session \(sessionID)]" }
    let tail = stderrTail.trimmingWhitespace()
    if !tail.isEmpty { text += "\nstderr: \(tail)" }
    if let underlying { text += "\ncause: \(underlying)" }
    return text
  }
}

extension ClaudeAgentError.Code {
  /// The next thing to try after a failure of this kind, unless the error itself knows better.
  var advice: String {
    switch name {
    case .cliNotFound:
      "Install Claude Code (`claude-agent install`), put it on PATH, or set `ClaudeAgentOptions.cliPath`."
    case .cliNotExecutable: "Make the file executable and built for this machine, or install the CLI again."
    case .cliVersionUnsupported: "Install a newer Claude Code CLI."
    case .workingDirectoryNotFound: "Create the directory or correct `ClaudeAgentOptions.workingDirectory`."
    case .spawnFailed: "Look at the cause; `claude-agent doctor` checks the usual ones."
    case .notConnected: "Connect the client first."
    case .connectionClosed: "Start a new run; resume the session if its history matters."
    case .writeFailed: "The CLI has ended or closed its input: look at the exit status and standard error."
    case .alreadyInUse: "Make a stream or client for each user."
    case .processFailed: "The standard error of the CLI, quoted here, usually says why."
    case .resultError: "The result message, delivered before this error, has the details."
    case .malformedLine: "Something other than the CLI writes to its standard output, or the CLI is damaged."
    case .lineTooLong: "Raise `ClaudeAgentOptions.maxLineLength` to accept lines of this size."
    case .memoryLimitReached: "Read messages faster, run fewer sessions, or raise the limit."
    case .controlRequestFailed: "The CLI's own words, quoted here, say why."
    case .controlRequestTimedOut: "Try again, or raise `ClaudeAgentOptions.controlTimeout`."
    case .timedOut: "Try again, or allow more time."
    case .cancelled: ""
    case .invalidOptions: "Correct each option named."
    case .invalidInput: "Correct the value and try again."
    case .noResult: "Look at the messages before the end, or at the standard error of the CLI."
    case .decodingFailed: "Compare the schema given to the model with the type asked for."
    case .authenticationFailed: "Set ANTHROPIC_API_KEY, or log in with the CLI."
    case .billingError: "Check the plan and credit of the account."
    case .rateLimited: "Wait and try again."
    case .overloaded: "Wait and try again, or set a fallback model."
    case .serverError: "Try again; if it goes on, check the network and the state of the service."
    case .invalidRequest: "Correct the request; trying again unchanged will not help."
    case .promptTooLong: "Shorten the prompt, compact the session, or start a new one."
    case .modelNotFound: "Check the model's name and whether these credentials may use it."
    case .maxOutputTokens: "Ask for a shorter answer, or raise the limit on output."
    case .maxTurnsReached: "Raise `ClaudeAgentOptions.maxTurns`, or resume the session."
    case .budgetExceeded: "Raise `ClaudeAgentOptions.maxBudgetUSD`, or resume the session."
    case .structuredOutputFailed: "Simplify the schema or explain it in the prompt."
    case .installationFailed: "Try again; `claude-agent doctor` checks the network, the folder and the lock."
    case .checksumMismatch: "Nothing was installed: try again, and distrust the source if it goes on."
    case .unsupported: "Use another transport or a newer CLI."
    case .internalFault: "This is a mistake in the library: please report it with the text of this error."
    }
  }
}
