/// Why the model stopped (`stop_reason`).
public struct StopReason: OpenStringEnum {
  /// The name as the CLI writes it.
  public let rawValue: String

  /// Any name, known or not.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// It had said everything.
  public static let endTurn = Self(rawValue: "end_turn")

  /// The limit of the answer was reached.
  public static let maxTokens = Self(rawValue: "max_tokens")

  /// A stop sequence came.
  public static let stopSequence = Self(rawValue: "stop_sequence")

  /// It calls a tool.
  public static let toolUse = Self(rawValue: "tool_use")

  /// A long turn was paused; it can go on.
  public static let pauseTurn = Self(rawValue: "pause_turn")

  /// It refused.
  public static let refusal = Self(rawValue: "refusal")

  /// The context window was full.
  public static let modelContextWindowExceeded = Self(rawValue: "model_context_window_exceeded")

  /// A hook put a tool call off; see ``ResultMessage/deferredToolUse``.
  public static let toolDeferred = Self(rawValue: "tool_deferred")
}
