extension SystemEvent {
  /// A tool call was not permitted (`permission_denied`).
  public struct PermissionDenied: SessionMessage {
    /// The whole line, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The tool (`tool_name`).
    public var toolName: String { text("tool_name") }

    /// The call (`tool_use_id`).
    public var toolUseID: String { text("tool_use_id") }

    /// The subagent that called (`agent_id`).
    public var agentID: String? { string("agent_id") }

    /// What the decision rests on (`decision_reason_type`).
    public var decisionReasonType: String? { string("decision_reason_type") }

    /// The reason in words (`decision_reason`).
    public var decisionReason: String? { string("decision_reason") }

    /// What the model is told (`message`).
    public var message: String { text("message") }
  }

  /// Something to show to the user (`informational`).
  public struct Informational: SessionMessage {
    /// The whole line, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The text (`content`).
    public var content: String { text("content") }

    /// How much it matters (`level`).
    public var level: Level? { open("level") }

    /// What it is about, for programs (`tag`).
    public var tag: String? { string("tag") }

    /// The tool call it is about (`tool_use_id`).
    public var toolUseID: String? { string("tool_use_id") }

    /// Whether the turn ends here (`prevent_continuation`).
    public var preventsContinuation: Bool { flag("prevent_continuation") }

    /// What a hook made of the prompt (`prompt_submit_outcome`).
    public var promptSubmitOutcome: JSONView? { view("prompt_submit_outcome") }

    /// How much a text can matter.
    public struct Level: OpenStringEnum {
      /// The name as the CLI writes it.
      public let rawValue: String

      /// Any name, known or not.
      public init(rawValue: String) { self.rawValue = rawValue }

      /// For information.
      public static let info = Self(rawValue: "info")

      /// Worth a look.
      public static let notice = Self(rawValue: "notice")

      /// A hint.
      public static let suggestion = Self(rawValue: "suggestion")

      /// Something is wrong.
      public static let warning = Self(rawValue: "warning")
    }
  }

  /// A note to show for a while (`notification`).
  public struct Notification: SessionMessage {
    /// The whole line, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// What it is; a later note with the same key takes its place (`key`).
    public var key: String { text("key") }

    /// The text (`text`).
    public var text: String { text("text") }

    /// How urgent it is: `low`, `medium`, `high` or `immediate` (`priority`).
    public var priority: String? { string("priority") }

    /// The colour (`color`).
    public var color: String? { string("color") }

    /// How long to show it (`timeout_ms`).
    public var timeout: Duration? { milliseconds("timeout_ms") }
  }

  /// What a slash command wrote (`local_command_output`).
  public struct LocalCommandOutput: SessionMessage {
    /// The whole line, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The text (`content`).
    public var content: String { text("content") }
  }

  /// A plugin is being installed (`plugin_install`).
  public struct PluginInstall: SessionMessage {
    /// The whole line, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// How far it is: `started`, `installed`, `failed` or `completed` (`status`).
    public var status: String? { string("status") }

    /// The plugin (`name`).
    public var name: String? { string("name") }

    /// Why it failed (`error`).
    public var error: String? { string("error") }
  }

  /// Files were stored at the API (`files_persisted`).
  public struct FilesPersisted: SessionMessage {
    /// The whole line, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// Those stored (`files`).
    public var files: [File] { objects("files") }

    /// Those that could not be (`failed`).
    public var failed: [Failure] { objects("failed") }

    /// When, in ISO 8601 (`processed_at`).
    public var processedAt: String? { string("processed_at") }

    /// A file that was stored (`files`).
    public struct File: JSONBacked {
      /// The whole value, as it arrived.
      public let json: JSONView

      /// A face over any value.
      public init(json: JSONView) { self.json = json }

      /// Its name (`filename`).
      public var filename: String { text("filename") }

      /// Its id at the API (`file_id`).
      public var fileID: String { text("file_id") }
    }

    /// A file that could not be stored (`failed`).
    public struct Failure: JSONBacked {
      /// The whole value, as it arrived.
      public let json: JSONView

      /// A face over any value.
      public init(json: JSONView) { self.json = json }

      /// Its name (`filename`).
      public var filename: String { text("filename") }

      /// Why (`error`).
      public var error: String { text("error") }
    }
  }

  /// Memories were brought into the turn (`memory_recall`).
  public struct MemoryRecall: SessionMessage {
    /// The whole line, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// How: `select` or `synthesize` (`mode`).
    public var mode: String? { string("mode") }

    /// The memories (`memories`).
    public var memories: [Memory] { objects("memories") }

    /// A memory (`memories`).
    public struct Memory: JSONBacked {
      /// The whole value, as it arrived.
      public let json: JSONView

      /// A face over any value.
      public init(json: JSONView) { self.json = json }

      /// Where it is kept (`path`).
      public var path: String { text("path") }

      /// Whose it is: `personal`, `team` or `organization` (`scope`).
      public var scope: String? { string("scope") }

      /// Its text (`content`).
      public var content: String? { string("content") }
    }
  }

  /// An MCP server's question was answered elsewhere (`elicitation_complete`).
  public struct ElicitationComplete: SessionMessage {
    /// The whole line, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The server (`mcp_server_name`).
    public var serverName: String { text("mcp_server_name") }

    /// The question (`elicitation_id`).
    public var elicitationID: String { text("elicitation_id") }
  }

  /// A command changed the repository (`vcs_state_changed`).
  public struct VCSStateChanged: SessionMessage {
    /// The whole line, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// What it did: `commit`, `push`, `merge`, `rebase` or something newer (`kind`).
    public var kind: String { text("kind") }

    /// Where the shell was (`cwd`).
    public var workingDirectory: String? { string("cwd") }

    /// The branch (`branch`).
    public var branch: String? { string("branch") }
  }

  /// Entries of the transcript could not be written to the session store. The SDK says so, not the CLI
  /// (`mirror_error`).
  public struct MirrorError: SessionMessage {
    /// The whole line, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// Why (`error`).
    public var error: String { text("error") }

    /// The session they belong to (`key`).
    public var key: JSONView? { view("key") }
  }

  /// A remote worker is about to end (`worker_shutting_down`).
  public struct WorkerShuttingDown: SessionMessage {
    /// The whole line, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// Why (`reason`).
    public var reason: String { text("reason") }
  }

  /// What plugins have drawn is out of date (`ui_invalidate`).
  public struct UIInvalidate: SessionMessage {
    /// The whole line, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// What is to be drawn again (`event`).
    public var event: String { text("event") }

    /// The places, when not all (`instances`).
    public var instances: JSONView? { view("instances") }
  }
}
