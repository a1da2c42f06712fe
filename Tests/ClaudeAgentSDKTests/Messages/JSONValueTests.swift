import Testing

@testable import ClaudeAgentSDK

@Suite struct JSONValueTests {
  @Test(arguments: [
    "null", "true", "false", "0", "-1", "9223372036854775807", "-9223372036854775808", "1.5", "\"\"", "\"a\\n\\\"\"",
    "[]", "{}", "[1,[2,{\"a\":null}],\"x\"]", "{\"b\":1,\"a\":{\"c\":[true]}}", "\"🙂漢\"",
  ])
  func `what is read is written again unchanged`(text: String) throws {
    #expect(try JSONValue(parsing: text).serialized() == text)
  }

  @Test(arguments: [
    "9223372036854775808", "-9223372036854775809", "123456789012345678901234567890",
  ])
  func `an integer beyond Int keeps its digits`(text: String) throws {
    let value = try JSONValue(parsing: text)
    #expect(value == .bigInteger(try #require(JSONBigInteger(text))))
    #expect(value.serialized() == text && value.int == nil && value.double == Double(text))
  }

  @Test(arguments: ["", "-", "01", "1e3", "1.0", "+1", "1\n", "NaN"])
  func `only digits make a big integer`(text: String) {
    #expect(JSONBigInteger(text) == nil)
  }

  @Test func `numbers with fraction or exponent are floating point`() throws {
    #expect(try JSONValue(parsing: "1e3") == .number(1000))
    #expect(try JSONValue(parsing: "-0.25") == .number(-0.25))
    #expect(JSONValue.number(.nan).serialized() == "null" && JSONValue.number(.infinity).serialized() == "null")
  }

  @Test func `of equal names the last value wins at the place of the first`() throws {
    let value = try JSONValue(parsing: #"{"a":1,"b":2,"a":3}"#)
    #expect(value.serialized() == #"{"a":3,"b":2}"#)
  }

  @Test func `literals and subscripts build and read`() {
    var value: JSONValue = ["list": [1, 2.5, "x", true, nil], "name": "n\(1)"]
    #expect(value["list"]?[0]?.int == 1 && value["list"]?[1]?.double == 2.5 && value["list"]?[2]?.string == "x")
    #expect(value["list"]?[3]?.bool == true && value["list"]?[4]?.isNull == true && value["list"]?[5] == nil)
    #expect(value["name"]?.string == "n1" && value["absent"] == nil && value["name"]?["x"] == nil)
    value["name"] = nil
    value["new"] = ["deep": 1]
    #expect(value.serialized() == #"{"list":[1,2.5,"x",true,null],"new":{"deep":1}}"#)
  }

  @Test func `objects are equal and hash alike in any order`() throws {
    let one = try JSONValue(parsing: #"{"a":1,"b":[{"c":2,"d":3}]}"#)
    let other = try JSONValue(parsing: #"{"b":[{"d":3,"c":2}],"a":1}"#)
    #expect(one == other && one.hashValue == other.hashValue)
    #expect(one != .object(["a": 1]))
  }

  @Test(arguments: ["", " ", "{", "[1,]", "nul", "{\"a\" 1}", "1 2", "\"\u{1}\""])
  func `a text that is not JSON throws and is not quoted`(text: String) {
    #expect {
      try JSONValue(parsing: text)
    } throws: { error in
      (error as? ClaudeAgentError)?.code == .invalidInput
    }
  }

  @Test func `an error does not quote the text`() throws {
    let error = #expect(throws: ClaudeAgentError.self) { try JSONValue(parsing: #"{"key":"sk-secret","#) }
    #expect(error?.description.contains("sk-secret") == false)
  }

  @Test func `a value is taken from a view, whole or a part`() throws {
    let view = try #require(JSONView(copying: #"{"a":[1,{"b":"\ud83d!"}],"c":18446744073709551615}"#))
    #expect(try #require(JSONValue(view)).serialized() == #"{"a":[1,{"b":"\#u{FFFD}!"}],"c":18446744073709551615}"#)
    #expect(view["a"].flatMap { JSONValue($0) }?[0]?.int == 1)
  }

  @Test func `nesting is bounded`() throws {
    let deepest = JSONValue.deepestNesting
    let fits = String(repeating: "[", count: deepest) + "1" + String(repeating: "]", count: deepest)
    #expect(try JSONValue(parsing: fits).serialized() == fits)
    let deeper = "[" + fits + "]"
    #expect(throws: ClaudeAgentError.self) { try JSONValue(parsing: deeper) }
    #expect(throws: ClaudeAgentError.self) {
      try JSONValue(parsing: String(repeating: "[", count: 200_000) + String(repeating: "]", count: 200_000))
    }
  }
}

@Suite struct OrderedMapTests {
  @Test(arguments: [3, 16, 17, 200])
  func `order, look-up, change and removal hold at every size`(count: Int) {
    var map = OrderedMap<Int>()
    for number in 0..<count { map["key\(number)"] = number }
    #expect(map.keys == (0..<count).map { "key\($0)" } && map.values == Array(0..<count))
    map["key1"] = -1
    map["key0"] = nil
    #expect(map["key0"] == nil && map["key1"] == -1 && map.count == count - 1 && map["key\(count - 1)"] == count - 1)
    map["key0"] = 7
    #expect(map.keys.last == "key0" && map["key0"] == 7 && map["absent"] == nil)
  }
}
