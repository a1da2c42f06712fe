/// What the user may want to ask next (`prompt_suggestion`).
public struct PromptSuggestion: SessionMessage {
  /// The whole line, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The prompt (`suggestion`).
  public var suggestion: String { text("suggestion") }
}
