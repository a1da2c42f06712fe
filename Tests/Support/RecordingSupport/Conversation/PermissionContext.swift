import ClaudeAgentSDK

/// What the recorded caller's permission callback was told, beside what ours reads from the same request.
struct PermissionContext {
  /// The recorded calls.
  let calls: [JSONValue]

  /// What reads otherwise. Calls whose callback failed are not recorded.
  func faults(in request: PermissionRequest) -> [String] {
    guard
      let call = calls.first(where: { $0["context"]?["tool_use_id"]?.string == request.toolUseID }),
      let context = call["context"]
    else { return [] }
    var faults: [String] = []
    func compare(_ name: String, _ ours: String?, _ theirs: JSONValue?) {
      if ours != theirs?.string { faults.append("\(name) changed") }
    }
    compare("tool", request.toolName, call["tool"])
    compare("agent_id", request.agentID, context["agent_id"])
    compare("blocked_path", request.blockedPath, context["blocked_path"])
    compare("decision_reason", request.decisionReason, context["decision_reason"])
    compare("title", request.title, context["title"])
    compare("display_name", request.displayName, context["display_name"])
    compare("description", request.description, context["description"])
    if request.input.value != call["input"] { faults.append("input changed") }
    let suggestions = request.suggestions.map { JSONValue.object($0.json ?? [:]) }
    if suggestions != (context["suggestions"]?.array ?? []).map(Self.wire) { faults.append("suggestions changed") }
    return faults
  }

  /// An update as the official SDK's class has it, in the form of the wire.
  private static func wire(_ update: JSONValue) -> JSONValue {
    var fields: JSONObject = [:]
    for (key, value) in update.object ?? [:] where key != "$class" && value != .null { fields[key] = value }
    if let rules = fields["rules"]?.array {
      fields["rules"] = .array(
        rules.map { rule in
          var fields: JSONObject = ["toolName": rule["tool_name"] ?? .null]
          if let content = rule["rule_content"], content != .null { fields["ruleContent"] = content }
          return .object(fields)
        })
    }
    return .object(fields)
  }
}
