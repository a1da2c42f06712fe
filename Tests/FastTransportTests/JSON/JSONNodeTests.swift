import Testing

@testable import FastTransport

private func node(_ text: String) throws -> JSONNode {
  try #require(JSONNode(copying: Array(text.utf8)))
}

@Suite struct JSONNodeTests {
  @Test func `a leaf is found at any depth`() throws {
    let line = try node(
      #"{"type":"stream_event","event":{"type":"content_block_delta","delta":{"type":"text_delta","text":"hi"}}}"#)
    #expect(line["type"]?.string == "stream_event")
    #expect(line["event"]?["delta"]?["text"]?.string == "hi")
    #expect(line.string(at: "event", "delta", "text") == "hi")
    #expect(line.at("event", "delta")?.rawText == #"{"type":"text_delta","text":"hi"}"#)
    #expect(line["missing"] == nil)
    #expect(line["event"]?["type"]?["x"] == nil)
  }

  @Test func `every kind of value is told apart`() throws {
    let line = try node(#" { "o" : {} , "a" : [ ] , "s":"", "n":-1.5e3 ,"t":true,"f" : false , "z" : null } "#)
    #expect(line["o"]?.kind == .object)
    #expect(line["a"]?.kind == .array)
    #expect(line["s"]?.kind == .string)
    #expect(line["s"]?.string == "")
    #expect(line["n"]?.double == -1500)
    #expect(line["n"]?.int == nil)
    #expect(line["t"]?.bool == true)
    #expect(line["f"]?.bool == false)
    #expect(line["z"]?.isNull == true)
    #expect(line["z"]?.string == nil)
    #expect(line["f"]?.rawText == "false")
  }

  @Test func `a key with a backslash is its text, not its spelling`() throws {
    let line = try node(#"{"a\n":1,"b\\n":2,"q\"":3,"":4,"ab":5,"abc":6,"\u0061bcd":7}"#)
    #expect(line[#"a\n"#] == nil)
    #expect(line["a\n"]?.int == 1)
    #expect(line[#"b\n"#]?.int == 2)
    #expect(line["q\""]?.int == 3)
    #expect(line[#"q\""#] == nil)
    #expect(line[""]?.int == 4)
    #expect(line["ab"]?.int == 5)
    #expect(line["abc"]?.int == 6)
    #expect(line["abcd"]?.int == 7)
    #expect(line["a"] == nil)
    #expect(line.at("abcd")?.int == 7)
    #expect(line.at("ab")?.int == 5)
  }

  @Test func `a text of any length is read, with an escape at any place or none`() throws {
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    for count in 0...26 {
      let plain = letters.prefix(count)
      #expect(try node("[\"\(String(plain))\"]")[0]?.string == String(plain))
      for place in 0...count {
        let spelt = String(plain[..<place]) + #"\n"# + String(plain[place...])
        let meant = String(plain[..<place]) + "\n" + String(plain[place...])
        #expect(try node("[\"\(spelt)\"]")[0]?.string == meant)
      }
    }
  }

  @Test func `long texts are read, whether their escapes stand close or far apart`() throws {
    for gap in [1, 7, 8, 31, 63, 64, 65, 127, 200, 1000] {
      for count in [0, 1, 2, 5, 40] {
        let plain = String(repeating: "é€x", count: gap)
        let spelt =
          Array(repeating: plain, count: count + 1).joined(separator: #"\\"#) + String(repeating: #"\n"#, count: 3)
        let meant = Array(repeating: plain, count: count + 1).joined(separator: "\\") + "\n\n\n"
        #expect(try node("[\"\(spelt)\"]")[0]?.string == meant)
        #expect(try node("[\"\(spelt)\\x\"]")[0]?.string == nil)
      }
    }
  }

  @Test func `of equal keys the last one counts`() throws {
    #expect(try node(#"{"a":1,"b":2,"a":3}"#)["a"]?.int == 3)
    #expect(try node(#"{"a":1,"\u0061":4}"#)["a"]?.int == 4)
  }

  @Test func `keys that only look alike are different`() throws {
    let line = try node(#"{"ab":1,"a":2,"abc":3,"a\"b":4,"":5}"#)
    #expect(line["a"]?.int == 2)
    #expect(line["ab"]?.int == 1)
    #expect(line["a\"b"]?.int == 4)
    #expect(line[""]?.int == 5)
  }

  @Test(arguments: [
    (#""\ud83d""#, "\u{FFFD}"), (#""\ude00x""#, "\u{FFFD}x"), (#""\ud83d\ude00""#, "😀"),
    (#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"), (#""\ud83dA""#, "\u{FFFD}A"), (#""a\u0000b""#, "a\0b"),
    (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"), (#""é漢😀""#, "é漢😀"), (#""\u00e9\u6f22""#, "é漢"),
    (#""0123456789abcdef\n0123456789abcdef""#, "0123456789abcdef\n0123456789abcdef"),
  ])
  func `escapes are decoded and a lone surrogate is replaced`(text: String, value: String) throws {
    #expect(try node(text).string == value)
    #expect(try node("{\"k\":\(text)}")["k"]?.string == value)
  }

  @Test(arguments: [#""\x""#, #""\u12""#, #""\u12g4""#, #""\ud83d\u12""#])
  func `a bad escape makes the string unreadable and nothing else`(text: String) throws {
    let line = try node("{\"k\":\(text),\"n\":1}")
    #expect(line["k"]?.string == nil)
    #expect(line["k"]?.rawText == text)
    #expect(line["n"]?.int == 1)
    #expect(throws: JSONError(code: .invalidEscape, offset: 5)) { try line.validate() }
  }

  @Test(
    arguments: [
      ("0", 0), ("-0", 0), ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min),
      ("9223372036854775808", nil), ("18446744073709552000", nil), ("1.0", nil), ("1e3", nil), ("01", nil), ("-", nil),
    ] as [(String, Int?)])
  func `an integer is one that fits and is written as one`(text: String, value: Int?) throws {
    #expect(try node("[\(text)]")[0]?.int == value)
  }

  @Test(
    arguments: [
      ("1e+21", 1e21), ("1.5e+300", 1.5e300), ("18446744073709552000", 0x1p64), ("0.1", 0.1),
      ("1e400", .infinity), ("-0", -0.0), ("1.", nil), (".5", nil), ("+1", nil), ("1e", nil), ("0x10", nil),
      ("NaN", nil),
    ] as [(String, Double?)])
  func `a double is read exactly or not at all`(text: String, value: Double?) throws {
    #expect(try node("[\(text)]")[0]?.double == value)
  }

  @Test func `elements and members come in order`() throws {
    let line = try node(#"{"a":[1,{"b":[2,3]},"x"],"a":[],"c":{}}"#)
    let first = try #require(line.members.first { $0.key == "a" })
    #expect(first.value.elements.map { $0.rawText } == ["1", #"{"b":[2,3]}"#, #""x""#])
    #expect(first.value[1]?["b"]?[1]?.int == 3)
    #expect(first.value[3] == nil)
    #expect(line.members.map(\.key) == ["a", "a", "c"])
    #expect(try #require(line["c"]).members.map(\.key).isEmpty)
  }

  @Test func `a million nested arrays cost no stack`() throws {
    let depth = 1_000_000
    let deep = try node(String(repeating: "[", count: depth) + String(repeating: "]", count: depth))
    try deep.validate()
    #expect(deep[0]?.kind == .array)
    let open = try node(String(repeating: "[", count: depth))
    #expect(throws: JSONError(code: .unclosed, offset: depth)) { try open.validate() }
    #expect(open[0]?.rawText == nil)
  }

  @Test func `a string of a megabyte is read whole`() throws {
    let text = String(repeating: "0123456789 \u{00E9}\u{6F22}", count: 70_000)
    #expect(try node("{\"k\":\"\(text)\\n\"}")["k"]?.string == text + "\n")
  }

  @Test(
    arguments: [
      ("", .empty, 0), ("  ", .empty, 0), ("{", .unclosed, 1), ("{\"a\"}", .unexpected, 4),
      ("{\"a\":}", .unexpected, 5),
      ("{\"a\":1,}", .unexpected, 7), ("[1,]", .unexpected, 3), ("[1 2]", .unexpected, 3), ("{} {}", .trailing, 3),
      ("[tru]", .invalidScalar, 1), ("[01]", .invalidScalar, 1), ("{1:2}", .unexpected, 1),
      ("[\"a]", .unclosedString, 1),
      ("[\"a\u{1}\"]", .controlCharacter, 3), ("]", .unexpected, 0), ("[1}", .unexpected, 2),
      ("[NaN]", .invalidScalar, 1), ("[-0\0\0,1]", .invalidScalar, 1), ("[1\u{b},\"a\"]", .invalidScalar, 1),
      ("{\"a\":1]", .unexpected, 6), ("1", nil, 0), ("\"x\" ", nil, 0), ("[]", nil, 0),
      ("[{\"a\":[null,true]}]", nil, 0),
    ] as [(String, JSONError.Code?, Int)])
  func `validation names the first fault and its place`(text: String, code: JSONError.Code?, offset: Int) throws {
    let line = try node(text)
    if let code {
      #expect(throws: JSONError(code: code, offset: offset)) { try line.validate() }
    } else {
      try line.validate()
    }
  }

  @Test func `bytes that are not UTF-8 are named by their offset`() throws {
    let line = try #require(JSONNode(copying: Array("[\"ab".utf8) + [0xC3, 0x28] + Array("\"]".utf8)))
    #expect(throws: JSONError(code: .invalidUTF8, offset: 4)) { try line.validate() }
    #expect(line[0]?.string == nil)
  }

  @Test func `a truncated line gives what stands before the cut and never traps`() throws {
    let whole = #"{"type":"user","n":12,"message":{"content":[{"t":"a\n"},null,-3.5e2]},"x":"\ud83d\ude00"}"#
    let bytes = Array(whole.utf8)
    for end in 0..<bytes.count {
      let line = try #require(JSONNode(copying: Array(bytes[..<end])))
      #expect(throws: JSONError.self) { try line.validate() }
      _ = line["x"]?.string
      _ = line["message"]?["content"]?[2]?.double
      for member in line.members { _ = member.value.rawText }
    }
  }

  @Test func `two lines read in turn do not mix`() throws {
    let first = try node(#"{"a":"one","b":[1,2,3]}"#)
    let second = try node(#"{"a":"two","b":[4,5]}"#)
    let ones = first["b"]
    let twos = second["b"]
    #expect(first["a"]?.string == "one")
    #expect(twos?[0]?.int == 4)
    #expect(ones?[2]?.int == 3)
    #expect(second["a"]?.string == "two")
  }

  @Test func `a copy holds the value alone`() throws {
    let line = try node(#"{"a":{"b":"c"}}"#)
    let copy = try #require(line["a"]?.copy())
    #expect(copy.textSlice.count == 9)
    #expect(copy["b"]?.string == "c")
  }
}
