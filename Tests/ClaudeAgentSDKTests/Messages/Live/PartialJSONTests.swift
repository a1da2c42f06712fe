import ClaudeAgentSDK
import Testing

/// The beginning of a JSON text, and what is complete of it.
@Suite struct PartialJSONTests {
  @Test(arguments: [
    (#"{"path": "src/ma"#, #"{"path":"src/ma"}"#),
    (#"{"path": "a", "limit": 12"#, #"{"path":"a"}"#),
    (#"{"path": "a", "limit": 12,"#, #"{"path":"a","limit":12}"#),
    (#"{"path": "a", "limit": 12 "#, #"{"path":"a","limit":12}"#),
    (#"{"path": "a", "lim"#, #"{"path":"a"}"#),
    (#"{"path": "a", "limit""#, #"{"path":"a"}"#),
    (#"{"path": "a", "limit":"#, #"{"path":"a"}"#),
    (#"{"path": "a","#, #"{"path":"a"}"#),
    (#"{"path""#, "{}"), (#"{"#, "{}"), (#"["#, "[]"), (#"[1, 2"#, "[1]"), (#"[1, 2]"#, "[1,2]"),
    (#"{"a": [{"b": "c"}, {"d": ["#, #"{"a":[{"b":"c"},{"d":[]}]}"#),
    (#"{"a": tr"#, "{}"), (#"{"a": true"#, #"{"a":true}"#), (#"[nul"#, "[]"), (#"[null"#, "[null]"),
    (#"{"a": -"#, "{}"), (#"{"a": 1.5e"#, "{}"),
    (#""text that goes on"#, #""text that goes on""#), (#"" "#, #"" ""#), ("true", "true"),
    (#"{"a": "x\"#, #"{"a":"x"}"#), (#"{"a": "x\n"#, #"{"a":"x\n"}"#), (#"{"a": "x\u00e"#, #"{"a":"x"}"#),
    (#"{"a": "x\u00e9"#, #"{"a":"xé"}"#), (#"{"a": "x\ud83d"#, #"{"a":"x"}"#), (#"{"a": "x\ud83d\ude"#, #"{"a":"x"}"#),
    (#"{"a": "x\ud83d\ude00"#, #"{"a":"x😀"}"#), (#"{"a": "x\\"#, #"{"a":"x\\"}"#), (#"{"a": "}]"#, #"{"a":"}]"}"#),
    (#"  {"a": 1}  "#, #"{"a":1}"#), (#"{"a": "日本"#, #"{"a":"日本"}"#),
  ])
  func `what is complete is kept and closed`(text: String, expected: String) throws {
    let value = try #require(JSONValue(partial: text))
    #expect(value == (try JSONValue(parsing: expected)))
  }

  @Test(arguments: [
    "", " ", "12", "tru", "-", "}", "]", "{]", "[}", "{\"a\":1}}", "[1,2}", "nonsense", "{\"a\" 1, \"b", "\u{0}",
    "{\"a\":1 2,", "[1,,2,", "{\"a\":\"\\x", "{\"a\":\"\\uzzzz", "{1:2,",
  ])
  func `what is no JSON, or has nothing complete, is nothing`(text: String) {
    #expect(JSONValue(partial: text) == nil)
  }

  @Test func `nesting is bounded`() {
    #expect(JSONValue(partial: String(repeating: "[", count: 100)) != nil)
    #expect(JSONValue(partial: String(repeating: "[", count: 100_000)) == nil)
    #expect(JSONValue(partial: String(repeating: "{\"a\":", count: 100_000)) == nil)
  }

  private static let document = #"""
    {"file_path":"/workspace/näher.txt","edits":[{"old":"a\tb\"c","new":"\ud83d\ude00é"},{"old":"","new":"\\"}],
    "count":-12.5e3,"flags":[true,false,null,[],{}],"deep":{"a":{"b":[1,[2,[3]]]}},"last":"end"}
    """#

  @Test func `every beginning of a text is a part of the whole`() throws {
    let whole = try JSONValue(parsing: Self.document)
    var last = JSONValue.object([:])
    for end in Self.document.unicodeScalars.indices.dropFirst() {
      let beginning = String(Self.document.unicodeScalars[..<end])
      let value = try #require(JSONValue(partial: beginning), "\(beginning)")
      #expect(isPart(value, of: whole), "\(beginning)")
      #expect(isPart(last, of: value), "\(beginning) takes something back")
      last = value
    }
    #expect(JSONValue(partial: Self.document) == whole)
  }

  /// Whether the whole may be what becomes of a part.
  private func isPart(_ part: JSONValue, of whole: JSONValue) -> Bool {
    switch (part, whole) {
    case (.object(let part), .object(let whole)):
      part.allSatisfy { key, value in whole[key].map { isPart(value, of: $0) } ?? false }
    case (.array(let part), .array(let whole)):
      part.count <= whole.count && zip(part, whole).allSatisfy { isPart($0, of: $1) }
    case (.string(let part), .string(let whole)):
      whole.unicodeScalars.starts(with: part.unicodeScalars)
    default: part == whole
    }
  }
}
