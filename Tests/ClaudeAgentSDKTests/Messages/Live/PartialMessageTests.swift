import ClaudeAgentSDK
import Testing

/// Answers while they are written, from recorded and from hostile events.
@Suite struct PartialMessageTests {
  private func event(_ event: String, _ rest: String = "") throws -> StreamEvent {
    StreamEvent(json: try .test(#"{"type":"stream_event","parent_tool_use_id":null,"event":\#(event)\#(rest)}"#))
  }

  private func begun(_ answer: inout PartialMessage, id: String = "m") throws {
    answer.add(
      try event(#"{"type":"message_start","message":{"id":"\#(id)","model":"opus","usage":{"input_tokens":3}}}"#))
  }

  private func start(_ answer: inout PartialMessage, _ index: Int, _ block: String) throws {
    answer.add(try event(#"{"type":"content_block_start","index":\#(index),"content_block":\#(block)}"#))
  }

  private func delta(_ answer: inout PartialMessage, _ index: Int, _ delta: String) throws -> Bool {
    answer.add(try event(#"{"type":"content_block_delta","index":\#(index),"delta":\#(delta)}"#))
  }

  @Test func `every recorded answer is what its pieces make`() throws {
    var compared = 0
    for path in Recording.all {
      var answer = PartialMessage()
      for message in try Recording.messages(at: path) {
        if case .streamEvent(let event) = message { answer.add(event) }
        guard case .assistant(let whole) = message, whole.parentToolUseID == nil, whole.messageID == answer.id
        else { continue }
        // What broke off is asked for again, and may then come whole, without events.
        if answer.blocks.contains(where: \.isAbandoned) { continue }
        for block in whole.content {
          let index = try #require(
            answer.blocks.first { isSame($0, block) }, "\(path): nothing became \(block.json)")
          #expect(!index.isFinished || answer.isFinished, "\(path)")
          compared += 1
        }
      }
    }
    #expect(compared > 40)
  }

  private func isSame(_ partial: PartialMessage.Block, _ block: ContentBlock) -> Bool {
    switch block {
    case .text(let block): partial.start.type == "text" && partial.text == block.text
    case .thinking(let block): partial.thinking == block.thinking && partial.signature == block.signature
    case .toolUse(let block):
      // The CLI gives inputs their defaults and marks those that it cannot read; paths in the recordings are replaced,
      // but not where they were cut into pieces.
      partial.toolUse?.id == block.id
        && (partial.input == block.input?.value || block.name == "Edit" || block.input?["__unparsedToolInput"] != nil
          || block.input?.description.contains("/workspace") == true)
    default: partial.start.type == block.type
    }
  }

  @Test func `a tool call grows`() throws {
    var answer = PartialMessage()
    var inputs: [JSONValue?] = []
    for case .streamEvent(let event) in try Recording.messages("tool_parallel") {
      answer.add(event)
      if event.index == 1, answer.id == "msg_01KYQJ7L4XvvtZwv9Sx7fAmL" { inputs.append(answer.blocks[1].input) }
    }
    #expect(
      inputs == [
        [:], [:], ["command": "echo one"], ["command": "echo one", "description": "1"],
        ["command": "echo one", "description": "1"],
      ])
    #expect(answer.text == "Results are in.")
    #expect(answer.stopReason == .endTurn)
    #expect(answer.usage?.inputTokens == 12)
    #expect(answer.isFinished)
  }

  @Test func `thoughts come with their signature`() throws {
    var answer = PartialMessage()
    var thoughts: [String] = []
    for case .streamEvent(let event) in try Recording.messages("thinking_interleaved") {
      answer.add(event)
      if event.eventType == "message_stop" {
        thoughts.append(answer.thinking)
        #expect(answer.blocks[0].signature.hasPrefix("E"))
        #expect(!answer.blocks.contains { !$0.isFinished })
      }
    }
    #expect(thoughts == ["First I look.", "", "Now I know."])
    #expect(answer.text == "Both ran.")
    #expect(answer.blocks[0].start.type == "thinking")
  }

  @Test func `a broken stream is abandoned, and another begins`() throws {
    var answer = PartialMessage()
    var ends: [String] = []
    for case .streamEvent(let event) in try Recording.messages("stream_broken") {
      answer.add(event)
      guard event.eventType == "message_stop" else { continue }
      ends.append("\(answer.text) \(answer.blocks.map(\.isAbandoned)) \(answer.stopReason?.rawValue ?? "none")")
    }
    #expect(ends == ["This text is [true] none", "Whole answer. [false] end_turn"])
  }

  @Test func `an interrupted answer ends without a reason`() throws {
    var answer = PartialMessage()
    for case .streamEvent(let event) in try Recording.messages("ctl_interrupt_stream") {
      answer.add(event)
      guard event.eventType == "message_stop" else { continue }
      #expect(answer.isFinished)
      #expect(answer.text.hasPrefix("word word "))
      #expect(answer.stopReason == nil)
      #expect(answer.blocks.map(\.isAbandoned) == [false])
      break
    }
  }

  @Test func `an answer that begins takes the place of one that has not ended`() throws {
    var answer = PartialMessage()
    #expect(answer.id == nil)
    try begun(&answer, id: "first")
    try start(&answer, 0, #"{"type":"text","text":"so "}"#)
    #expect(try delta(&answer, 0, #"{"type":"text_delta","text":"far"}"#))
    #expect(answer.text == "so far")
    #expect(answer.model == "opus")
    try begun(&answer, id: "second")
    #expect(answer.id == "second")
    #expect(answer.blocks.isEmpty)
    #expect(!answer.isFinished)
  }

  @Test func `pieces without a block, and blocks without an answer, change nothing`() throws {
    var answer = PartialMessage()
    #expect(try !delta(&answer, 0, #"{"type":"text_delta","text":"x"}"#))
    try start(&answer, 0, #"{"type":"text","text":""}"#)
    #expect(answer.blocks.isEmpty)
    #expect(try !answer.add(event(#"{"type":"message_stop"}"#)))
    #expect(try !answer.add(event(#"{"type":"message_delta","delta":{"stop_reason":"end_turn"}}"#)))
    try begun(&answer)
    #expect(try !answer.add(event(#"{"type":"content_block_stop","index":7}"#)))
    #expect(try !answer.add(event(#"{"type":"message_start","message":{}}"#)))
    #expect(try !answer.add(event(#"{"type":"ping"}"#)))
    #expect(try !answer.add(event(#"{"type":"hologram"}"#)))
    for index in [-1, Int.min, Int.max, 7] {
      #expect(try !delta(&answer, index, #"{"type":"text_delta","text":"x"}"#))
      try start(&answer, index, #"{"type":"text","text":"\#(index)"}"#)
      #expect(answer.blocks.last?.index == index)
      #expect(try delta(&answer, index, #"{"type":"text_delta","text":"!"}"#))
      #expect(try !delta(&answer, index, #"{"type":"hologram_delta"}"#))
    }
    #expect(answer.blocks.map(\.text) == ["-1!", "\(Int.min)!", "\(Int.max)!", "7!"])
    try start(&answer, 7, #"{"type":"tool_use","id":"t","name":"N","input":{"whole":true}}"#)
    #expect(answer.blocks.count == 4)
    #expect(answer.blocks[3].input == ["whole": true])
    #expect(answer.blocks[3].toolUse?.name == "N")
    #expect(answer.blocks[0].input == nil)
    #expect(try answer.add(event(#"{"type":"message_stop"}"#)))
    #expect(try !answer.add(event(#"{"type":"message_stop"}"#)))
  }

  @Test func `the answers of others are not mixed in`() throws {
    let piece = #"{"type":"message_start","message":{"id":"x"}}"#
    let theirs = StreamEvent(json: try .test(#"{"type":"stream_event","parent_tool_use_id":"t","event":\#(piece)}"#))
    var mine = PartialMessage()
    #expect(mine.add(theirs) == false)
    #expect(mine.id == nil)
    var agents = PartialMessage(parentToolUseID: "t")
    #expect(agents.add(theirs) == true)
    #expect(agents.id == "x")
    #expect(try !agents.add(event(piece)))
  }

  @Test func `an answer is bounded, and the next one begins anew`() throws {
    var answer = PartialMessage(byteLimit: 300)
    try begun(&answer)
    try start(&answer, 0, #"{"type":"text","text":""}"#)
    #expect(try delta(&answer, 0, #"{"type":"text_delta","text":"0123456789"}"#))
    #expect(try !delta(&answer, 0, #"{"type":"text_delta","text":"01234567890123456789"}"#))
    #expect(answer.isTruncated)
    #expect(answer.text == "0123456789")
    try start(&answer, 1, #"{"type":"text","text":"no room"}"#)
    #expect(answer.blocks.count == 1)
    for delta in [
      #"{"type":"thinking_delta","thinking":"01234567890123456789"}"#,
      #"{"type":"signature_delta","signature":"01234567890123456789"}"#,
      #"{"type":"input_json_delta","partial_json":"01234567890123456789"}"#,
      #"{"type":"citations_delta","citation":{"type":"x"}}"#,
    ] { #expect(try !self.delta(&answer, 0, delta)) }
    try begun(&answer)
    #expect(!answer.isTruncated)
    try start(&answer, 0, #"{"type":"text","text":"room"}"#)
    #expect(answer.text == "room")
    var none = PartialMessage(byteLimit: -1)
    try begun(&none)
    try start(&none, 0, #"{"type":"text","text":""}"#)
    #expect(none.isTruncated && none.blocks.isEmpty)
  }

  @Test func `sources of a text are kept`() throws {
    var answer = PartialMessage()
    try begun(&answer)
    try start(&answer, 0, #"{"type":"text","text":""}"#)
    #expect(try delta(&answer, 0, #"{"type":"citations_delta","citation":{"type":"page_location","cited_text":"c"}}"#))
    #expect(answer.blocks[0].citations.map(\.citedText) == ["c"])
  }

  @Test func `events may be anything`() throws {
    let lines = Exemplars.lines.filter { $0.contains(#""stream_event""#) }
    #expect(!lines.isEmpty)
    for replacement: JSONValue in [nil, 7, "", [], [:], ["type": "text_delta"]] {
      var answer = PartialMessage()
      for line in lines {
        answer.add(StreamEvent(json: try .test(line)))
        for variant in try JSONValue(parsing: line).variants(replacing: replacement) {
          answer.add(StreamEvent(json: try .test(variant.serialized())))
        }
      }
      #expect(answer.text.utf8.count < 1 << 20)
    }
  }
}
