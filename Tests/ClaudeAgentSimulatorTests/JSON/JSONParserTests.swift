import Testing

@testable import ClaudeAgentSimulator

@Suite struct JSONParserTests {
  @Test(arguments: [
    #"{"a":[1,-2.5e3,18446744073709551616],"b":{"c":null,"d":true,"e":false},"f":""}"#,
    #"[]"#, #"{}"#, #""\u0001\"\\\n""#, #""\ud83d""#, #""a\udc00b""#, #""\ud83d\ude42""#,
  ])
  func `what is read is written again as it was`(text: String) throws {
    #expect(try JSONParser.parse(text).text() == text)
  }

  @Test func `escapes and blanks are understood`() throws {
    let value = try JSONParser.parse(" { \"a\" : [ 1 , \"\\u00e9\\/\\b\\f\\r\\t\" ] } \n")
    #expect(value["a"]?.array?.first?.integer == 1)
    #expect(value["a"]?.array?.last?.string == "é/\u{8}\u{C}\r\t")
    #expect(try JSONParser.parse(#""\ud83d\ude42""#).text(asciiOnly: false) == "\"🙂\"")
  }

  @Test(arguments: [
    "", " ", "{", "[", "[1", "[1,", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,}", "[1,]", "tru", "nul", "\"", "\"\\",
    "\"\\u12", "\"\\u12g4\"", "\"\\x\"", "1 2", "-", "--1", "1e999", "{1:2}", "\"\n\"", "{\"a\" 1}",
  ])
  func `what is no JSON is an error`(text: String) {
    #expect(throws: JSONParser.Failure.self) { try JSONParser.parse(text) }
  }

  @Test func `deep nesting is refused`() {
    #expect(throws: JSONParser.Failure.self) {
      try JSONParser.parse(String(repeating: "[", count: 100_000))
    }
  }

  @Test func `members can be replaced, added and taken away`() {
    var value: JSONValue = ["a": 1, "b": 2]
    value["b"] = 3
    value["c"] = "x"
    value["a"] = nil
    #expect(value.text() == #"{"b":3,"c":"x"}"#)
  }
}
