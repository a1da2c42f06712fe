import Testing

@testable import FastTransport

private func node(_ text: String) throws -> JSONNode {
  try #require(JSONNode(copying: Array(text.utf8)))
}

@Suite struct JSONPicksTests {
  private let outer = JSONKeys(["id", "kind", "request"])
  private let inner = JSONKeys(["type", "text", "t", "input"])

  @Test func `members are found in any order, the last of equal keys`() throws {
    let picks = try node(#"{"x":0,"kind":1,"id":2,"idx":3,"i":4,"kind":5,"request":6}"#).pick(outer)
    #expect(picks[0]?.int == 2)
    #expect(picks[1]?.int == 5)
    #expect(picks[2]?.int == 6)
    #expect(picks[3] == nil)
    #expect(picks.has(0))
    #expect(!picks.has(3))
  }

  @Test func `the members of the last one are found in the same walk`() throws {
    let line = try node(
      #"{"request":{"text":[{"type":9}],"t":7,"type":"a\u0062","input":{"type":1,"text":2}},"id":"x","kind":null}"#)
    let picks = line.pick(outer, inner: inner)
    #expect(picks[0]?.string == "x")
    #expect(picks.isString(0))
    #expect(!picks.isString(1))
    #expect(picks.inner(0, equals: "ab"))
    #expect(!picks.inner(0, equals: "a"))
    #expect(picks[inner: 1]?.rawText == #"[{"type":9}]"#)
    #expect(picks[inner: 2]?.int == 7)
    #expect(picks[inner: 3]?.rawText == #"{"type":1,"text":2}"#)
  }

  @Test func `a key may be spelt with escapes`() throws {
    for spelt in [#"\u0069d"#, #"i\u0064"#, #"\u0069\u0064"#] {
      #expect(try node("{\"\(spelt)\":1}").pick(outer)[0]?.int == 1)
    }
    #expect(try node(#"{"i\u0064x":1,"\u0069":2}"#).pick(outer)[0] == nil)
  }

  @Test func `what is no object, or broken, has no members`() throws {
    for text in ["[1]", "1", "{", #"{"id":1"#, #"{"id":1,}"#, #"{"id" 1}"#, ""] {
      let picks = try node(text).pick(outer, inner: inner)
      #expect(picks[0] == nil, "\(text)")
      #expect(picks[inner: 0] == nil)
    }
    let picks = try node(#"{"id":1,"request":[{"type":2}]}"#).pick(outer, inner: inner)
    #expect(picks[0]?.int == 1)
    #expect(picks[inner: 0] == nil)
  }

  @Test func `bytes that differ in the lowest bit from a key's first are told apart`() throws {
    // `h` and `i`, `j` and `k`, `q` and `r`, and a zero byte.
    let picks = try node("{\"hd\":1,\"jind\":2,\"qequest\":3,\"\\u0000\":4,\"id\":5}").pick(outer)
    #expect(picks[0]?.int == 5)
    #expect(picks[1] == nil)
    #expect(picks[2] == nil)
  }
}
