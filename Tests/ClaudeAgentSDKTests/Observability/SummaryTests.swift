import ClaudeAgentTestKit
import Testing

@testable import ClaudeAgentSDK

@Suite struct SummaryTests {
  @Test func `a turn and the code it called are told with their times and names`() async throws {
    let recorder = EventRecorder()
    let script: Script = [
      .answerInitialize, .awaitPrompt,
      .line(
        #"{"type":"control_request","request_id":"1","request":{"subtype":"can_use_tool","tool_name":"Bash","input":{}}}"#
      ),
      .awaitAnswer(to: "1"),
      .line(
        #"{"type":"control_request","request_id":"2","request":{"subtype":"hook_callback","callback_id":"hook_0","input":{}}}"#
      ),
      .awaitAnswer(to: "2"),
      .line(
        #"{"type":"result","subtype":"success","is_error":false,"duration_ms":1200,"duration_api_ms":800,"num_turns":3,"session_id":"s","total_cost_usd":0.5,"usage":{"input_tokens":7,"output_tokens":5,"cache_read_input_tokens":3,"cache_creation_input_tokens":2},"result":"x"}"#
      ),
    ]
    let transport = ScriptedTransport(script)
    var options = ClaudeAgentOptions()
    options.observer = recorder
    options.canUseTool = PermissionCallback { _ in
      await Task.yield()
      return .allow()
    }
    struct Broken: Error {}
    options.hooks = [Hook(.postToolUse) { _ in throw Broken() }]
    _ = try await query("hi", options: options, transport: ScriptedTransportProvider(transport)).result()
    let turns = recorder.all { if case .turnEnded(let turn) = $0 { turn } else { nil } }
    let turn = try #require(turns.first)
    #expect(turns.count == 1)
    #expect(turn.duration == .milliseconds(1200) && turn.apiDuration == .milliseconds(800))
    #expect(turn.requests == 3 && !turn.isError && turn.subtype == "success" && turn.processCostUSD == 0.5)
    #expect(
      [turn.inputTokens, turn.outputTokens, turn.cacheReadTokens, turn.cacheCreationTokens] == [7, 5, 3, 2])
    let calls = recorder.all { if case .callbackEnded(let call) = $0 { call } else { nil } }
    #expect(calls.map(\.kind) == [.permission, .hook])
    #expect(calls.map(\.name) == ["", "PostToolUse"])
    #expect(calls.map(\.hasFailed) == [false, true])
    #expect(calls.allSatisfy { $0.duration > .zero })
  }
}
