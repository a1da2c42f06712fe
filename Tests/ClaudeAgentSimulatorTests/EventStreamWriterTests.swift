import Testing

@testable import ClaudeAgentSimulator

@Suite struct EventStreamWriterTests {
  private func events(of step: JSONValue) throws -> [JSONValue] {
    var texts: [String] = []
    let reply = Reply(step: step, model: "m", identity: "test")
    var writer = EventStreamWriter(reply: reply, send: { texts.append($0) }, pause: { _ in })
    try writer.write()
    return try texts.map { text in
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count == 4)
      let event = try JSONParser.parse(String(lines[1].dropFirst(6)))
      #expect(lines[0] == "event: \(event["type"]?.string ?? "")")
      return event
    }
  }

  @Test func `a message with every kind of block is told block by block`() throws {
    let events = try events(of: [
      "content": [
        ["type": "thinking", "thinking": "hm", "signature": "Er1"],
        ["type": "text", "text": "ab🙂d"],
        ["type": "tool_use", "id": "toolu_1", "name": "Bash", "input": ["command": "ls"]],
        ["type": "redacted_thinking", "data": "x"],
      ],
      "chunk": 3, "ping": false, "usage": ["input_tokens": 5],
    ])
    let told = events.map { event in
      let parts = [event["type"], event["content_block"]?["type"] ?? event["delta"]?["type"], event["index"]]
      return parts.compactMap { $0?.string ?? $0?.integer.map(String.init) }.joined(separator: " ")
    }
    #expect(
      told == [
        "message_start",
        "content_block_start thinking 0", "content_block_delta thinking_delta 0",
        "content_block_delta signature_delta 0", "content_block_stop 0",
        "content_block_start text 1", "content_block_delta text_delta 1", "content_block_delta text_delta 1",
        "content_block_stop 1",
        "content_block_start tool_use 2", "content_block_delta input_json_delta 2",
        "content_block_delta input_json_delta 2", "content_block_delta input_json_delta 2",
        "content_block_delta input_json_delta 2", "content_block_delta input_json_delta 2",
        "content_block_delta input_json_delta 2", "content_block_delta input_json_delta 2", "content_block_stop 2",
        "content_block_start redacted_thinking 3", "content_block_stop 3",
        "message_delta", "message_stop",
      ])
    #expect(events[0]["message"]?["usage"]?["input_tokens"] == 5)
    #expect(events[0]["message"]?["usage"]?["output_tokens"] == 1)
    #expect(events[0]["message"]?["stop_reason"] == .null)
    #expect(events[6]["delta"]?["text"] == "ab🙂")
    let input = events[10...16].compactMap { $0["delta"]?["partial_json"]?.string }.joined()
    #expect(input == #"{"command":"ls"}"#)
    #expect(events[20]["delta"]?["stop_reason"] == "tool_use")
    #expect(events[20]["usage"]?["service_tier"] == nil)
  }

  @Test(arguments: 0...8)
  func `a break falls due before the next event`(count: Int) throws {
    var sent = 0
    let step: JSONValue = [
      "content": [["type": "text", "text": "x"]], "break": ["after": .number(String(count)), "mode": "rst"],
    ]
    let reply = Reply(step: step, model: nil, identity: "test")
    var writer = EventStreamWriter(reply: reply, send: { _ in sent += 1 }, pause: { _ in })
    // The whole message has seven events.
    if count < 7 {
      #expect(throws: EventStreamWriter.Broken.self) { try writer.write() }
      #expect(sent == count)
    } else {
      try writer.write()
      #expect(sent == 7)
    }
  }

  @Test func `raw input and delays reach every delta`() throws {
    var pauses: [Double] = []
    var texts: [String] = []
    let step: JSONValue = [
      "content": [["type": "tool_use", "name": "Bash", "input": [:]]], "raw_input": "{broken", "chunk": 4,
      "delay_ms": 250,
    ]
    let reply = Reply(step: step, model: nil, identity: "test")
    var writer = EventStreamWriter(reply: reply, send: { texts.append($0) }, pause: { pauses.append($0) })
    try writer.write()
    #expect(pauses == [0.25, 0.25])
    #expect(texts.contains { $0.contains(#""partial_json":"{bro""#) })
  }
}
