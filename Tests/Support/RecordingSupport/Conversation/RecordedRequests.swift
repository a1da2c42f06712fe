package import ClaudeAgentSDK

/// What the CLI asked the host in a recorded run, each with the answer that the host gave.
package struct RecordedRequests: Sendable {
  package struct Request: Sendable {
    package let id: String
    package let subtype: String
    /// The request, as it arrived.
    package let body: JSONView
    package let answer: Answer
    /// Who is asked: requests with the same key are answered by one callback, in order.
    package let key: String
  }

  package enum Answer: Sendable {
    case success(JSONValue)
    case failure(String)
    /// The host never answered.
    case none
  }

  package private(set) var all: [Request] = []

  package init() {}

  package init(_ run: WireRun) throws {
    var answers: [String: Answer] = [:]
    for line in try run.lines("stdin.ndjson") {
      guard let response = JSONView(copying: line)?["response"], let id = response["request_id"]?.string else {
        continue
      }
      answers[id] =
        response["subtype"]?.string == "error"
        ? .failure(response["error"]?.string ?? "") : .success(response["response"]?.value ?? .null)
    }
    for line in try run.lines("stdout.ndjson") {
      guard let view = JSONView(copying: line), view["type"]?.string == "control_request",
        let id = view["request_id"]?.string, let body = view["request"], let subtype = body["subtype"]?.string
      else { continue }
      all.append(
        Request(
          id: id, subtype: subtype, body: body, answer: answers[id] ?? .none, key: Self.key(of: body, subtype: subtype))
      )
    }
  }

  private static func key(of body: JSONView, subtype: String) -> String {
    switch subtype {
    case "hook_callback": return "hook \(body["callback_id"]?.string ?? "")"
    case "mcp_message":
      let (server, message) = (body["server_name"]?.string ?? "", body["message"])
      let method = message?["method"]?.string ?? ""
      return method == "tools/call"
        ? toolKey(server, message?["params"]?["name"]?.string ?? "") : "\(method) of \(server)"
    default: return subtype
    }
  }

  package static func toolKey(_ server: String, _ tool: String) -> String { "tool \(tool) of \(server)" }

  /// What a server of the host answered to a method of MCP that is asked once.
  package func mcpResult(_ method: String, of server: String) -> JSONValue? {
    guard case .success(let answer)? = all.first(where: { $0.key == "\(method) of \(server)" })?.answer else {
      return nil
    }
    return answer["mcp_response"]?["result"]
  }
}

extension RecordedRequests.Request {
  /// What the tool gave back, for a call of one; nil when it was not asked.
  package var toolResult: JSONValue? {
    guard case .success(let answer) = answer else { return nil }
    return answer["mcp_response"]?["result"]
  }

  /// Whether the server refused the call before it came to the tool.
  package var isRefusedCall: Bool {
    guard subtype == "mcp_message", let result = toolResult, result["isError"] == true else { return false }
    return result["content"]?[0]?["text"]?.string?.hasPrefix("Input validation error") ?? false
  }
}
