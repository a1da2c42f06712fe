// Uses an MCP server that is a program of its own. This one is a shell script that speaks just enough of the protocol.
import ClaudeAgentSDK
import ExampleSupport

let script = #"""
  while IFS= read -r line; do
    id=$(printf '%s' "$line" | sed -n 's/.*"id":\([0-9]*\).*/\1/p')
    case $line in
    *'"method":"initialize"'*)
      result='{"protocolVersion":"2025-06-18","capabilities":{"tools":{}},"serverInfo":{"name":"tide","version":"1.0"}}' ;;
    *'"method":"tools/list"'*)
      result='{"tools":[{"name":"next","description":"The next high tide","inputSchema":{"type":"object"}}]}' ;;
    *'"method":"tools/call"'*)
      result='{"content":[{"type":"text","text":"High tide in '"$HARBOUR"' at 14:20."}]}' ;;
    *) continue ;;
    esac
    printf '{"jsonrpc":"2.0","id":%s,"result":%s}\n' "$id" "$result"
  done
  """#

try await withExampleOptions { options in
  var options = options
  let path = try options.write(script, to: "tide.sh")
  options.mcpServers["tide"] = .stdio(command: "/bin/sh", arguments: [path], environment: ["HARBOUR": "Brest"])
  options.allowedTools = ["mcp__tide__next"]

  try await withClaudeClient(options) { client in
    print("says:", try await client.send("When is high tide? SCENARIO:tide").text())

    for server in try await client.mcpStatus() {
      print("\(server.name) is \(server.status ?? "unknown"), tools: \(server.tools.map(\.name))")
    }
    // Your program may call the tool too, without the model.
    print("calls:", try await client.callMCPTool("mcp__tide__next").text)
    try await client.setMCPServer("tide", enabled: false)
    print("now it is \(try await client.mcpStatus().first?.status ?? "unknown")")
  }
}
