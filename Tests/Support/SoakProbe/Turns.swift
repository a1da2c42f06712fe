import ClaudeAgentSDK
import Foundation
import RecordingSupport

/// Many turns of one conversation, with callbacks of every kind in each: what they leave behind.
extension SoakProbe {
  /// A turn of the stand-in: a hook, a permission, a call of a tool, and a result.
  private static let script = """
    init-ok
    mark
    await-prompt
    init
    line {"type":"control_request","request_id":"h{{PID}}","request":{"subtype":"hook_callback","callback_id":"hook_0",\
    "input":{"tool_name":"Bash"},"tool_use_id":"t"}}
    await-line control_response
    line {"type":"control_request","request_id":"p{{PID}}","request":{"subtype":"can_use_tool","tool_name":"Bash",\
    "input":{"command":"ls"},"tool_use_id":"t"}}
    await-line control_response
    line {"type":"control_request","request_id":"m{{PID}}","request":{"subtype":"mcp_message","server_name":"calc",\
    "message":{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"add","arguments":{"a":1,"b":2}}}}}
    await-line control_response
    assistant x
    result x
    again
    """

  static func turns(cli: String, count: Int) async throws {
    var options = ClaudeAgentOptions()
    options.cliPath = cli
    options.environment = .only(["FAKE_SCRIPT_TEXT": script, "FAKE_LIFETIME": "1800"])
    options.hooks = [Hook(.preToolUse) { _ in .continue }]
    options.canUseTool = PermissionCallback { _ in
      await Task.yield()
      return .allow()
    }
    let schema = ToolSchema.object(["a": .number(), "b": .number()])
    options.mcpServers["calc"] = .inProcess(
      MCPServer("calc") {
        Tool("add", "Adds", schema: schema) { input in
          await Task.yield()
          return "\((input["a"]?.double ?? 0) + (input["b"]?.double ?? 0))"
        }
      })
    try await withClaudeClient(options) { client in
      var failures = 0
      func run(_ number: Int) async throws {
        for _ in 0..<number where try await client.send("hi").text() != "x" { failures += 1 }
      }
      // What is made once, and what memory pools keep, is not a leak.
      try await run(max(100, count / 5))
      let before = ProcessState()
      try await run(count)
      let after = ProcessState()
      print(
        """
        {"test":"turns","turns":\(count),"failures":\(failures),\
        "descriptors":[\(before.descriptors),\(after.descriptors)],"threads":[\(before.threads),\(after.threads)],\
        "rss_kb":[\(before.residentKiB),\(after.residentKiB)],"sanitized":\(ProcessState.isSanitized)}
        """)
    }
  }
}
