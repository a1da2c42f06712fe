extension ClaudeAgentError {
  /// The parts that only some failures have.
  public struct Context: Sendable {
    /// Overrides what the code says about retrying; nil leaves it to the code.
    public var isRetryable: Bool?
    /// How long to wait before the next try.
    public var retryAfter: Duration?
    /// How the CLI's process ended.
    public var exitStatus: ExitStatus?
    /// The last bytes of the CLI's standard error, as text.
    public var stderrTail = ""
    /// The session that failed.
    public var sessionID: String?
    /// Everything wrong with the options.
    public var faults: [OptionFault] = []
    /// What the error result said.
    public var failedResult: FailedResult?
    /// The failure beneath this one.
    public var underlying: (any Error)?

    /// Makes an empty context.
    public init() {}

    /// Makes a context and fills it.
    ///
    /// - Parameter fill: Sets the parts that apply.
    public init(_ fill: (inout Context) -> Void) {
      fill(&self)
    }
  }

  /// How a process ended.
  public enum ExitStatus: Hashable, Sendable, CustomStringConvertible {
    /// The process left with this code.
    case exited(code: Int32)
    /// The system ended the process with this signal.
    case signalled(number: Int32)

    /// Text such as `exit code 1` or `signal 9`.
    public var description: String {
      switch self {
      case .exited(let code): "exit code \(code)"
      case .signalled(let number): "signal \(number)"
      }
    }
  }

  /// What a run's last `result` said when it was an error.
  public struct FailedResult: Hashable, Sendable {
    /// The result's `subtype`, such as `error_max_turns`; may be `success` although the result is an error.
    public var subtype: String?
    /// The non-blank strings of `errors`.
    public var errors: [String]
    /// The `result` text.
    public var result: String?
    /// The HTTP status of the failed API call (`api_error_status`).
    public var apiErrorStatus: Int?
    /// Why the run ended (`terminal_reason`).
    public var terminalReason: String?

    /// Makes a description of an error result from its fields.
    ///
    /// - Parameters:
    ///   - subtype: The field `subtype`.
    ///   - errors: The field `errors`; blank strings are dropped.
    ///   - result: The field `result`.
    ///   - apiErrorStatus: The field `api_error_status`.
    ///   - terminalReason: The field `terminal_reason`.
    public init(
      subtype: String? = nil, errors: [String] = [], result: String? = nil, apiErrorStatus: Int? = nil,
      terminalReason: String? = nil
    ) {
      self.subtype = subtype
      self.errors = errors.filter { !$0.allSatisfy(\.isWhitespace) }
      self.result = result
      self.apiErrorStatus = apiErrorStatus
      self.terminalReason = terminalReason
    }

    /// The most telling text: the errors, else the result, else the subtype, else the HTTP status.
    public var text: String {
      if !errors.isEmpty { return errors.joined(separator: "; ") }
      if let result {
        let trimmed = result.trimmingWhitespace()
        if !trimmed.isEmpty { return String(trimmed) }
      }
      if let subtype, !subtype.isEmpty, subtype != "success" { return subtype }
      if let apiErrorStatus { return "API error (HTTP \(apiErrorStatus))" }
      return "unknown error"
    }
  }
}

extension StringProtocol {
  /// The text without white space at either end.
  func trimmingWhitespace() -> SubSequence {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
    else { return self[startIndex..<startIndex] }
    return self[first...last]
  }
}
