/// Whether and how much the model thinks before it answers.
public enum ThinkingConfiguration: Hashable, Sendable {
  /// The model decides (`--thinking adaptive`).
  case adaptive(display: ThinkingDisplay? = nil)
  /// Thinking with a budget in tokens (`--max-thinking-tokens`).
  case enabled(budgetTokens: Int, display: ThinkingDisplay? = nil)
  /// No thinking (`--thinking disabled`).
  case disabled

  /// How thinking is shown.
  var display: ThinkingDisplay? {
    switch self {
    case .adaptive(let display), .enabled(_, let display): display
    case .disabled: nil
    }
  }
}

/// How thinking is shown in messages (`--thinking-display`). Other values reach the CLI as they are.
public struct ThinkingDisplay: OpenStringEnum {
  /// The value on the command line.
  public let rawValue: String
  /// Makes a value from the CLI's word for it.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// A summary; newer models show no thinking unless asked for this.
  public static let summarized = ThinkingDisplay(rawValue: "summarized")
  /// Blocks with a signature and no text.
  public static let omitted = ThinkingDisplay(rawValue: "omitted")
}
