/// One thing wrong with the options: which option, and what to do about it.
public struct OptionFault: Hashable, Sendable, CustomStringConvertible {
  /// The property of ``ClaudeAgentOptions`` at fault, spelled as in Swift, with an index or key where that helps:
  /// `skills[2]`, `environment["LANG"]`.
  public let option: String
  /// What is wrong, in a sentence.
  public let reason: String

  /// Makes a fault.
  ///
  /// - Parameters:
  ///   - option: The property at fault.
  ///   - reason: What is wrong, in a sentence.
  public init(option: String, reason: String) {
    self.option = option
    self.reason = reason
  }

  /// Text such as `maxTurns: must not be negative.`
  public var description: String { "\(option): \(reason)" }
}
