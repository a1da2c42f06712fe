/// A prompt with a `uuid` was queued, started, finished or dropped (`command_lifecycle`).
public struct CommandLifecycle: SessionMessage {
  /// The whole line, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The prompt (`command_uuid`).
  public var commandUUID: String { text("command_uuid") }

  /// What became of it (`state`).
  public var state: State? { open("state") }

  /// What can become of a prompt.
  public struct State: OpenStringEnum {
    /// The name as the CLI writes it.
    public let rawValue: String

    /// Any name, known or not.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// It waits.
    public static let queued = Self(rawValue: "queued")

    /// It is being answered.
    public static let started = Self(rawValue: "started")

    /// It was answered.
    public static let completed = Self(rawValue: "completed")

    /// It was taken back.
    public static let cancelled = Self(rawValue: "cancelled")

    /// It was dropped.
    public static let discarded = Self(rawValue: "discarded")

    /// It was not accepted.
    public static let refused = Self(rawValue: "refused")
  }
}
