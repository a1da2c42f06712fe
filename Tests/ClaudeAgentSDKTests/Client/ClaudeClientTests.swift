import ClaudeAgentTestKit
import Testing

@testable import ClaudeAgentSDK

/// A conversation as its user sees it, over a script.
@Suite(.timeLimit(.minutes(5))) struct ClaudeClientTests {
  /// A result that names prompts.
  private func result(_ text: String, naming uuids: [String]) -> Script.Step {
    .message([
      "type": "result", "subtype": "success", "is_error": false, "result": .string(text), "num_turns": 1,
      "session_id": .string(Script.sessionID), "user_message_uuids": .array(uuids.map { .string($0) }),
    ])
  }

  private func prompt(_ text: String, _ uuid: String) -> Prompt {
    var prompt = Prompt(text)
    prompt.uuid = uuid
    return prompt
  }

  private func client(
    _ script: Script, _ change: (inout ClaudeAgentOptions) -> Void = { _ in }
  ) -> (ClaudeClient, ScriptedTransportProvider) {
    let provider = ScriptedTransportProvider(script)
    var options = ClaudeAgentOptions()
    change(&options)
    return (ClaudeClient(options, transport: provider), provider)
  }

  @Test func `a turn ends at the result that names its prompt, the next one goes on behind it`() async throws {
    let (client, provider) = client([
      .answerInitialize, .awaitPrompt, .initMessage(), .assistant("one"), result("stray", naming: ["x"]),
      result("one", naming: ["a"]), .awaitPrompt, .assistant("two"), result("two", naming: ["b"]), .awaitEndOfInput,
    ])
    try await client.connect()
    var types: [String] = []
    for try await message in try await client.send(prompt("first", "a")) { types.append(message.type) }
    #expect(types == ["system", "assistant", "result", "result"])
    let second = try await client.send(prompt("second", "b"))
    #expect(try await second.text() == "two")
    #expect(try await second.result().result == "two")
    await client.close()
    let transport = try #require(provider.transports.first)
    #expect(transport.sentLines.count == 3)
    #expect(transport.sentLines[1].contains(#""session_id":"default","uuid":"a""#))
    #expect(transport.closeCount == 1)
  }

  @Test func `prompts that are answered together end together`() async throws {
    let (client, _) = client([
      .answerInitialize, .awaitPrompt, .awaitPrompt, .assistant("both"), result("both", naming: ["a", "b"]),
      .awaitEndOfInput,
    ])
    try await client.connect()
    let first = try await client.send(prompt("first", "a"))
    let second = try await client.send(prompt("second", "b"))
    #expect(try await first.text() == "both")
    #expect(second.hasEnded)
    #expect(try await second.text() == "both")
    await client.close()
  }

  @Test func `hooks, permissions and tools are served while a turn is read`() async throws {
    let (client, provider) = client([
      .answerInitialize, .awaitPrompt,
      .request(["subtype": "hook_callback", "callback_id": "hook_0", "input": ["tool_name": "Bash"]], id: "h"),
      .awaitAnswer(to: "h"),
      .request(["subtype": "can_use_tool", "tool_name": "Bash", "input": ["command": "ls"]], id: "p"),
      .awaitAnswer(to: "p"),
      .request(
        [
          "subtype": "mcp_message", "server_name": "calc",
          "message": [
            "jsonrpc": "2.0", "id": 1, "method": "tools/call",
            "params": ["name": "add", "arguments": ["a": 1, "b": 2]],
          ],
        ], id: "m"),
      .awaitAnswer(to: "m"), .result("done"), .awaitEndOfInput,
    ]) { options in
      options.hooks = [Hook(.preToolUse) { call in call.toolName == "Bash" ? .deny("no") : .continue }]
      options.canUseTool = PermissionCallback { request in
        await Task.yield()
        return .allow()
      }
      let schema = ToolSchema.object(["a": .number(), "b": .number()])
      options.mcpServers["calc"] = .inProcess(
        MCPServer("calculator") {
          Tool("add", "Adds", schema: schema) { input in "\((input["a"]?.double ?? 0) + (input["b"]?.double ?? 0))" }
        })
    }
    try await client.connect()
    #expect(try await client.send("go").text() == "done")
    await client.close()
    let answers = try #require(provider.transports.first).sentLines.compactMap { try? JSONValue(parsing: $0) }
      .filter { $0["type"] == "control_response" }.compactMap { $0["response"]?["response"] }
    #expect(
      answers == [
        [
          "hookSpecificOutput": [
            "hookEventName": "PreToolUse", "permissionDecision": "deny", "permissionDecisionReason": "no",
          ]
        ],
        ["behavior": "allow", "updatedInput": ["command": "ls"]],
        [
          "mcp_response": [
            "jsonrpc": "2.0", "id": 1, "result": ["content": [["type": "text", "text": "3.0"]], "isError": false],
          ]
        ],
      ])
  }

  @Test func `cancelling the reader interrupts the turn and keeps the conversation`() async throws {
    let (client, provider) = client([
      .answerInitialize, .awaitPrompt, .assistant("slow"), .awaitLine(containing: "cancel_async_message"),
      .answer(["cancelled": false]), .awaitLine(containing: "interrupt"), .answer(["still_queued": []]),
      .assistant("rest"), result("aborted", naming: ["a"]), .awaitPrompt, .assistant("two"),
      result("two", naming: ["b"]), .awaitEndOfInput,
    ])
    try await client.connect()
    let turn = try await client.send(prompt("first", "a"))
    let reading = Task { () -> ClaudeAgentError? in
      do throws(ClaudeAgentError) {
        for try await message in turn where message.type == "assistant" {
          unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
        }
        return nil
      } catch {
        return error
      }
    }
    #expect(await reading.value?.code == .cancelled)
    var texts: [String] = []
    for try await message in try await client.send(prompt("second", "b")) {
      if case .assistant(let reply) = message { texts.append(reply.text) }
    }
    #expect(texts == ["two"])
    await client.close()
    #expect(provider.transports.count == 1)
  }
}
