internal import FastTransport

extension SystemEvent {
  /// A hook has started (`hook_started`).
  public struct HookStarted: SessionMessage {
    /// The whole line, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The run of the hook (`hook_id`).
    public var hookID: String { text("hook_id") }

    /// The hook (`hook_name`).
    public var hookName: String { text("hook_name") }

    /// The event the hook listens to (`hook_event`, or `hook_name`, or `hook_event_name`; the first that is not empty).
    public var hookEvent: String { hookEventName(of: json.node) }
  }

  /// A hook is still running (`hook_progress`).
  public struct HookProgress: SessionMessage {
    /// The whole line, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The run of the hook (`hook_id`).
    public var hookID: String { text("hook_id") }

    /// The hook (`hook_name`).
    public var hookName: String { text("hook_name") }

    /// What it wrote to standard output so far (`stdout`).
    public var stdout: String? { string("stdout") }

    /// What it wrote to standard error (`stderr`).
    public var stderr: String? { string("stderr") }

    /// Both (`output`).
    public var output: String? { string("output") }

    /// The event the hook listens to (`hook_event`, or `hook_name`, or `hook_event_name`; the first that is not empty).
    public var hookEvent: String { hookEventName(of: json.node) }
  }

  /// A hook has ended (`hook_response`).
  public struct HookResponse: SessionMessage {
    /// The whole line, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The run of the hook (`hook_id`).
    public var hookID: String { text("hook_id") }

    /// The hook (`hook_name`).
    public var hookName: String { text("hook_name") }

    /// How it ended (`outcome`).
    public var outcome: Outcome? { open("outcome") }

    /// Its exit code (`exit_code`).
    public var exitCode: Int? { int("exit_code") }

    /// What it wrote to standard output so far (`stdout`).
    public var stdout: String? { string("stdout") }

    /// What it wrote to standard error (`stderr`).
    public var stderr: String? { string("stderr") }

    /// Both (`output`).
    public var output: String? { string("output") }

    /// The event the hook listens to (`hook_event`, or `hook_name`, or `hook_event_name`; the first that is not empty).
    public var hookEvent: String { hookEventName(of: json.node) }

    /// How a hook can end.
    public struct Outcome: OpenStringEnum {
      /// The name as the CLI writes it.
      public let rawValue: String

      /// Any name, known or not.
      public init(rawValue: String) { self.rawValue = rawValue }

      /// It did its work.
      public static let success = Self(rawValue: "success")

      /// It failed.
      public static let error = Self(rawValue: "error")

      /// It was ended.
      public static let cancelled = Self(rawValue: "cancelled")
    }
  }
}

/// The event's name: as the official SDK looks for it.
private func hookEventName(of node: JSONNode) -> String {
  for key: StaticString in ["hook_event", "hook_name", "hook_event_name"] {
    if let name = node.string(at: key), !name.isEmpty { return name }
  }
  return ""
}
