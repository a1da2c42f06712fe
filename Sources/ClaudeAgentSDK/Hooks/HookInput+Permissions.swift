/// When somebody would be asked for a permission (`PermissionRequest`).
public struct PermissionRequestInput: ToolHookInput {
  /// The whole input, as it arrived.
  public let json: JSONView
  /// The call, which stands in the request and not in its input; empty for an input without a request (`tool_use_id`).
  public let toolUseID: String

  /// A face over any value, without the request's own `tool_use_id`.
  public init(json: JSONView) { self.init(json: json, toolUseID: nil) }

  /// A face over the input of a request.
  ///
  /// - Parameters:
  ///   - json: The request's `input`.
  ///   - toolUseID: The request's own `tool_use_id`.
  public init(json: JSONView, toolUseID: String?) {
    self.json = json
    self.toolUseID = toolUseID ?? ""
  }

  /// The same in a block of its own, so that the block its line came in is let go.
  public func copy() -> Self { Self(json: json.copy(), toolUseID: toolUseID) }

  /// What the CLI would offer to allow for good (`permission_suggestions`).
  public var permissionSuggestions: [PermissionUpdate] {
    view("permission_suggestions")?.elements.map(PermissionUpdate.init(json:)) ?? []
  }
}

extension HookEvent where Input == PermissionRequestInput {
  /// When somebody would be asked for a permission: answer instead. A permission callback is asked at the same time; who
  /// answers first decides. Gating. Matches the tool's name.
  public static var permissionRequest: Self { Self("PermissionRequest") }
}

extension HookOutput where Input == PermissionRequestInput {
  /// Permits the call.
  ///
  /// - Parameters:
  ///   - updatedInput: What the tool is called with instead, whole; nil for what the model wrote.
  ///   - updatedPermissions: Changes of the permissions, such as those suggested. When one of them has no
  ///     ``PermissionUpdate/json``, none is sent, since the CLI would take none.
  /// - Returns: The output.
  public static func allow(updatedInput: JSONObject? = nil, updatedPermissions: [PermissionUpdate]? = nil) -> Self {
    var decision: JSONObject = ["behavior": "allow"]
    decision["updatedInput"] = updatedInput.map { .object($0) }
    if let updatedPermissions {
      let updates = updatedPermissions.compactMap(\.json)
      if updates.count == updatedPermissions.count {
        decision["updatedPermissions"] = .array(updates.map { .object($0) })
      }
    }
    return Self(specific: ["decision": .object(decision)])
  }

  /// Refuses the call.
  ///
  /// - Parameters:
  ///   - message: Why; the model reads it.
  ///   - interrupt: Whether the turn ends here.
  /// - Returns: The output.
  public static func deny(_ message: String, interrupt: Bool = false) -> Self {
    var decision: JSONObject = ["behavior": "deny", "message": .string(message)]
    if interrupt { decision["interrupt"] = true }
    return Self(specific: ["decision": .object(decision)])
  }
}

/// After the classifier of the permission mode ``PermissionMode/auto`` has denied a call (`PermissionDenied`).
public struct PermissionDeniedInput: ToolHookInput {
  /// The whole input, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// Why it was denied (`reason`).
  public var reason: String { text("reason") }
}

extension HookEvent where Input == PermissionDeniedInput {
  /// After a call was denied by the classifier: let the model try again. Matches the tool's name.
  public static var permissionDenied: Self { Self("PermissionDenied") }
}

extension HookOutput where Input == PermissionDeniedInput {
  /// Whether the model may try again. (`retry`)
  public var retry: Bool? {
    get { self[flag: "retry"] }
    set { self[flag: "retry"] = newValue }
  }

  /// Tells the model that it may try again.
  public static var retry: Self { .with { $0.retry = true } }
}
