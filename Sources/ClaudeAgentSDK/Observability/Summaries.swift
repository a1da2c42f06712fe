/// What a turn has taken, from its `result`.
public struct TurnSummary: Sendable, Equatable {
  /// How the turn ended (`subtype`), such as `success`.
  public var subtype: String
  /// Whether it ended with an error (`is_error`).
  public var isError: Bool
  /// How long it took (`duration_ms`).
  public var duration: Duration
  /// How long its requests to the API took (`duration_api_ms`).
  public var apiDuration: Duration
  /// Requests to the model (`num_turns`).
  public var requests: Int
  /// Tokens read, without those that came from the cache or went there (`usage.input_tokens`).
  public var inputTokens: Int
  /// Tokens written (`usage.output_tokens`).
  public var outputTokens: Int
  /// Tokens read from the cache (`usage.cache_read_input_tokens`).
  public var cacheReadTokens: Int
  /// Tokens put into the cache (`usage.cache_creation_input_tokens`).
  public var cacheCreationTokens: Int
  /// Estimated cost in US dollars of everything that the process has done so far, this turn included
  /// (`total_cost_usd`).
  public var processCostUSD: Double?

  /// Makes a summary of a result.
  ///
  /// - Parameter result: The result.
  public init(_ result: ResultMessage) {
    subtype = result.subtype?.rawValue ?? ""
    isError = result.isError
    duration = result.duration
    apiDuration = result.apiDuration
    requests = result.numTurns
    let usage = result.usage
    inputTokens = usage?.inputTokens ?? 0
    outputTokens = usage?.outputTokens ?? 0
    cacheReadTokens = usage?.cacheReadInputTokens ?? 0
    cacheCreationTokens = usage?.cacheCreationInputTokens ?? 0
    processCostUSD = result.totalCostUSD
  }
}

/// One call of code of yours that the CLI has waited for.
public struct CallbackSummary: Sendable, Equatable {
  /// What was called.
  public enum Kind: String, Sendable, CaseIterable {
    /// A ``Hook``.
    case hook
    /// ``ClaudeAgentOptions/canUseTool``.
    case permission
    /// A ``Tool`` of an ``MCPServer``.
    case tool
    /// ``ClaudeAgentOptions/onElicitation``.
    case elicitation
    /// ``ClaudeAgentOptions/onUserDialog``.
    case dialog
  }

  /// What was called.
  public var kind: Kind
  /// The hook's event or the tool's name; empty for the others.
  public var name: String
  /// How long it took.
  public var duration: Duration
  /// Whether it has thrown.
  public var hasFailed: Bool

  /// Makes a summary.
  ///
  /// - Parameters:
  ///   - kind: What was called.
  ///   - name: The hook's event or the tool's name.
  ///   - duration: How long it took.
  ///   - hasFailed: Whether it has thrown.
  public init(kind: Kind, name: String, duration: Duration, hasFailed: Bool) {
    self.kind = kind
    self.name = name
    self.duration = duration
    self.hasFailed = hasFailed
  }
}

/// What a callback is, for those who watch.
struct CallbackSubject {
  let kind: CallbackSummary.Kind
  var name = ""
}
