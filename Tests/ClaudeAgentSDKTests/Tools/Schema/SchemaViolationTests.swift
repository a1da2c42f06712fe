import Testing

@testable import ClaudeAgentSDK

private func violation(_ schema: String, _ value: String) throws -> SchemaViolation? {
  let schema = try CompiledSchema(ToolSchema(json: try #require(JSONValue(parsing: schema).object)))
  return schema.violation(in: try #require(JSONView(copying: value)))
}

@Suite struct SchemaViolationTests {
  @Test(arguments: [
    (#"{"type":"number"}"#, #""abc""#, "$", #""abc" is not of type number"#),
    (#"{"type":["string","null"]}"#, "[1,2]", "$", "[1,2] is not of type null or string"),
    (
      #"{"properties":{"a":{"properties":{"b":{"items":{"type":"string"}}}}}}"#, #"{"a":{"b":["x","y",{"z":1}]}}"#,
      "$.a.b[2]", #"{"z":1} is not of type string"#
    ),
    (#"{"required":["x"]}"#, "{}", "$", "'x' is a required property"),
    (#"{"required":["x","y","z"]}"#, #"{"y":1}"#, "$", "'x', 'z' are required properties"),
    (
      #"{"properties":{"a":{},"b":{}},"additionalProperties":false}"#, #"{"c":1}"#, "$",
      "'c' is not a property that is allowed (allowed: 'a', 'b')"
    ),
    (#"{"additionalProperties":false}"#, #"{"c":1}"#, "$", "'c' is not a property that is allowed (none is)"),
    (#"{"additionalProperties":{"type":"null"}}"#, #"{"a b":1}"#, #"$["a b"]"#, "1 is not of type null"),
    (#"{"minProperties":2}"#, #"{"a":1}"#, "$", "the object has 1 member, at least 2 must be there"),
    (#"{"maxProperties":1}"#, #"{"a":1,"b":2}"#, "$", "the object has 2 members, at most 1 may be there"),
    (#"{"enum":["a",1,null]}"#, #""b""#, "$", #""b" is not one of "a", 1, null"#),
    (#"{"const":"a"}"#, "1", "$", #"1 is not "a", which is the only value allowed"#),
    (#"{"minimum":5}"#, "3", "$", "3 is less than the minimum of 5"),
    (#"{"maximum":5}"#, "7.5", "$", "7.5 is greater than the maximum of 5"),
    (#"{"exclusiveMinimum":5}"#, "5", "$", "5 is not greater than 5"),
    (#"{"exclusiveMaximum":5.5}"#, "6", "$", "6 is not less than 5.5"),
    (#"{"multipleOf":2}"#, "3", "$", "3 is not a multiple of 2"),
    (#"{"minLength":2}"#, #""a""#, "$", #""a" is too short: its length is 1, at least 2 is needed"#),
    (#"{"maxLength":1}"#, #""ab""#, "$", #""ab" is too long: its length is 2, at most 1 is allowed"#),
    (#"{"pattern":"^a$"}"#, #""b""#, "$", #""b" does not match the pattern ^a$"#),
    (#"{"format":"date"}"#, #""soon""#, "$", #""soon" is not a date (such as 2026-01-31)"#),
    (#"{"minItems":1}"#, "[]", "$", "the array has 0 elements, at least 1 must be there"),
    (#"{"maxItems":1}"#, "[1,2]", "$", "the array has 2 elements, at most 1 may be there"),
    (#"{"uniqueItems":true}"#, "[1,2,3,1.0]", "$", "the elements 0 and 3 are equal"),
    (#"{"properties":{"a":false}}"#, #"{"a":1}"#, "$.a", "no value is allowed here"),
    (#"{"not":{"type":"null"}}"#, "null", "$", "null is valid under a schema that must not hold"),
    (
      #"{"oneOf":[{"minimum":1},{"minimum":2}]}"#, "3", "$",
      "3 is valid under more than one of the schemas, of which one must hold"
    ),
    (
      #"{"properties":{"a":{"anyOf":[{"type":"integer"},{"type":"null"}]}}}"#, #"{"a":"x"}"#, "$.a",
      #""x" is not valid under any of the schemas given ("x" is not of type integer; "x" is not of type null)"#
    ),
    (
      #"{"anyOf":[{"type":"object","properties":{"a":{"type":"null"}}},{"type":"null"}]}"#, #"{"a":1}"#, "$.a",
      "1 is not of type null"
    ),
    (
      #"{"oneOf":[{"properties":{"k":{"const":"a"}}},{"properties":{"k":{"const":"b"}}}]}"#, #"{"k":"c"}"#, "$",
      #"{"k":"c"} is not valid under any of the schemas given (at $.k, "c" is not "a", which is the only value allowed; "#
        + #"at $.k, "c" is not "b", which is the only value allowed)"#
    ),
    (##"{"$ref":"#/$defs/a","$defs":{"a":{"allOf":[{"type":"null"}]}}}"##, "1", "$", "1 is not of type null"),
  ])
  func `a violation says where and what, for a model to read`(
    _ schema: String, _ value: String, _ place: String, _ reason: String
  ) throws {
    #expect(try violation(schema, value) == SchemaViolation(place: place, reason: reason))
    #expect(try violation(schema, value)?.description == "\(place): \(reason)")
  }

  @Test func `values, names and lists are cut`() throws {
    let long = String(repeating: "x", count: 100_000)
    let names = (0..<1000).map { "\"\(long.prefix(100))\($0)\"" }.joined(separator: ",")
    for (schema, value) in [
      (#"{"type":"number"}"#, "\"\(long)\""), (#"{"type":"null"}"#, "[\(names)]"), (#"{"required":[\#(names)]}"#, "{}"),
      (#"{"enum":[\#(names)]}"#, "1"), (#"{"additionalProperties":false}"#, "{\"\(long)\":1}"),
      (#"{"additionalProperties":{"type":"null"}}"#, "{\"\(long)\":1}"),
      (#"{"pattern":"^b\#(long.prefix(4000))"}"#, #""a""#),
      (#"{"anyOf":[{"enum":[\#(names)]},{"required":[\#(names)]},{"type":"null"}]}"#, "{}"),
    ] {
      let found = try #require(try violation(schema, value))
      #expect(found.description.utf8.count < 1000)
    }
  }

  @Test func `a deep place is shown by its beginning and its end`() throws {
    let depth = 100
    let schema = ##"{"properties":{"a":{"$ref":"#"}},"additionalProperties":false}"##
    let value = String(repeating: #"{"a":"#, count: depth) + #"{"b":0}"# + String(repeating: "}", count: depth)
    let place = try #require(try violation(schema, value)?.place)
    #expect(place == "$.a.a.a.a.a.a.a.a….a.a.a.a.a.a.a.a")
  }
}

@Suite struct HostileInputTests {
  @Test(arguments: [
    "", " ", "{", "[", "nul", "tru", "1x", "01", "-", #""\x""#, #""\u12""#, "\"\u{1}\"", "{]", "[}", ",", #"{"a":1,}"#,
    "[1 2]", "{1:2}", "[1,]",
  ])
  func `what is not JSON is refused by every schema that looks at it`(_ value: String) throws {
    // The last one would allow everything that its subschema refuses.
    for schema in [
      #"{"items":{"minimum":0},"properties":{"z":{}}}"#,
      #"{"not":{"type":["string","object","array"],"items":{},"properties":{"z":false}}}"#,
    ] {
      #expect(try violation(schema, value)?.reason == "this is not JSON", "\(value) under \(schema)")
    }
  }

  @Test(arguments: [#"{"a":[1,2}"#, #"{"a":{"b":1]}"#, #"{"a":[tru]}"#, #"{"a":["\q"]}"#, #"{"a":"\q"}"#])
  func `a break inside is found by negations and alternatives too`(_ value: String) throws {
    for schema in [
      #"{"properties":{"a":{"items":{"type":["null","string"]},"properties":{"b":{}}}}}"#,
      #"{"not":{"properties":{"a":{"items":{"type":"null"},"properties":{"b":{"type":"number"}}}}}}"#,
      #"{"anyOf":[{"properties":{"a":{"items":{"type":"null"},"properties":{"b":{}}}}},{}]}"#,
      #"{"oneOf":[{"properties":{"a":{"items":{"type":"null"},"properties":{"b":{}}}}},{}]}"#,
    ] {
      #expect(try violation(schema, value)?.reason == "this is not JSON", "\(value) under \(schema)")
    }
  }

  @Test func `nesting is bounded, whatever the schema says of it`() throws {
    let deep = String(repeating: "[", count: 20_000) + String(repeating: "]", count: 20_000)
    for schema in [
      ##"{"items":{"$ref":"#"}}"##, ##"{"not":{"$ref":"#/$defs/a"},"$defs":{"a":{"items":{"$ref":"#/$defs/a"}}}}"##,
      ##"{"items":{"anyOf":[{"$ref":"#"},{}]}}"##, ##"{"items":{"allOf":[{"allOf":[{"allOf":[{"$ref":"#"}]}]}]}}"##,
    ] {
      #expect(try violation(schema, deep)?.reason == "nested too deeply", "\(schema)")
    }
    #expect(try violation(#"{"enum":[[]]}"#, deep)?.reason == "this is not JSON, or is nested too deeply")
    #expect(try violation(#"{"uniqueItems":true}"#, deep)?.reason == "this is not JSON, or is nested too deeply")
    let fits = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
    #expect(try violation(##"{"items":{"$ref":"#"}}"##, fits) == nil)
  }

  @Test func `branches that multiply are given up`() throws {
    // Each level is tried twice, so that the whole would take 2^200 steps.
    let schema =
      ##"{"anyOf":[{"properties":{"a":{"$ref":"#"}},"required":["x"]},{"properties":{"a":{"$ref":"#"}},"required":["y"]}]}"##
    let value = String(repeating: #"{"x":1,"y":1,"a":"#, count: 200) + "{}" + String(repeating: "}", count: 200)
    #expect(try violation(schema, value)?.reason == "too large to be checked against this schema")
  }

  @Test func `many equal keys take time that grows with their number`() throws {
    let schema = #"{"properties":{"a":{"type":"integer"}},"additionalProperties":{"type":"integer"}}"#
    let twice = Array(repeating: #""a":"x","b":"x""#, count: 20_000).joined(separator: ",")
    #expect(try violation(schema, #"{\#(twice),"a":1,"b":2}"#) == nil)
    #expect(try violation(schema, #"{\#(twice),"a":1}"#)?.place == "$.b")
    // What is replaced is not looked into twice at any depth.
    let deep = String(repeating: #"{"c":0,"a":"#, count: 60) + #""x""# + String(repeating: #","a":1}"#, count: 60)
    #expect(
      try violation(##"{"properties":{"a":{"anyOf":[{"$ref":"#"},{}]},"c":{}},"type":["object","integer"]}"##, deep)
        == nil)
  }

  @Test func `what passes is what is decoded`() throws {
    struct Value: Decodable { var k: Int }
    let schema = try CompiledSchema(.object(["k": .integer(maximum: 9)]))
    for (text, expected) in [
      (#"{"k":1}"#, 1), (#"{"k":10,"k":2}"#, 2), (#"{"k":10,"\u006b":3}"#, 3), (#"{"\u006b":10,"k":4}"#, 4),
      (#"{"k":"x","k":50e-1}"#, 5),
    ] {
      let view = try #require(JSONView(copying: text))
      #expect(schema.violation(in: view) == nil)
      #expect(try view.decode(Value.self).k == expected)
      #expect(try view.decode([String: Int].self)["k"] == expected)
      #expect(try view.decode(JSONValue.self)["k"]?.double == Double(expected))
    }
    for text in [#"{"k":2,"k":10}"#, #"{"k":3,"\u006b":10}"#, #"{"k":3,"k":"x"}"#, #"{"k":3,"k":}"#] {
      #expect(schema.violation(in: try #require(JSONView(copying: text))) != nil)
    }
  }

  @Test func `a name that only Swift takes for a property is refused`() throws {
    // To a dictionary U+212A is the same key as K, and so are the two spellings of é.
    let schema = #"{"properties":{"K":{"type":"integer"},"caf\u00e9":{"type":"integer"}}}"#
    #expect(try violation(schema, #"{"K":1,"\u212a":"x"}"#)?.reason.hasSuffix("written with other scalars") == true)
    #expect(try violation(schema, "{\"K\":1,\"\u{212A}\":2}") != nil)
    #expect(try violation(schema, "{\"cafe\u{301}\":2}") != nil)
    #expect(try violation(schema, "{\"K\":1,\"caf\u{e9}\":2,\"other\u{301}\":3}") == nil)
  }
}
