internal import FastTransport

/// Whether the CLI has taken the hooks as they were meant, by its answer to `initialize`.
enum HookVerification {
  /// Compares what was asked for with what the CLI says.
  ///
  /// - Parameters:
  ///   - table: The hooks that were registered.
  ///   - answer: The payload of the answer.
  /// - Returns: What is not as it should be and can be lived with, a sentence each; empty when all is well.
  /// - Throws: ``ClaudeAgentError/Code/unsupported`` when a hook was to block on failure and will not.
  static func warnings(for table: HookTable, answer: JSONView) throws(ClaudeAgentError) -> [String] {
    guard !table.isEmpty else { return [] }
    let knowsPolicies = answer.node.at("hook_on_failure_supported").map(isTrue) ?? false
    let refused = answer.node.at("hooks_applied")?.bool == false
    if let hook = table.firstDemand {
      if !knowsPolicies { throw policyUnknown(hook) }
      if refused { throw hooksRefused(hook) }
    }
    var warnings: [String] = []
    if refused {
      warnings.append("The CLI has not taken the hooks, because the session was already running: none will be asked.")
    } else if table.defaultsToBlock, !knowsPolicies {
      let events = table.eventsBlockingByDefault.map { "`\($0)`" }.joined(separator: ", ")
      warnings.append(
        "This CLI does not know `onFailure`: when a hook for \(events) fails on its side or outlives its time, it may "
          + "go on as if there were no hook.")
    }
    for event in table.events where !HookEvents.all.contains(event) {
      warnings.append(
        "The hook event `\(event)` is not one that this version knows, and the CLI accepts unknown events silently: "
          + "check the name.")
    }
    return warnings
  }

  private static func policyUnknown(_ hook: Hook) -> ClaudeAgentError {
    ClaudeAgentError(
      .unsupported,
      detail: "A hook for `\(hook.event)` has the failure policy `\(policy(of: hook))`, and this CLI does not know "
        + "failure policies: it would go on when the hook fails.",
      advice: "Use a newer CLI, or leave `onFailure` unset.")
  }

  private static func hooksRefused(_ hook: Hook) -> ClaudeAgentError {
    ClaudeAgentError(
      .unsupported,
      detail: "The CLI has not taken the hooks, because the session was already running; among them is one for "
        + "`\(hook.event)` with the failure policy `\(policy(of: hook))`.",
      advice: "Start a CLI of its own for this run, or leave `onFailure` unset.")
  }

  private static func policy(of hook: Hook) -> String { hook.onFailure?.rawValue ?? "" }

  /// Whether a value counts as true where the official SDK looks at it: all but false, null, zero and what is empty.
  private static func isTrue(_ node: JSONNode) -> Bool {
    switch node.kind {
    case .bool: node.bool ?? false
    case .number: node.double != 0
    case .string: node.string?.isEmpty == false
    case .array: node[0] != nil
    case .object: node.members.contains { _ in true }
    case .null, nil: false
    }
  }
}
