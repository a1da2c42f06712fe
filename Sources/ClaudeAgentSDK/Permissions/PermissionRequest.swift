/// Decides whether the agent may call a tool (`can_use_tool`).
///
/// Asked for what no rule decides. A callback that throws denies, and one that never answers never lets the call
/// through: neither side has a limit of time. Not together with ``ClaudeAgentOptions/permissionPromptToolName``.
public typealias PermissionCallback = RequestCallback<PermissionRequest, PermissionDecision>

/// A tool call that needs a permission (`can_use_tool`).
public struct PermissionRequest: JSONBacked {
  /// The whole request, as it arrived.
  public let json: JSONView
  /// The id under which ``ClaudeClient/answer(permissionRequest:with:)`` answers later; empty outside of a callback.
  public var requestID: String { id?.string ?? "" }
  /// Read as a text only where somebody wants it.
  var id: JSONView?

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The same in a block of its own, so that the block its line came in is let go; with ``requestID``.
  public func copy() -> PermissionRequest {
    var copy = PermissionRequest(json: json.copy())
    copy.id = id?.copy()
    return copy
  }

  /// The tool (`tool_name`).
  public var toolName: String { text("tool_name") }

  /// The tool's input (`input`). `AskUserQuestion` is answered by allowing it with the input and its `answers`.
  public var input: JSONView { view("input") ?? .null }

  /// The call (`tool_use_id`).
  public var toolUseID: String? { string("tool_use_id") }

  /// The subagent that asks; nil for the main one (`agent_id`).
  public var agentID: String? { string("agent_id") }

  /// Updates that would make further questions of this kind unnecessary, ready to be given back
  /// (`permission_suggestions`). One that goes to a settings file has no effect on a run that does not read that file, see
  /// ``ClaudeAgentOptions/settingSources``: change its destination to the session there.
  public var suggestions: [PermissionUpdate] {
    (view("permission_suggestions")?.elements).map { $0.map(PermissionUpdate.init(json:)) } ?? []
  }

  /// The path outside of the allowed directories (`blocked_path`).
  public var blockedPath: String? { string("blocked_path") }

  /// Why it is asked, in words (`decision_reason`).
  public var decisionReason: String? { string("decision_reason") }

  /// What kind of rule made it a question, such as `rule`, `mode` or `hook` (`decision_reason_type`).
  public var decisionReasonType: String? { string("decision_reason_type") }

  /// A sentence for a prompt (`title`).
  public var title: String? { string("title") }

  /// The tool's name for people (`display_name`).
  public var displayName: String? { string("display_name") }

  /// What the call does, for people (`description`).
  public var description: String? { string("description") }

  /// Whether a person must decide, as for `AskUserQuestion` and `ExitPlanMode` (`requires_user_interaction`).
  public var requiresUserInteraction: Bool { flag("requires_user_interaction") }
}
