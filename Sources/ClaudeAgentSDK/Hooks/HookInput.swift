internal import FastTransport

/// What the CLI tells a hook: a typed face over the request's `input`.
///
/// What every event tells is here; what one tells beyond it is in the type of its input. Fields that this version does
/// not know are in ``JSONBacked/json``.
public protocol HookInput: JSONBacked {
  /// A face over the input of a request.
  ///
  /// - Parameters:
  ///   - json: The request's `input`. Whatever it is, reading is safe.
  ///   - toolUseID: The request's own `tool_use_id`. Inputs leave it out, unless they have no such field themselves:
  ///     where no tool is called it is made up.
  init(json: JSONView, toolUseID: String?)
}

extension HookInput {
  /// A face over the input of a request, for an input that leaves out the request's own `tool_use_id`.
  ///
  /// - Parameters:
  ///   - json: The request's `input`.
  ///   - toolUseID: Left out.
  public init(json: JSONView, toolUseID: String?) { self.init(json: json) }

  /// The session (`session_id`).
  public var sessionID: String { text("session_id") }

  /// The file that the session is written to (`transcript_path`).
  public var transcriptPath: String { text("transcript_path") }

  /// The folder that the session works in (`cwd`).
  public var workingDirectory: String { text("cwd") }

  /// The event (`hook_event_name`).
  public var eventName: String { text("hook_event_name") }

  /// What happens when a tool needs a permission (`permission_mode`).
  public var permissionMode: PermissionMode? { open("permission_mode") }

  /// The prompt that led here, the same for all its events; nil before the first (`prompt_id`).
  public var promptID: String? { string("prompt_id") }

  /// How hard the model thinks, such as `high`; ``Effort`` has the names (`effort.level`).
  public var effort: String? { json.node.at("effort", "level")?.string }

  /// The subagent in which the event happens; nil in the main conversation (`agent_id`).
  public var agentID: String? { string("agent_id") }

  /// The kind of agent: of the subagent, or of the main conversation where it was started as one (`agent_type`).
  public var agentType: String? { string("agent_type") }
}

/// The input of an event that this version does not know: read ``JSONBacked/json``.
public struct UnknownHookInput: HookInput {
  /// The whole input, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }
}
