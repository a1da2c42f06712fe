/// A point in the life of a session at which the CLI asks hooks, together with what it tells them.
///
/// The static members name the events that this version knows; ``named(_:)`` takes any other.
public struct HookEvent<Input: HookInput>: Sendable {
  /// The name on the wire, such as `PreToolUse`.
  public let name: String

  init(_ name: String) { self.name = name }
}

extension HookEvent where Input == UnknownHookInput {
  /// Any event by its name, for what a later CLI may have. The CLI takes a name that it does not know without a word and
  /// never asks such a hook.
  ///
  /// - Parameter name: The name on the wire.
  /// - Returns: The event. It gates when an event of this name does.
  public static func named(_ name: String) -> Self { Self(name) }
}

/// How "no" is said at an event that decides about something that would happen otherwise; see ``Hook``.
enum HookGate: Sendable {
  /// `hookSpecificOutput.permissionDecision`
  case permissionDecision
  /// `hookSpecificOutput.decision.behavior`
  case behavior
  /// `decision: "block"`
  case block

  /// Nil for an event that does not gate.
  init?(event: String) {
    switch event {
    case "PreToolUse": self = .permissionDecision
    case "PermissionRequest": self = .behavior
    case "UserPromptSubmit": self = .block
    default: return nil
    }
  }
}

/// The events that this version knows.
public enum HookEvents {
  /// Their names on the wire.
  public static let all = [
    "PreToolUse", "PostToolUse", "PostToolUseFailure", "PostToolBatch", "PermissionRequest", "PermissionDenied",
    "UserPromptSubmit", "UserPromptExpansion", "SessionStart", "SessionEnd", "Setup", "Stop", "StopFailure",
    "SubagentStart", "SubagentStop", "TeammateIdle", "TaskCreated", "TaskCompleted", "PreCompact", "PostCompact",
    "PreModelSwitch", "PostModelSwitch", "Notification", "MessageDisplay", "Elicitation", "ElicitationResult",
    "ConfigChange", "InstructionsLoaded", "DirectoryAdded", "CwdChanged", "FileChanged", "WorktreeCreate",
    "WorktreeRemove",
  ]
}
