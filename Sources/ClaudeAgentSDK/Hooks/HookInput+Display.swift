/// When the user is to be notified (`Notification`).
public struct NotificationInput: ContextHookInput {
  /// The whole input, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The text (`message`).
  public var message: String { text("message") }
  /// The title (`title`).
  public var title: String? { string("title") }
  /// What it is about (`notification_type`).
  public var notificationType: Kind? { open("notification_type") }

  /// What a notification can be about.
  public struct Kind: OpenStringEnum {
    /// The name as the CLI writes it.
    public let rawValue: String
    /// Any name, known or not.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A permission is needed.
    public static let permissionPrompt = Self(rawValue: "permission_prompt")
    /// The prompt has been waiting for a while.
    public static let idlePrompt = Self(rawValue: "idle_prompt")
    /// The login has worked.
    public static let authSuccess = Self(rawValue: "auth_success")
    /// An MCP server asks for something.
    public static let elicitationDialog = Self(rawValue: "elicitation_dialog")
  }
}

extension HookEvent where Input == NotificationInput {
  /// When the user is to be notified. Matches ``NotificationInput/notificationType``.
  public static var notification: Self { Self("Notification") }
}

/// When lines of a message are to be shown (`MessageDisplay`).
public struct MessageDisplayInput: HookInput {
  /// The whole input, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The turn (`turn_id`).
  public var turnID: String { text("turn_id") }
  /// The message, the same for all its parts; not the API's id of it (`message_id`).
  public var messageID: String { text("message_id") }
  /// Which part of the message, from 0 (`index`).
  public var index: Int { int("index") ?? 0 }
  /// Whether it is the last part (`final`).
  public var isFinal: Bool { flag("final") }
  /// The lines that have come: whole ones, but in the last part, which may be empty (`delta`).
  public var delta: String { text("delta") }
}

extension HookEvent where Input == MessageDisplayInput {
  /// When lines of a message are to be shown: show others. What the model reads stays as it is. Waited for 10 seconds
  /// only. Has no matcher.
  public static var messageDisplay: Self { Self("MessageDisplay") }
}

extension HookOutput where Input == MessageDisplayInput {
  /// What is shown instead of the lines. (`displayContent`)
  public var displayContent: String? {
    get { self[text: "displayContent"] }
    set { self[text: "displayContent"] = newValue }
  }

  /// Shows something else.
  ///
  /// - Parameter content: What is shown instead of the lines.
  /// - Returns: The output.
  public static func display(_ content: String) -> Self { .with { $0.displayContent = content } }
}
