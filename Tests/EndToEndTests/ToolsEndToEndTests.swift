import ClaudeAgentSDK
import ClaudeAgentSimulator
import Foundation
import Testing

/// Tools inside this process, called by the real CLI.
@Suite(.serialized, .timeLimit(.minutes(10))) struct ToolsEndToEndTests {
  private struct Broken: Error, CustomStringConvertible { let description = "the tool exploded" }

  // A PNG of one pixel.
  private static let png =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

  private static let numbers = ToolSchema.object(["a": .number(), "b": .number()])

  @Test func `a calculator answers, fails in words, and is spared what does not fit its schema`() async throws {
    let calls = Notes<String>()
    let server = MCPServer("calculator", version: "1.2.3") {
      Tool("add", "Adds two numbers", schema: Self.numbers) { input in
        calls.add("add")
        return "\((input["a"]?.double ?? 0) + (input["b"]?.double ?? 0))"
      }
      Tool("divide", "Divides", schema: Self.numbers) { input in
        calls.add("divide")
        return input["b"]?.double == 0 ? .error("Division by zero") : "a quotient"
      }
      Tool("boom", "Explodes", schema: .object()) { _ in
        calls.add("boom")
        throw Broken()
      }
    }
    let scenarios: Scenarios = [
      "sums": [
        .calls(
          Scenarios.call("mcp__calc__add", ["a": 2, "b": 3.5]), Scenarios.call("mcp__calc__add", ["a": 40, "b": 2])),
        .call("mcp__calc__divide", ["a": 1, "b": 0]), .call("mcp__calc__boom"),
        .call("mcp__calc__add", ["a": "x", "b": 2]), "All done.",
      ]
    ]
    try await RealCLI.withClient(
      scenarios,
      Setting { options in
        options.mcpServers["calc"] = .inProcess(server)
        options.allowedTools = ["mcp__calc"]
      }
    ) { cli, client in
      let outcome = try await client.hear("SCENARIO:sums")
      #expect(outcome.result?.result == "All done.")
      #expect(calls.all == ["add", "add", "divide", "boom"])
      #expect(outcome.toolResults.map(\.isError) == [false, false, true, true, true])
      #expect(cli.toldModel("sums", step: 1).contains("5.5"))
      #expect(cli.toldModel("sums", step: 1).contains("42"))
      #expect(cli.toldModel("sums", step: 2).contains("Division by zero"))
      #expect(cli.toldModel("sums", step: 3).contains("the tool exploded"))
      #expect(cli.toldModel("sums", step: 4).contains("Input validation error"))
      #expect(cli.pids.failed == ["tool boom"])
    }
  }

  @Test func `images, long and structured results reach the model`() async throws {
    var whole = Tool("whole", "Long", schema: .object()) { _ in .text(Self.long) }
    whole.maxResultSizeChars = 400_000
    let server = MCPServer(
      "results",
      tools: [
        Tool("picture", "A picture", schema: .object()) { _ in
          ToolResult([.text("look:"), .image(base64: Self.png, mediaType: "image/png")])
        },
        Tool("long", "Long", schema: .object()) { _ in .text(Self.long) }, whole,
        Tool("data", "Data", schema: .object()) { _ in
          ToolResult([.text("in words")], structuredContent: ["answer": 42, "unit": "m"])
        },
      ])
    let scenarios: Scenarios = [
      "show": [
        .call("mcp__r__picture"), .call("mcp__r__long"), .call("mcp__r__whole"), .call("mcp__r__data"), "Seen.",
      ]
    ]
    try await RealCLI.withClient(
      scenarios,
      Setting { options in
        options.mcpServers["r"] = .inProcess(server)
        options.allowedTools = ["mcp__r"]
      }
    ) { cli, client in
      let outcome = try await client.hear("SCENARIO:show")
      #expect(outcome.result?.result == "Seen.")
      #expect(outcome.toolResults.map(\.isError) == [false, false, false, false])
      #expect(cli.toldModel("show", step: 1).contains(Self.png))
      #expect(cli.toldModel("show", step: 1).contains("image/png"))
      // A long result is kept in a file, of which the model is told; a tool may ask for more room.
      let sizes = (1...3).map { step in cli.server.requests.last { $0.step == step }?.bodyByteCount ?? 0 }
      #expect(sizes[1] - sizes[0] < 100_000)
      #expect(sizes[2] - sizes[1] > 160_000)
      #expect(cli.toldModel("show", step: 4).contains("42"))
    }
  }

  private static let long = String(repeating: "0123456789abcdef", count: 10_000)

  @Test func `calls that change nothing run at once, and each knows its own`() async throws {
    let started = Notes<String?>()
    var tool = Tool("wait", "Waits for the other", schema: .object()) { _, context async in
      started.add(context.toolUseID)
      let isBoth = await RealCLI.eventually(within: .seconds(30)) { started.all.count == 2 }
      return "\(isBoth ? "together" : "alone") \(context.serverName) \(context.toolName)"
    }
    tool.annotations.readOnlyHint = true
    let server = MCPServer("pair", tools: [tool])
    try await RealCLI.withClient(
      ["pair": [.calls(Scenarios.call("mcp__pair__wait"), Scenarios.call("mcp__pair__wait")), "Both."]],
      Setting { options in
        options.mcpServers["pair"] = .inProcess(server)
        options.allowedTools = ["mcp__pair"]
      }
    ) { cli, client in
      let outcome = try await client.hear("SCENARIO:pair")
      #expect(outcome.result?.result == "Both.")
      #expect(Set(started.all) == Set(outcome.assistants.flatMap(\.toolUses).map(\.id)))
      #expect(cli.toldModel("pair", step: 1).components(separatedBy: "together pair wait").count == 3)
    }
  }

  @Test func `an interrupt cancels the tool that runs, and the next turn works`() async throws {
    let (started, ended) = (Notes<String?>(), Notes<String?>())
    let server = MCPServer("slow") {
      Tool("sleep", "Sleeps", schema: .object()) { _, context async in
        started.add(context.toolUseID)
        await sleepUntilCancelled()
        ended.add(context.toolUseID)
        return "never seen"
      }
    }
    try await RealCLI.withClient(
      ["sleep": [.call("mcp__slow__sleep"), "Never."]],
      Setting { options in
        options.mcpServers["slow"] = .inProcess(server)
        options.allowedTools = ["mcp__slow"]
      }
    ) { cli, client in
      let turn = try await client.send("SCENARIO:sleep")
      let reading = Task { await Outcome(turn) }
      #expect(await RealCLI.eventually { started.all.count == 1 })
      try await client.interrupt()
      let outcome = await reading.value
      #expect(outcome.result?.terminalReason == .abortedTools)
      #expect(await RealCLI.eventually { ended.all == started.all })
      let next = try await client.hear(.next)
      #expect(next.result?.result == "Still here.")
      #expect(!next.messages.contains { $0.json.description.contains("never seen") })
    }
  }

  @Test func `progress is told, and a server outside works beside the one inside`() async throws {
    let server = MCPServer("inside") {
      Tool("steps", "Goes in steps", schema: .object()) { _, context async in
        for step in 1...3 { context.report(progress: Double(step), total: 3, message: "step \(step)") }
        return "three steps"
      }
    }
    try await RealCLI.withClient(
      ["both": [.call("mcp__inside__steps"), .call("mcp__outside__list"), "Both."]],
      Setting { options in
        options.mcpServers["inside"] = .inProcess(server)
        options.mcpServers["outside"] = .stdio(
          command: "/bin/sh", arguments: ["-c", Self.stdioServer], environment: ["GREETING": "from the outside"])
        options.allowedTools = ["mcp__inside", "mcp__outside"]
      }
    ) { cli, client in
      let outcome = try await client.hear("SCENARIO:both")
      #expect(outcome.result?.result == "Both.")
      #expect(outcome.toolResults.map(\.isError) == [false, false])
      #expect(cli.toldModel("both", step: 1).contains("three steps"))
      #expect(cli.toldModel("both", step: 2).contains("from the outside"))
      #expect(cli.pids.unsupported == [])
    }
  }

  /// A server of one tool that speaks just enough of the protocol.
  private static let stdioServer = #"""
    while IFS= read -r line; do
      id=$(printf '%s' "$line" | sed -n 's/.*"id":\([0-9]*\).*/\1/p')
      case $line in
        *'"method":"initialize"'*)
          result='{"protocolVersion":"2025-06-18","capabilities":{"tools":{}},"serverInfo":{"name":"o","version":"1"}}' ;;
        *'"method":"tools/list"'*)
          result='{"tools":[{"name":"list","description":"Lists","inputSchema":{"type":"object"}}]}' ;;
        *'"method":"tools/call"'*) result='{"content":[{"type":"text","text":"'"$GREETING"'"}]}' ;;
        *) continue ;;
      esac
      printf '{"jsonrpc":"2.0","id":%s,"result":%s}\n' "$id" "$result"
    done
    """#
}
