import ClaudeAgentSDK
import FastTransport
import Testing

@Suite struct MessageTests {
  private func message(_ text: String) throws -> Message { Message(json: try #require(JSONView(copying: text))) }

  @Test(arguments: MessageKind.allCases)
  func `a line is read by its type`(_ kind: MessageKind) throws {
    let name = kind.wireName
    let message = try message(#"{"uuid":"u","session_id":"s","type":"\#(name)","parent_tool_use_id":"p"}"#)
    #expect(message.type == name)
    #expect(message.uuid == "u")
    #expect(message.sessionID == "s")
    #expect(message.parentToolUseID == "p")
    #expect(MessageKind(of: message.json.node) == kind)
    if case .malformed = message { Issue.record("\(name) is malformed") }
    if case .unknown = message { #expect(kind.isControl) }
    // The loop's tag gives the same.
    let tagged = Message(node: message.json.node, kind: kind)
    #expect(tagged.type == name)
    #expect(tagged.copy().json.rawText == message.json.rawText)
  }

  @Test func `the names stand in the order of the numbers`() {
    #expect(MessageKind.wireNames.count == MessageKind.allCases.count)
    #expect(MessageKind.streamEvent.wireName == "stream_event")
    #expect(MessageKind.activeGoal.wireName == "active_goal")
    #expect(Set(MessageKind.wireNames.map(\.description)).count == MessageKind.allCases.count)
  }

  @Test func `a type that is not known is kept whole`() throws {
    guard case .unknown(let unknown) = try message(#"{"type":"hologram","subtype":"x","depth":[1]}"#) else {
      Issue.record("not unknown")
      return
    }
    #expect(unknown.type == "hologram")
    #expect(unknown.subtype == "x")
    #expect(unknown.json["depth"]?[0]?.int == 1)
  }

  @Test(arguments: ["{}", #"{"type":5}"#, #"{"type":null}"#])
  func `an object without a type is unknown`(_ line: String) throws {
    guard case .unknown(let unknown) = try message(line) else {
      Issue.record("not unknown")
      return
    }
    #expect(unknown.type.isEmpty)
  }

  @Test(arguments: [
    ("", "empty", 0), ("Warning: no config", "invalidScalar", 0), ("[1]", "notAnObject", 0), ("7", "notAnObject", 0),
    (#"{"type":"assistant","message":{"content":[{"type":"text","te"#, "unclosedString", 57),
    (#"{"type":"assistant","message":{"content":[{"#, "unclosed", 43), ("{}{}", "trailing", 2),
  ])
  func `a line that is no object is malformed and says why`(_ line: String, _ code: String, _ offset: Int) throws {
    guard case .malformed(let malformed) = try message(line) else {
      Issue.record("not malformed")
      return
    }
    #expect(malformed.fault.code.rawValue == code)
    #expect(malformed.fault.offset == offset)
    #expect(malformed.byteCount == line.utf8.count)
    #expect(malformed.firstBytes(4) == Array(line.utf8.prefix(4)))
    #expect(malformed.firstBytes(-1).isEmpty)
    #expect(malformed.copy().firstBytes(1000) == Array(line.utf8))
    #expect(malformed.withBytes { $0.byteCount } == line.utf8.count)
  }

  @Test func `a line that is not UTF-8 is malformed`() throws {
    let view = try #require(JSONView(copying: Array(#"{"type":"user","x":""#.utf8) + [0xC0, 0x22, 0x7D]))
    guard case .malformed(let malformed) = Message(json: view) else {
      Issue.record("not malformed")
      return
    }
    #expect(malformed.fault.code == .invalidUTF8)
    #expect(malformed.fault.offset == 20)
  }

  @Test func `a message may stand inside another value`() throws {
    let outer = try #require(JSONView(copying: #"{"line":{"type":"assistant","message":{"content":[]}},"x":1}"#))
    guard case .assistant(let reply) = Message(json: try #require(outer["line"])) else {
      Issue.record("not assistant")
      return
    }
    #expect(reply.text.isEmpty)
  }

  @Test func `a type written with an escape is the same type`() throws {
    #expect(try message(#"{"type":"u\u0073er"}"#).type == "user")
  }

  @Test func `a message stays small`() {
    #expect(MemoryLayout<Message>.size <= 24)
  }
}
