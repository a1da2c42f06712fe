/// A message of a conversation at rest.
public struct TranscriptMessage: Sendable {
  /// Who said it.
  public enum Role: String, Hashable, Sendable {
    /// The user, or a tool that answers.
    case user
    /// The model.
    case assistant
  }

  /// Who said it.
  public let role: Role
  /// The entry's own id: what ``Session/fork(_:at:_:transport:)`` takes.
  public let uuid: String
  /// The session it belongs to, as the transcript says.
  public let sessionID: String
  /// The message, as the Messages API has it: `role`, `content` and for the model `id`, `model`, `usage` and more.
  public let message: JSONView
  /// In a subagent's conversation: the call of the tool that started the subagent.
  public let parentToolUseID: String?
  /// In a subagent's conversation: the agent that started it, if that was no main agent.
  public let parentAgentID: String?
}
