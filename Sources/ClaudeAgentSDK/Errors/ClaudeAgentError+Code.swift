extension ClaudeAgentError {
  /// The kind of a failure.
  ///
  /// The set is open: a later version may add codes, so a `switch` needs a `default`.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    enum Name: String, CaseIterable, Sendable {
      case cliNotFound, cliNotExecutable, cliVersionUnsupported, workingDirectoryNotFound, spawnFailed
      case notConnected, connectionClosed, writeFailed, alreadyInUse
      case processFailed, resultError
      case malformedLine, lineTooLong, memoryLimitReached
      case controlRequestFailed, controlRequestTimedOut, timedOut, cancelled
      case invalidOptions, invalidInput, noResult, decodingFailed
      case authenticationFailed, billingError, rateLimited, overloaded, serverError, invalidRequest
      case promptTooLong, modelNotFound, maxOutputTokens, maxTurnsReached, budgetExceeded, structuredOutputFailed
      case installationFailed, checksumMismatch, unsupported, internalFault
    }

    let name: Name

    /// The code's name, such as `cliNotFound`; stable, fit for logs.
    public var description: String { name.rawValue }

    // MARK: Starting the CLI

    /// No Claude Code CLI was found, or the path given does not exist.
    public static let cliNotFound = Code(name: .cliNotFound)
    /// The CLI was found, but the system refuses to run it.
    public static let cliNotExecutable = Code(name: .cliNotExecutable)
    /// The CLI is too old for what was asked of it.
    public static let cliVersionUnsupported = Code(name: .cliVersionUnsupported)
    /// The working directory does not exist.
    public static let workingDirectoryNotFound = Code(name: .workingDirectoryNotFound)
    /// The process could not be started for another reason.
    public static let spawnFailed = Code(name: .spawnFailed)

    // MARK: The connection

    /// The client is not connected yet.
    public static let notConnected = Code(name: .notConnected)
    /// The connection was closed, by this side or by the CLI.
    public static let connectionClosed = Code(name: .connectionClosed)
    /// The CLI no longer accepts input.
    public static let writeFailed = Code(name: .writeFailed)
    /// A stream or client that serves one user was given to a second.
    public static let alreadyInUse = Code(name: .alreadyInUse)
    /// The CLI ended with a failure and no error result before it.
    public static let processFailed = Code(name: .processFailed)
    /// The run ended with an error result, and the CLI left with a failure.
    public static let resultError = Code(name: .resultError)

    // MARK: Bytes

    /// A line of the CLI began like a JSON object and is not one.
    public static let malformedLine = Code(name: .malformedLine)
    /// A line of the CLI passed the longest line allowed.
    public static let lineTooLong = Code(name: .lineTooLong)
    /// The memory set aside for unread lines is used up.
    public static let memoryLimitReached = Code(name: .memoryLimitReached)

    // MARK: Requests and time

    /// The CLI refused a control request.
    public static let controlRequestFailed = Code(name: .controlRequestFailed)
    /// The CLI did not answer a control request in time.
    public static let controlRequestTimedOut = Code(name: .controlRequestTimedOut)
    /// A deadline passed.
    public static let timedOut = Code(name: .timedOut)
    /// The task that waited was cancelled.
    public static let cancelled = Code(name: .cancelled)

    // MARK: The caller's values

    /// The options contradict each other or hold an impossible value; see ``ClaudeAgentError/faults``.
    public static let invalidOptions = Code(name: .invalidOptions)
    /// A prompt, a path or another argument cannot be used.
    public static let invalidInput = Code(name: .invalidInput)
    /// The run ended without a result.
    public static let noResult = Code(name: .noResult)
    /// A value could not be decoded as the type asked for.
    public static let decodingFailed = Code(name: .decodingFailed)

    // MARK: The service

    /// The service did not accept the credentials.
    public static let authenticationFailed = Code(name: .authenticationFailed)
    /// The account cannot pay for the request.
    public static let billingError = Code(name: .billingError)
    /// Too many requests (HTTP 429).
    public static let rateLimited = Code(name: .rateLimited)
    /// The service is overloaded (HTTP 529).
    public static let overloaded = Code(name: .overloaded)
    /// The service failed (HTTP 5xx) or could not be reached.
    public static let serverError = Code(name: .serverError)
    /// The service refused the request as malformed (HTTP 400).
    public static let invalidRequest = Code(name: .invalidRequest)
    /// The prompt is longer than the model's context window.
    public static let promptTooLong = Code(name: .promptTooLong)
    /// The model does not exist or may not be used with these credentials.
    public static let modelNotFound = Code(name: .modelNotFound)
    /// The answer passed the longest output allowed.
    public static let maxOutputTokens = Code(name: .maxOutputTokens)
    /// The run used all its turns.
    public static let maxTurnsReached = Code(name: .maxTurnsReached)
    /// The run spent its budget.
    public static let budgetExceeded = Code(name: .budgetExceeded)
    /// The model did not produce output that fits the schema.
    public static let structuredOutputFailed = Code(name: .structuredOutputFailed)

    // MARK: The rest

    /// The CLI could not be downloaded or installed.
    public static let installationFailed = Code(name: .installationFailed)
    /// A download is not what it should be.
    public static let checksumMismatch = Code(name: .checksumMismatch)
    /// The transport or the CLI cannot do what was asked.
    public static let unsupported = Code(name: .unsupported)
    /// A mistake in this library.
    public static let internalFault = Code(name: .internalFault)
  }
}

extension ClaudeAgentError.Code {
  /// True when the same request may succeed later without a change.
  public var isRetryable: Bool {
    switch name {
    case .rateLimited, .overloaded, .serverError, .controlRequestTimedOut, .timedOut: true
    default: false
    }
  }

  /// The kind of failure behind an assistant message's `error` field; nil for a value that names none.
  ///
  /// - Parameter error: The field's text, such as `rate_limit`.
  init?(assistantError error: String) {
    switch error {
    case "authentication_failed", "oauth_org_not_allowed", "verification_required", "cloud_credential_error":
      self = .authenticationFailed
    case "billing_error", "account_on_hold": self = .billingError
    case "rate_limit": self = .rateLimited
    case "overloaded": self = .overloaded
    case "server_error": self = .serverError
    case "invalid_request": self = .invalidRequest
    case "model_not_found": self = .modelNotFound
    case "max_output_tokens": self = .maxOutputTokens
    default: return nil
    }
  }

  /// The most exact kind of failure that an error result names; ``resultError`` when it names none.
  ///
  /// - Parameter result: What the result said.
  init(failedResult result: ClaudeAgentError.FailedResult) {
    switch (result.subtype, result.terminalReason, result.apiErrorStatus) {
    case (_, _, 401), (_, _, 403): self = .authenticationFailed
    case (_, _, 402): self = .billingError
    case (_, _, 404): self = .modelNotFound
    case (_, _, 429): self = .rateLimited
    case (_, _, 529): self = .overloaded
    case (_, _, let status?) where status >= 500: self = .serverError
    case (_, "prompt_too_long", _): self = .promptTooLong
    case (_, _, 400), (_, _, 413): self = .invalidRequest
    case ("error_max_turns", _, _): self = .maxTurnsReached
    case ("error_max_budget_usd", _, _): self = .budgetExceeded
    case ("error_max_structured_output_retries", _, _): self = .structuredOutputFailed
    default: self = .resultError
    }
  }
}
