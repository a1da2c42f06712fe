/// What went wrong, for every failure that leaves this library.
///
/// One type to catch, one ``Code`` to switch on, one sentence for people. The optional parts live in one shared
/// object that most errors do not have, so that an error stays as cheap as a code and a string.
///
/// ```swift
/// do {
///   print(try await query("What is 2 + 2?").text())
/// } catch let error as ClaudeAgentError where error.isRetryable {
///   try await Task.sleep(for: error.retryAfter ?? .seconds(1))
/// }
/// ```
public struct ClaudeAgentError: Error, Sendable {
  /// The kind of failure; switch on it with `==` or `switch` and a `default`.
  public let code: Code

  /// What happened, in a sentence, without advice.
  public let detail: String

  /// Nil for an error that has nothing but a code and a sentence.
  private let storage: Storage?

  /// Makes an error.
  ///
  /// - Parameters:
  ///   - code: The kind of failure.
  ///   - detail: What happened, in a full sentence that ends with a full stop.
  ///   - advice: The next thing to try; the code's general advice when nil.
  ///   - context: The parts that only some failures have.
  public init(_ code: Code, detail: String, advice: String? = nil, context: Context? = nil) {
    self.code = code
    self.detail = detail
    storage = advice == nil && context == nil ? nil : Storage(advice: advice, context: context ?? Context())
  }

  /// What happened and the next thing to try.
  public var message: String {
    let advice = storage?.advice ?? code.advice
    return advice.isEmpty ? detail : detail + " " + advice
  }

  /// The parts that only some failures have.
  public var context: Context { storage?.context ?? Context() }

  /// True when the same request may succeed later without a change.
  public var isRetryable: Bool { storage?.context.isRetryable ?? code.isRetryable }

  /// How long to wait before the next try, when the service said so.
  public var retryAfter: Duration? { storage?.context.retryAfter }

  /// How the CLI's process ended, when it had ended.
  public var exitStatus: ExitStatus? { storage?.context.exitStatus }

  /// The last bytes the CLI wrote to its standard error, as text; empty when there were none.
  public var stderrTail: String { storage?.context.stderrTail ?? "" }

  /// The session that failed, when it was known; resume it with ``ClaudeAgentOptions/resume``.
  public var sessionID: String? { storage?.context.sessionID }

  /// Everything wrong with the options, for ``Code/invalidOptions``.
  public var faults: [OptionFault] { storage?.context.faults ?? [] }

  /// What the error result said, when the run ended with one.
  public var failedResult: FailedResult? { storage?.context.failedResult }

  /// The failure beneath this one.
  public var underlying: (any Error)? { storage?.context.underlying }

  /// The same error with more context, for a layer that knows more than the one that threw.
  ///
  /// - Parameter change: Changes the context.
  /// - Returns: The error with the changed context.
  public func adding(_ change: (inout Context) -> Void) -> ClaudeAgentError {
    var context = self.context
    change(&context)
    return ClaudeAgentError(code, detail: detail, advice: storage?.advice, context: context)
  }

  private final class Storage: Sendable {
    let advice: String?
    let context: Context

    init(advice: String?, context: Context) {
      self.advice = advice
      self.context = context
    }
  }
}
