// Decides about tool calls that no rule decides: yes, yes from now on, yes but differently, no.
import ClaudeAgentSDK
import ExampleSupport

try await withExampleOptions { options in
  var options = options
  options.canUseTool = PermissionCallback { request in
    print("may it use \(request.toolName)?", request.input["command"]?.string ?? "")
    switch request.toolName {
    case "Bash":
      // The CLI suggests rules that make further questions of this kind unnecessary. These are for this session.
      let rules: [PermissionUpdate] = request.suggestions.compactMap { update in
        guard case .addRules(let rules, let behavior, _) = update else { return nil }
        return .addRules(rules: rules, behavior: behavior, destination: .session)
      }
      return .allow(updatedPermissions: rules)
    case "Write":
      // The tool gets another input than the model has written.
      var input = JSONValue(request.input)?.object ?? [:]
      input["content"] = "Reviewed.\n"
      return .allow(input)
    default:
      return .deny("There is no network today.")
    }
  }

  try await withClaudeClient(options) { client in
    let result = try await client.send("Make a report. SCENARIO:report").result()
    print("says:", result.result ?? "")
    print("report:", options.contents(of: "report.txt") ?? "none")
    print("denied:", result.permissionDenials.map(\.toolName))
  }
}
