import FastTransport
import Testing

@Suite struct JSONNodePathsTests {
  private func node(_ text: String) throws -> JSONNode { try #require(JSONNode(copying: Array(text.utf8))) }

  @Test(arguments: [
    ("{}", true), (#" {"a":[1,{"b":2}]} "#, true), ("{}{}", false), ("{} x", false), (#"{"a":1"#, false), ("[]", false),
    ("", false), (#"{"a":"b"#, false), ("{\"a\":tru}", true),
  ])
  func `a whole object ends and has nothing behind it`(_ text: String, _ isWhole: Bool) throws {
    #expect(try node(text).isWholeObject == isWhole)
  }

  @Test func `an object inside a text is whole when it ends`() throws {
    let text = try node(#"{"a":{"b":1},"c":[]}"#)
    #expect(text["a"]?.isWholeObject == true)
    #expect(text["c"]?.isWholeObject == false)
  }

  @Test func `a name is found among many`() throws {
    let text = try node(#"{"type":"u\u0073er","other":5}"#)
    #expect(text.name(at: "type", among: ["assistant", "user"]) == 1)
    #expect(text.name(at: "type", among: ["assistant", "users", "use"]) == nil)
    #expect(text.name(at: "other", among: ["5"]) == nil)
    #expect(text.name(at: "missing", among: ["user"]) == nil)
  }

  @Test func `a member of a typed object is read in one walk`() throws {
    let text = try node(#"{"event":{"delta":{"text":"old","type":"text_delta","text":"new"},"index":1}}"#)
    #expect(text.string(at: "event", "delta", "text", ofType: "text_delta") == "new")
    #expect(text.string(at: "event", "delta", "text", ofType: "thinking_delta") == nil)
    #expect(text.string(at: "event", "index", "text", ofType: "text_delta") == nil)
    #expect(text.equals("text_delta", at: "event", "delta") == false)
    #expect(try node(#"{"event":{"type":"ping"}}"#).equals("ping", at: "event", "type"))
  }

  @Test(arguments: [
    #"{"event":"x"}"#, #"{"event":{"delta":"x"}}"#, #"{"event":{"delta":["text"]}}"#,
    #"{"event":{"delta":{"type":"t","text":"x"}},"event":5}"#,
    #"{"event":{"delta":{"type":"t","text":"x"},"delta":null}}"#, #"{"event":{"delta":{"type":"t","text":"x"}}"#,
    #"{"event":{"delta":{"text":"x","text" 1,"type":"t"}}}"#, #"{"event":{}}"#,
  ])
  func `nothing is read from what is no object, nor from one that an equal key replaced`(_ text: String) throws {
    #expect(try node(text).string(at: "event", "delta", "text", ofType: "t") == nil)
  }

  @Test func `of equal keys on the way the last one counts`() throws {
    let text = try node(#"{"event":5,"event":{"delta":7,"delta":{"type":"t","text":"x"}},"e":{}}"#)
    #expect(text.string(at: "event", "delta", "text", ofType: "t") == "x")
  }

  @Test func `texts are joined without what is no text`() throws {
    let text = try node(
      #"{"content":[{"type":"text","text":"a\u00e9"},{"type":"image","text":"x"},[],"y",{"text":"b","type":"text"}]}"#)
    #expect(text.joinedText(at: "content") == "aéb")
    #expect(text["content"]?.joinedText == "aéb")
    #expect(try node(#"{"message":{"content":"plain\n"}}"#).joinedText(at: "message", "content") == "plain\n")
    #expect(try node(#"{"content":{"type":"text","text":"x"}}"#).joinedText(at: "content") == nil)
    #expect(text.joinedText(at: "missing") == nil)
  }

  @Test func `the smallest integer is a number like any other`() throws {
    #expect(try node("-9223372036854775808").double == -9_223_372_036_854_775_808)
    #expect(try node("-9223372036854775808").int == Int.min)
  }
}
