import ClaudeAgentSDK
import Testing

@Suite struct JSONViewTests {
  private func view(_ text: String) throws -> JSONView { try #require(JSONView(copying: text)) }

  @Test func `a leaf is decoded wherever it stands`() throws {
    let json = try view(#"{"a":[{"name":"x"},2,-1.5,true,null],"text":"caf\u00e9"}"#)
    #expect(json.kind == .object)
    #expect(json["a"]?[0]?["name"]?.string == "x")
    #expect(json["a"]?[1]?.int == 2)
    #expect(json["a"]?[2]?.double == -1.5)
    #expect(json["a"]?[3]?.bool == true)
    #expect(json["a"]?[4]?.isNull == true)
    #expect(json["a"]?[5] == nil)
    #expect(json["text"]?.string == "café")
    #expect(json["text"]?.rawText == #""caf\u00e9""#)
  }

  @Test func `what is of another kind is nil`() throws {
    let json = try view(#"{"number":1,"text":"1"}"#)
    #expect(json["number"]?.string == nil)
    #expect(json["text"]?.int == nil)
    #expect(json["text"]?.double == nil)
    #expect(json["text"]?["x"] == nil)
    #expect(json["number"]?[0] == nil)
    #expect(json["missing"] == nil)
    #expect(json.bool == nil)
    #expect(json["number"]?.isNull == false)
  }

  @Test func `of equal keys the last counts and members has both`() throws {
    let json = try view(#"{"a":1,"b":2,"a":3}"#)
    #expect(json["a"]?.int == 3)
    #expect(json.members.map(\.key) == ["a", "b", "a"])
    #expect(json.members.map { $0.value.int } == [1, 2, 3])
  }

  @Test func `a lone surrogate reads as the replacement character and stays in the raw text`() throws {
    let json = try view(#"["x\ud83dy","\ud83d\ude00"]"#)
    #expect(json[0]?.string == "x\u{FFFD}y")
    #expect(json[0]?.rawText == #""x\ud83dy""#)
    #expect(json[1]?.string == "😀")
  }

  @Test func `an integer beyond the range has a rounded double and its exact text`() throws {
    let json = try view("[18446744073709552000,9223372036854775807,1e400,-9223372036854775808]")
    #expect(json[0]?.int == nil)
    #expect(json[0]?.double == 18_446_744_073_709_551_616)
    #expect(json[0]?.rawText == "18446744073709552000")
    #expect(json[1]?.int == Int.max)
    #expect(json[2]?.double == .infinity)
    #expect(json[3]?.int == Int.min)
    #expect(json[3]?.double == -9_223_372_036_854_775_808)
  }

  @Test func `elements of anything but an array are none`() throws {
    #expect(try view(#"{"a":1}"#).elements.map(\.int).isEmpty)
    #expect(try view("[1,2]").elements.map(\.int) == [1, 2])
    #expect(try view("[1,2]").members.map(\.key).isEmpty)
  }

  @Test(arguments: [
    ("", "empty", 0), ("  ", "empty", 0), ("{\"a\":1", "unclosed", 6), ("{\"a\":\"b", "unclosedString", 5),
    ("{} {}", "trailing", 3), ("{\"a\":tru}", "invalidScalar", 5), ("[1,]", "unexpected", 3),
    ("[\"\\x\"]", "invalidEscape", 1), ("[\"a\tb\"]", "controlCharacter", 3),
  ])
  func `validation names the fault and its place`(_ text: String, _ code: String, _ offset: Int) throws {
    let json = try view(text)
    let fault = #expect(throws: JSONFault.self) { try json.validate() }
    #expect(fault?.code.rawValue == code)
    #expect(fault?.offset == offset)
  }

  @Test func `bytes that are not UTF-8 are found`() throws {
    let json = try #require(JSONView(copying: [0x22, 0xFF, 0x22]))
    #expect(json.string == nil)
    let fault = #expect(throws: JSONFault.self) { try json.validate() }
    #expect(fault?.code == .invalidUTF8)
    #expect(fault?.offset == 1)
  }

  @Test func `a copy is the value alone`() throws {
    let inner = try #require(try view(#"{"a": {"b":[1, 2]} ,"c":3}"#)["a"])
    let copy = inner.copy()
    #expect(copy.rawText == #"{"b":[1, 2]}"#)
    #expect(copy["b"]?[1]?.int == 2)
    try copy.validate()
  }

  @Test func `the bytes are those of the value`() throws {
    let inner = try #require(try view(#"{"a": "b\n" }"#)["a"])
    #expect(inner.withBytes { $0.byteCount } == 5)
    #expect("\(inner)" == #""b\n""#)
  }

  @Test func `a value becomes an owned one`() throws {
    let json = try view(#"{"a":[1,"x",null]}"#)
    #expect(json.value == ["a": [1, "x", .null]])
    #expect(try view("{").value == nil)
  }

  @Test func `nesting does not use the stack`() throws {
    let depth = 200_000
    let json = try view(String(repeating: "[", count: depth) + String(repeating: "]", count: depth))
    try json.validate()
    #expect(json.kind == .array)
    #expect(json[0]?.kind == .array)
    #expect(json.value == nil)
  }
}
