import Foundation
import Testing

@testable import FastTransport

@Suite struct JSONWriterTests {
  /// What one call sequence writes, as text.
  private func written(_ build: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    build(&writer)
    return String(decoding: writer.finish(), as: UTF8.self)
  }

  @Test func `commas and colons come where they belong at every depth`() {
    let text = written {
      $0.beginObject()
      $0.key("a")
      $0.beginArray()
      $0.integer(1)
      $0.beginArray()
      $0.endArray()
      $0.beginObject()
      $0.endObject()
      $0.bool(true)
      $0.endArray()
      $0.key("b")
      $0.beginObject()
      $0.key("c")
      $0.null()
      $0.key("d")
      $0.bool(false)
      $0.endObject()
      $0.key("e")
      $0.string("x")
      $0.endObject()
    }
    #expect(text == #"{"a":[1,[],{},true],"b":{"c":null,"d":false},"e":"x"}"#)
  }

  @Test(arguments: 0..<0x20)
  func `every control character is escaped and reads back`(code: UInt8) throws {
    let original = "a" + String(UnicodeScalar(code)) + "b"
    let text = written { $0.string(original) }
    #expect(text.utf8.allSatisfy { $0 >= 0x20 })
    let read = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed) as? String
    #expect(read == original)
  }

  @Test func `short escapes are used where JSON has them`() {
    let text = written { $0.string("\"\\/\u{8}\t\n\u{C}\r\u{1}\u{1F}\u{7F}") }
    #expect(text == #""\"\\/\b\t\n\f\r\u0001\u001f"# + "\u{7F}\"")
  }

  @Test(arguments: ["", "Zoë", "漢字 かな", "🙂👩‍👩‍👧‍👦🇯🇵", "\u{10FFFF}", "\u{2028}\u{2029}\u{85}", "e\u{301}"])
  func `text beyond ASCII passes through`(text: String) {
    #expect(written { $0.string(text) } == "\"\(text)\"")
  }

  @Test(arguments: 0..<20)
  func `an escape is found at every offset of a word`(offset: Int) {
    for special in ["\"", "\\", "\n", "\u{1F}"] {
      var original = String(repeating: "é ", count: 10)
      original.insert(contentsOf: special, at: original.index(original.startIndex, offsetBy: offset))
      let escaped = ["\"": "\\\"", "\\": "\\\\", "\n": "\\n", "\u{1F}": "\\u001f"][special] ?? ""
      #expect(
        written { $0.string(original) } == "\"" + original.replacingOccurrences(of: special, with: escaped) + "\"")
    }
  }

  @Test func `bytes that only look like specials in a word stay as they are`() {
    // 0x21 and 0x23 surround the quote, 0x5B and 0x5D the backslash, 0x20 the controls; high bytes test the borrow.
    let text = "!#[] !#[] \u{A0}\u{DC}\u{E2} !#[]"
    #expect(written { $0.string(text) } == "\"\(text)\"")
  }

  @Test func `a megabyte of text is copied whole and reads back`() throws {
    let original = String(repeating: "0123456789 \"quoted\" \\ é🙂\n", count: 40_000)
    let text = written { $0.string(original) }
    #expect(text.utf8.count > 1 << 20)
    let read = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed) as? String
    #expect(read == original)
  }

  @Test func `integers of every width are exact`() {
    #expect(written { $0.integer(0) } == "0")
    #expect(written { $0.integer(Int.min) } == "-9223372036854775808")
    #expect(written { $0.integer(Int.max) } == "9223372036854775807")
    #expect(written { $0.integer(UInt64.max) } == "18446744073709551615")
    #expect(written { $0.integer(Int8(-128)) } == "-128")
  }

  @Test(arguments: [0.0, -0.0, 1, 0.1, 1e-5, 1e16, 1.7976931348623157e308, .leastNonzeroMagnitude, -123.456])
  func `a double reads back as the same number`(value: Double) {
    #expect(Double(written { $0.double(value) })?.bitPattern == value.bitPattern)
  }

  @Test(arguments: [Double.infinity, -Double.infinity, .nan])
  func `what is not a number in JSON becomes null`(value: Double) {
    #expect(written { $0.double(value) } == "null")
  }

  @Test func `raw bytes take their place between other values`() throws {
    var writer = JSONWriter()
    writer.beginArray()
    writer.integer(1)
    try writer.raw(Array(#"{"a": 1}"#.utf8))
    writer.integer(2)
    writer.endArray()
    #expect(String(decoding: writer.finish(), as: UTF8.self) == #"[1,{"a": 1},2]"#)
  }

  @Test func `a value read from a line is written as it stood there`() throws {
    let node = try #require(JSONNode(copying: Array(#"{"a": {"b":1e2, "c":"\ud83d"}}"#.utf8)))
    var writer = JSONWriter()
    #expect(writer.copy(try #require(node["a"])))
    #expect(writer.finish() == Array(#"{"b":1e2, "c":"\ud83d"}"#.utf8))
  }

  @Test func `raw bytes with a line feed are refused and leave nothing behind`() throws {
    var writer = JSONWriter()
    writer.beginArray()
    #expect(throws: JSONWriter.RawFault(offset: 1)) { try writer.raw(Array("{\n}".utf8)) }
    writer.endArray()
    #expect(writer.finish() == Array("[]".utf8))
  }

  @Test func `lines share a writer`() {
    let text = written {
      $0.integer(1)
      $0.endLine()
      $0.beginArray()
      $0.endArray()
      $0.endLine()
    }
    #expect(text == "1\n[]\n")
  }

  @Test func `deep nesting is written as it is asked for`() {
    let text = written { writer in
      for _ in 0..<5000 { writer.beginArray() }
      for _ in 0..<5000 { writer.endArray() }
    }
    #expect(text == String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000))
  }
}
