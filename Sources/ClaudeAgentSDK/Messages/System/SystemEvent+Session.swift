extension SystemEvent {
  /// The session works, waits or is done (`session_state_changed`).
  public struct SessionStateChanged: SessionMessage {
    /// The whole line, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// What it does (`state`).
    public var state: State? { open("state") }

    /// Whether the line is for the host program only, which then does not show it (`sdk_host_only`).
    public var isHostOnly: Bool { flag("sdk_host_only") }

    /// What a session can do.
    public struct State: OpenStringEnum {
      /// The name as the CLI writes it.
      public let rawValue: String

      /// Any name, known or not.
      public init(rawValue: String) { self.rawValue = rawValue }

      /// The turn is over.
      public static let idle = Self(rawValue: "idle")

      /// It works.
      public static let running = Self(rawValue: "running")

      /// It waits for an answer, such as a permission.
      public static let requiresAction = Self(rawValue: "requires_action")
    }
  }

  /// The session has a new name (`session_title_changed`).
  public struct SessionTitleChanged: SessionMessage {
    /// The whole line, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The name (`title`).
    public var title: String { text("title") }
  }

  /// What the session is doing, or the permission mode, has changed (`status`).
  public struct Status: SessionMessage {
    /// The whole line, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// What it is doing; nil for nothing in particular (`status`).
    public var status: State? { open("status") }

    /// The permission mode, when it has changed (`permissionMode`).
    public var permissionMode: PermissionMode? { open("permissionMode") }

    /// How compaction went: `success` or `failed` (`compact_result`).
    public var compactResult: String? { string("compact_result") }

    /// Why compaction failed (`compact_error`).
    public var compactError: String? { string("compact_error") }

    /// The prompts being answered (`user_message_uuids`).
    public var userMessageUUIDs: [String] { strings("user_message_uuids") }

    /// What a session can be doing.
    public struct State: OpenStringEnum {
      /// The name as the CLI writes it.
      public let rawValue: String

      /// Any name, known or not.
      public init(rawValue: String) { self.rawValue = rawValue }

      /// It asks the API.
      public static let requesting = Self(rawValue: "requesting")

      /// It makes its context smaller.
      public static let compacting = Self(rawValue: "compacting")
    }
  }

  /// The context was made smaller: what came before is a summary now (`compact_boundary`).
  public struct CompactBoundary: SessionMessage {
    /// The whole line, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// How that went (`compact_metadata`).
    public var metadata: Metadata? { object("compact_metadata") }

    /// The last message before it (`logical_parent_uuid`).
    public var logicalParentUUID: String? { string("logical_parent_uuid") }

    /// How a context was made smaller (`compact_metadata`).
    public struct Metadata: JSONBacked {
      /// The whole value, as it arrived.
      public let json: JSONView

      /// A face over any value.
      public init(json: JSONView) { self.json = json }

      /// Who asked: `manual` or `auto` (`trigger`).
      public var trigger: String? { string("trigger") }

      /// Tokens before (`pre_tokens`).
      public var preTokens: Int { int("pre_tokens") ?? 0 }

      /// Tokens after (`post_tokens`).
      public var postTokens: Int? { int("post_tokens") }

      /// How long it took (`duration_ms`).
      public var duration: Duration? { milliseconds("duration_ms") }

      /// Tokens dropped so far, by all compactions (`cumulative_dropped_tokens`).
      public var cumulativeDroppedTokens: Int? { int("cumulative_dropped_tokens") }

      /// The messages kept as they are, by their ends (`preserved_segment`).
      public var preservedSegment: JSONView? { view("preserved_segment") }

      /// The messages kept as they are (`preserved_messages`).
      public var preservedMessages: JSONView? { view("preserved_messages") }
    }
  }

  /// The model thinks where nobody can read it (`thinking_tokens`).
  public struct ThinkingTokens: SessionMessage {
    /// The whole line, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// Estimated tokens of the thought so far (`estimated_tokens`).
    public var estimatedTokens: Int { int("estimated_tokens") ?? 0 }

    /// Estimated tokens since the last line (`estimated_tokens_delta`).
    public var estimatedTokensDelta: Int { int("estimated_tokens_delta") ?? 0 }

    /// The prompt being answered (`user_message_uuid`).
    public var userMessageUUID: String? { string("user_message_uuid") }
  }

  /// The set of slash commands has changed; all are listed (`commands_changed`).
  public struct CommandsChanged: SessionMessage {
    /// The whole line, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The commands (`commands`).
    public var commands: [Command] { objects("commands") }

    /// A slash command (`commands`).
    public struct Command: JSONBacked {
      /// The whole value, as it arrived.
      public let json: JSONView

      /// A face over any value.
      public init(json: JSONView) { self.json = json }

      /// The name, without the slash (`name`).
      public var name: String { text("name") }

      /// What it does (`description`).
      public var description: String { text("description") }

      /// What may follow it (`argumentHint`).
      public var argumentHint: String? { string("argumentHint") }

      /// Other names (`aliases`).
      public var aliases: [String] { strings("aliases") }

      /// Whether it comes with the CLI (`builtin`).
      public var isBuiltIn: Bool? { bool("builtin") }
    }
  }
}
