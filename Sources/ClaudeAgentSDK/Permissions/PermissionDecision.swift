internal import FastTransport

/// The answer to a ``PermissionRequest``.
public enum PermissionDecision: Sendable {
  /// The call goes ahead.
  ///
  /// - `updatedInput`: What the tool gets instead of its input; nil for the input as it came. (`updatedInput`)
  /// - `updatedPermissions`: Changes of rules, directories or mode. All or none: with one that cannot be sent, none is,
  ///   and the call goes ahead all the same. (`updatedPermissions`)
  case allow(updatedInput: JSONObject?, updatedPermissions: [PermissionUpdate]?)
  /// The call does not happen. The model reads `message`; with `interrupt` the turn ends instead of going on.
  case deny(message: String, interrupt: Bool)
  /// No answer now: the call waits until ``ClaudeClient/answer(permissionRequest:with:)`` decides. Only for clients and
  /// sessions; nobody could answer for `query`, where it denies.
  case deferred

  /// Lets the call go ahead.
  ///
  /// - Parameters:
  ///   - updatedInput: What the tool gets instead of its input; nil for the input as it came.
  ///   - updatedPermissions: Changes of rules, directories or mode; nil for none.
  /// - Returns: The decision.
  public static func allow(
    _ updatedInput: JSONObject? = nil, updatedPermissions: [PermissionUpdate]? = nil
  ) -> PermissionDecision {
    .allow(updatedInput: updatedInput, updatedPermissions: updatedPermissions)
  }

  /// Refuses the call.
  ///
  /// - Parameters:
  ///   - message: Why; the model reads it.
  ///   - interrupt: Whether the turn ends.
  /// - Returns: The decision.
  public static func deny(_ message: String, interrupt: Bool = false) -> PermissionDecision {
    .deny(message: message, interrupt: interrupt)
  }
}

extension PermissionDecision {
  /// Whether the session allows other things from here on.
  var changesRules: Bool {
    if case .allow(_, let updates?) = self { !updates.isEmpty } else { false }
  }

  /// Writes the payload of the answer. `updatedInput` is always there when the call is allowed.
  ///
  /// - Returns: The place of the first update that cannot be sent, when that is why none was.
  @discardableResult
  func write(to writer: inout JSONWriter, input: JSONView) -> Int? {
    var unsendable: Int?
    writer.beginObject()
    switch self {
    case .allow(let updatedInput, let updates):
      writer.field("behavior", literal: "allow")
      writer.key("updatedInput")
      if let updatedInput { updatedInput.write(to: &writer) } else { writer.copy(input) }
      if let updates {
        let sendable = updates.map(\.json)
        unsendable = sendable.firstIndex { $0 == nil }
        if unsendable == nil {
          writer.key("updatedPermissions")
          writer.beginArray()
          for case let update? in sendable { update.write(to: &writer) }
          writer.endArray()
        }
      }
    case .deny(let message, let interrupt):
      writer.field("behavior", "deny")
      writer.field("message", message)
      if interrupt { writer.field("interrupt", true) }
    case .deferred:
      writer.field("behavior", "deny")
      writer.field("message", "Nobody here can decide later: the decision was put off outside of a client.")
    }
    writer.endObject()
    return unsendable
  }
}

extension JSONWriter {
  /// A value as it stands in its line; an empty object for one that is broken or missing.
  mutating func copy(_ view: JSONView) {
    if !view.isNull, copy(view.node) { return }
    beginObject()
    endObject()
  }
}
