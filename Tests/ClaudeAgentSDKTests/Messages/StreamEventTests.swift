import ClaudeAgentSDK
import Testing

@Suite struct StreamEventTests {
  private func event(_ text: String) throws -> StreamEvent {
    StreamEvent(json: try #require(JSONView(copying: #"{"type":"stream_event","event":\#(text),"uuid":"u"}"#)))
  }

  @Test(arguments: [
    (#"{"type":"text_delta","text":"Hi \u00e9\n"}"#, "Hi é\n"),
    (#"{"text":"late type","type":"text_delta"}"#, "late type"),
    (#"{"type":"text_delta","text":""}"#, ""),
  ])
  func `a text delta gives its text`(_ delta: String, _ text: String) throws {
    let event = try event(#"{"type":"content_block_delta","index":2,"delta":\#(delta)}"#)
    #expect(event.textDelta == text)
    #expect(event.thinkingDelta == nil)
    #expect(event.inputJSONDelta == nil)
    #expect(event.index == 2)
    #expect(event.eventType == "content_block_delta")
    guard case .contentBlockDelta(let piece) = event.event, case .text(let typed) = piece.delta else {
      Issue.record("not a text delta")
      return
    }
    #expect(typed == text)
    #expect(piece.index == 2)
  }

  @Test(arguments: [
    #"{"type":"content_block_delta","delta":{"type":"thinking_delta","thinking":"x","text":"no"}}"#,
    #"{"type":"content_block_delta","delta":{"text":"no type"}}"#,
    #"{"type":"content_block_delta","delta":{"type":"text_delta","text":5}}"#,
    #"{"type":"content_block_delta","delta":{"type":"text_deltas","text":"no"}}"#,
    #"{"type":"content_block_delta","delta":"text_delta"}"#, #"{"type":"ping"}"#, "7", "[]",
  ])
  func `anything else gives no text`(_ text: String) throws {
    #expect(try event(text).textDelta == nil)
  }

  @Test func `thinking and tool input come in pieces too`() throws {
    let thought = try event(#"{"type":"content_block_delta","delta":{"type":"thinking_delta","thinking":"hm"}}"#)
    #expect(thought.thinkingDelta == "hm")
    #expect(thought.textDelta == nil)
    let input = try event(#"{"type":"content_block_delta","delta":{"type":"input_json_delta","partial_json":"{\"a"}}"#)
    #expect(input.inputJSONDelta == #"{"a"#)
  }

  @Test func `the other deltas are typed`() throws {
    func delta(_ text: String) throws -> APIEvent.Delta? {
      guard case .contentBlockDelta(let piece) = try event(#"{"type":"content_block_delta","delta":\#(text)}"#).event
      else { return nil }
      return piece.delta
    }
    guard case .signature("abc")? = try delta(#"{"type":"signature_delta","signature":"abc"}"#) else {
      Issue.record("not a signature")
      return
    }
    guard case .citation(let citation)? = try delta(#"{"type":"citations_delta","citation":{"url":"u","title":"t"}}"#)
    else {
      Issue.record("not a citation")
      return
    }
    #expect(citation.url == "u")
    #expect(citation.title == "t")
    guard case .unknown(let json)? = try delta(#"{"type":"hologram","x":1}"#) else {
      Issue.record("not unknown")
      return
    }
    #expect(json["x"]?.int == 1)
  }

  @Test func `an answer's events are typed`() throws {
    guard
      case .messageStart(let start) = try event(
        #"{"type":"message_start","message":{"id":"m","model":"claude","usage":{"input_tokens":12}}}"#
      ).event
    else {
      Issue.record("not a start")
      return
    }
    #expect(start.message?.id == "m")
    #expect(start.message?.usage?.inputTokens == 12)
    guard
      case .contentBlockStart(let block) = try event(
        #"{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"t","name":"Bash"}}"#
      ).event, case .toolUse(let tool)? = block.contentBlock
    else {
      Issue.record("not a block")
      return
    }
    #expect(block.index == 1)
    #expect(tool.name == "Bash")
    guard
      case .messageDelta(let delta) = try event(
        #"{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":"END"},"usage":{"output_tokens":26}}"#
      ).event
    else {
      Issue.record("not a delta")
      return
    }
    #expect(delta.stopReason == .endTurn)
    #expect(delta.stopSequence == "END")
    #expect(delta.usage?.outputTokens == 26)
    guard
      case .error(let error) = try event(#"{"type":"error","error":{"type":"overloaded_error","message":"busy"}}"#)
        .event
    else {
      Issue.record("not an error")
      return
    }
    #expect(error.type == "overloaded_error")
    #expect(error.message == "busy")
    guard case .messageStop = try event(#"{"type":"message_stop"}"#).event else {
      Issue.record("not a stop")
      return
    }
    guard case .unknown = try event(#"{"type":"hologram"}"#).event else {
      Issue.record("not unknown")
      return
    }
  }
}
