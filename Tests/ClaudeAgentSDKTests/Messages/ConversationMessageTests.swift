import ClaudeAgentSDK
import Testing

/// Assistant, user and result messages, and their content blocks.
@Suite struct ConversationMessageTests {
  private func view(_ text: String) throws -> JSONView { try #require(JSONView(copying: text)) }

  private func assistant(_ content: String) throws -> AssistantMessage {
    AssistantMessage(json: try view(#"{"message":{"content":\#(content)},"type":"assistant"}"#))
  }

  @Test(arguments: [
    ("[]", ""), (#"[{"type":"text","text":"one"}]"#, "one"),
    (
      #"[{"type":"text","text":"a\n"},{"type":"thinking","thinking":"no"},{"text":"\u00e9\ud83d","type":"text"}]"#,
      "a\né\u{FFFD}"
    ),
    (#"[{"type":"tool_use","id":"t","input":{"type":"text","text":"no"}}]"#, ""),
    (#"[{"type":"text","text":7},{"type":"text"},5,{"type":"text","text":"x"},{"type":"text","text":""}]"#, "x"),
    (#"[{"type":"text","text":"bad \q"},{"type":"text","text":"good"}]"#, "good"), (#""plain""#, "plain"), ("null", ""),
  ])
  func `the text of a reply is its text blocks joined`(_ content: String, _ text: String) throws {
    #expect(try assistant(content).text == text)
  }

  @Test func `a long text in many blocks is joined whole`() throws {
    let pieces = (0..<200).map { "piece \($0) – \(String(repeating: "é\\n", count: $0))" }
    let content = "[" + pieces.map { #"{"type":"text","text":"\#($0)"}"# }.joined(separator: ",") + "]"
    let wanted = pieces.joined().replacing("\\n", with: "\n")
    #expect(try assistant(content).text == wanted)
  }

  @Test func `a reply tells who answered what`() throws {
    let reply = AssistantMessage(
      json: try view(
        #"""
        {"type":"assistant","message":{"id":"msg_1","model":"claude-opus","stop_reason":"refusal","content":[],
        "stop_details":{"category":"cyber"},"usage":{"input_tokens":3,"cache_creation":{"ephemeral_1h_input_tokens":4}}},
        "parent_tool_use_id":"toolu_1","error":"hologram","aborted":true,"thinking_duration_ms":1500,
        "user_message_uuids":["a","b"],"supersedes":["c"]}
        """#))
    #expect(reply.messageID == "msg_1")
    #expect(reply.model == "claude-opus")
    #expect(reply.stopReason == .refusal)
    #expect(reply.stopDetails?.category == "cyber")
    #expect(reply.usage?.inputTokens == 3)
    #expect(reply.usage?.cacheCreation?.oneHour == 4)
    #expect(reply.usage?.outputTokens == 0)
    #expect(reply.parentToolUseID == "toolu_1")
    #expect(reply.error == "hologram")
    #expect(reply.isAborted)
    #expect(reply.thinkingDuration == .milliseconds(1500))
    #expect(reply.userMessageUUIDs == ["a", "b"])
    #expect(reply.supersedes == ["c"])
    #expect(reply.sessionID == nil)
  }

  @Test func `blocks of every type keep their place, unknown ones too`() throws {
    let reply = try assistant(
      #"""
      [{"type":"thinking","thinking":"hm","signature":"s"},{"type":"redacted_thinking","data":"d"},
       {"type":"tool_use","id":"t1","name":"Bash","input":{"command":"ls"}},{"type":"hologram","x":1},5,
       {"type":"web_search_tool_result","tool_use_id":"t2","content":[{"url":"u"}]},
       {"type":"text","text":"cited","citations":[{"type":"web_search_result_location","url":"u"}]},
       {"type":"mcp_tool_use","id":"t3","name":"n","server_name":"s","input":{}},{"type":"container_upload","file_id":"f"}]
      """#)
    #expect(
      reply.content.map(\.type) == [
        "thinking", "redacted_thinking", "tool_use", "hologram", "", "web_search_tool_result", "text", "mcp_tool_use",
        "container_upload",
      ])
    guard case .thinking(let thought) = reply.content[0], case .redactedThinking(let hidden) = reply.content[1],
      case .unknown(let unknown) = reply.content[3], case .unknown(let number) = reply.content[4],
      case .serverToolResult(let search) = reply.content[5], case .text(let cited) = reply.content[6],
      case .mcpToolUse(let call) = reply.content[7], case .containerUpload(let upload) = reply.content[8]
    else {
      Issue.record("a block has the wrong type")
      return
    }
    #expect(thought.thinking == "hm")
    #expect(thought.signature == "s")
    #expect(hidden.data == "d")
    #expect(reply.toolUses.map(\.name) == ["Bash"])
    #expect(reply.toolUses[0].input?["command"]?.string == "ls")
    #expect(unknown["x"]?.int == 1)
    #expect(number.int == 5)
    #expect(search.items[0]["url"]?.string == "u")
    #expect(search.errorCode == nil)
    #expect(cited.citations.map(\.url) == ["u"])
    #expect(call.serverName == "s")
    #expect(upload.fileID == "f")
  }

  @Test func `a failed search tells its code`() throws {
    let block = ServerToolResultBlock(
      json: try view(#"{"type":"web_search_tool_result","content":{"error_code":"max_uses_exceeded"}}"#))
    #expect(block.errorCode == "max_uses_exceeded")
    #expect(block.items.isEmpty)
  }

  @Test func `a user message holds a text or blocks`() throws {
    let plain = UserMessage(json: try view(#"{"type":"user","message":{"content":"hello"},"isReplay":true}"#))
    #expect(plain.text == "hello")
    #expect(plain.content.text == "hello")
    #expect(plain.content.blocks.isEmpty)
    #expect(plain.isReplay)
    #expect(!plain.isSynthetic)
    let results = UserMessage(
      json: try view(
        #"""
        {"type":"user","message":{"content":[
          {"type":"tool_result","tool_use_id":"t1","content":"out","is_error":true},
          {"type":"tool_result","tool_use_id":"t2","content":[{"type":"text","text":"a"},{"type":"image","source":{
            "type":"base64","media_type":"image/png","data":"AA=="}},{"type":"text","text":"b"}]},
          {"type":"tool_result","tool_use_id":"t3"},{"type":"text","text":"note"}]},
         "tool_use_result":["x"],"origin":{"kind":"task-notification","runId":"r"}}
        """#))
    #expect(results.text == "note")
    #expect(results.toolResults.map(\.toolUseID) == ["t1", "t2", "t3"])
    #expect(results.toolResults.map(\.text) == ["out", "ab", ""])
    #expect(results.toolResults.map(\.isError) == [true, false, false])
    guard case .image(let image) = results.toolResults[1].content.blocks[1] else {
      Issue.record("not an image")
      return
    }
    #expect(image.source?.mediaType == "image/png")
    #expect(image.source?.data == "AA==")
    #expect(results.toolUseResult?[0]?.string == "x")
    #expect(results.origin?.kind == .taskNotification)
    #expect(results.origin?.runID == "r")
  }

  @Test func `a result tells what the turn came to`() throws {
    let result = ResultMessage(
      json: try view(
        #"""
        {"duration_ms":1234,"type":"result","subtype":"error_max_turns","is_error":true,"num_turns":3,"duration_api_ms":0.5,
        "total_cost_usd":0,"errors":["a",5,"b"],"stop_reason":"tool_use","terminal_reason":"max_turns",
        "modelUsage":{"claude-a":{"inputTokens":1,"costUSD":0.25,"contextWindow":200000},"claude-b":{}},
        "permission_denials":[{"tool_name":"Bash","tool_use_id":"t","tool_input":{"command":"rm"}}],
        "deferred_tool_use":{"id":"d","name":"Edit","input":{"x":1}},"structured_output":{"age":7},"ttft_ms":25}
        """#))
    #expect(result.subtype == .errorMaxTurns)
    #expect(result.isError)
    #expect(result.result == nil)
    #expect(result.errors == ["a", "b"])
    #expect(result.duration == .milliseconds(1234))
    #expect(result.apiDuration == .microseconds(500))
    #expect(result.numTurns == 3)
    #expect(result.totalCostUSD == 0)
    #expect(result.stopReason == .toolUse)
    #expect(result.terminalReason == .maxTurns)
    #expect(result.modelUsage.map(\.model) == ["claude-a", "claude-b"])
    #expect(result.modelUsage[0].costUSD == 0.25)
    #expect(result.modelUsage[0].contextWindow == 200_000)
    #expect(result.modelUsage[1].inputTokens == 0)
    #expect(result.permissionDenials.map(\.toolName) == ["Bash"])
    #expect(result.permissionDenials[0].toolInput?["command"]?.string == "rm")
    #expect(result.deferredToolUse?.name == "Edit")
    #expect(result.structuredOutput?["age"]?.int == 7)
    #expect(result.timeToFirstToken == .milliseconds(25))
  }

  @Test func `a time that no duration can hold is none`() throws {
    let result = ResultMessage(
      json: try view(#"{"duration_ms":1e400,"ttft_ms":-1e300,"duration_api_ms":9223372036854775807}"#))
    #expect(result.duration == .zero)
    #expect(result.timeToFirstToken == nil)
    #expect(result.apiDuration == .milliseconds(Int.max))
  }
}
