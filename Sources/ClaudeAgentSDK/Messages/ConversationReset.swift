/// The session goes on with an empty conversation under a new id (`conversation_reset`). ``SessionMessage/sessionID``
/// is the id that ends here; cost totals start at zero.
public struct ConversationReset: SessionMessage {
  /// The whole line, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The id from here on (`new_conversation_id`).
  public var newConversationID: String { text("new_conversation_id") }

  /// What caused it (`trigger`).
  public var trigger: Trigger? { open("trigger") }

  /// The prompt that caused it (`user_message_uuid`).
  public var userMessageUUID: String? { string("user_message_uuid") }

  /// When, in ISO 8601 (`timestamp`).
  public var timestamp: String? { string("timestamp") }

  /// What can cause a reset.
  public struct Trigger: OpenStringEnum {
    /// The name as the CLI writes it.
    public let rawValue: String

    /// Any name, known or not.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `/clear`.
    public static let clear = Self(rawValue: "clear")

    /// Leaving plan mode.
    public static let planModeExit = Self(rawValue: "plan_mode_exit")

    /// A fresh session was asked for.
    public static let freshSession = Self(rawValue: "fresh_session")

    /// Onboarding.
    public static let onboarding = Self(rawValue: "onboarding")
  }
}
