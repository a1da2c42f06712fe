import Testing

@testable import ClaudeAgentSDK

private func fault(_ schema: String) throws -> SchemaFault? {
  let schema = ToolSchema(json: try #require(JSONValue(parsing: schema).object))
  do {
    _ = try CompiledSchema(schema)
    return nil
  } catch {
    return error
  }
}

@Suite struct SchemaCompilerTests {
  @Test(arguments: [
    (#"{"if":{}}"#, "$", "keyword `if` is not supported"),
    (#"{"properties":{"x":{"if":{}}}}"#, "$.properties.x", "keyword `if` is not supported"),
    (#"{"items":{"anyOf":[{},{"nope":1}]}}"#, "$.items.anyOf[1]", "keyword `nope` is not supported"),
    (#"{"patternProperties":{}}"#, "$", "keyword `patternProperties` is not supported"),
    (#"{"prefixItems":[]}"#, "$", "keyword `prefixItems` is not supported"),
    (#"{"items":[{}]}"#, "$", "keyword `items` with a list of schemas is not supported"),
    (#"{"$anchor":"a"}"#, "$", "keyword `$anchor` is not supported"),
    (#"{"$dynamicRef":"a"}"#, "$", "keyword `$dynamicRef` is not supported"),
    (
      #"{"type":"int"}"#, "$",
      "keyword `type` must be one of null, boolean, integer, number, string, array, object, or a list of different ones"
    ),
    (#"{"minLength":-1}"#, "$", "keyword `minLength` must be an integer from 0 on"),
    (#"{"required":"a"}"#, "$", "keyword `required` must be a list of different strings"),
    (#"{"multipleOf":0}"#, "$", "keyword `multipleOf` must be a positive number of at most 19 digits"),
    (#"{"properties":{"a":1}}"#, "$.properties.a", "a schema is an object, `true` or `false`"),
    (
      #"{"$ref":"https://example.com/a"}"#, "$",
      "`$ref` must lead into the schema itself, and https://example.com/a leaves it"
    ),
    (##"{"$ref":"#/$defs/a"}"##, "$", "`$ref` #/$defs/a leads nowhere"),
    (##"{"$ref":"#a"}"##, "$", "`$ref` must be `#` or `#/` and names, and #a is not"),
    (
      ##"{"properties":{"x":{"$ref":"#/properties/x"}}}"##, "$.properties.x",
      "the schema leads back to itself without going into the value"
    ),
    (##"{"$ref":"#"}"##, "$", "the schema leads back to itself without going into the value"),
  ])
  func `a schema that cannot be checked is refused`(_ schema: String, _ place: String, _ reason: String) throws {
    #expect(try fault(schema) == SchemaFault(place: place, reason: reason))
    #expect(try fault(schema)?.description == "\(place): \(reason)")
  }

  @Test(arguments: [
    #"{"type":[]}"#, #"{"type":["string","string"]}"#, #"{"type":["string",1]}"#, #"{"type":null}"#, #"{"type":{}}"#,
    #"{"enum":[]}"#, #"{"enum":"a"}"#, #"{"required":[1]}"#, #"{"required":["a","a"]}"#, #"{"required":true}"#,
    #"{"properties":[]}"#, #"{"properties":null}"#, #"{"additionalProperties":"no"}"#,
    #"{"additionalProperties":null}"#,
    #"{"items":1}"#, #"{"items":null}"#, #"{"minItems":1.5}"#, #"{"maxItems":"1"}"#, #"{"uniqueItems":1}"#,
    #"{"anyOf":[]}"#, #"{"anyOf":{}}"#, #"{"oneOf":[1]}"#, #"{"allOf":null}"#, #"{"not":[]}"#, #"{"$ref":1}"#,
    #"{"minimum":"1"}"#, #"{"exclusiveMinimum":true}"#, #"{"maximum":1e999}"#, #"{"multipleOf":-1}"#,
    #"{"multipleOf":123456789012345678901}"#, #"{"minLength":true}"#, #"{"maxLength":-1}"#, #"{"maxProperties":-1}"#,
    #"{"pattern":"("}"#, #"{"pattern":"[a"}"#, #"{"pattern":"(?<=a)b"}"#, #"{"pattern":"\\p{Nope}"}"#,
    #"{"pattern":1}"#,
    #"{"format":1}"#, #"{"title":1}"#, #"{"description":null}"#, #"{"examples":1}"#, #"{"$defs":[]}"#,
    #"{"deprecated":"yes"}"#, #"{"$comment":1}"#,
    ##"{"$ref":"#/properties"}"##, ##"{"$ref":"#/~2"}"##, ##"{"$ref":"#/%zz"}"##, ##"{"$ref":"#/%2"}"##,
    #"{"$ref":""}"#,
    ##"{"anyOf":[{"type":"null"},{"$ref":"#"}]}"##, ##"{"not":{"allOf":[{"$ref":"#"}]}}"##,
    ##"{"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#/$defs/b"},"b":{"oneOf":[{"$ref":"#/$defs/a"}]}}}"##,
    ##"{"items":{"$ref":"#/$defs/a"},"$defs":{"a":{"if":1}}}"##, #"{"items":{"items":{"items":{"x":1}}}}"#,
  ])
  func `a keyword of the wrong shape is refused`(_ schema: String) throws {
    #expect(try fault(schema) != nil)
  }

  @Test(arguments: [
    "{}", ##"{"items":{"$ref":"#"}}"##, ##"{"properties":{"a":{"anyOf":[{"type":"null"},{"$ref":"#"}]}}}"##,
    ##"{"$defs":{"unused":{"if":1}}}"##, ##"{"minimum":1.0,"maxLength":2.0,"format":"anything","default":{"if":1}}"##,
    ##"{"allOf":[{"$ref":"#/$defs/a"},{"$ref":"#/$defs/a"}],"$defs":{"a":{"type":"null"}}}"##,
    ##"{"properties":{"if":{"type":"null"},"$ref":{"type":"null"}}}"##, #"{"required":[]}"#, #"{"properties":{}}"#,
  ])
  func `a schema that can be checked is taken`(_ schema: String) throws {
    #expect(try fault(schema) == nil)
  }

  @Test func `a pattern is bounded, since its classes nest on the stack`() throws {
    for pattern in [
      String(repeating: "[", count: 50_000), String(repeating: "(", count: 4000), String(repeating: "a?", count: 3000),
    ] {
      let error = #expect(throws: SchemaFault.self) { try CompiledSchema(.string(pattern: pattern)) }
      #expect(error?.reason.hasPrefix("keyword `pattern` must be a regular expression that Swift can read: ") == true)
    }
    _ = try CompiledSchema(.string(pattern: String(repeating: "[ab]", count: 128)))
  }

  @Test func `a schema may nest and refer as deep as it likes`() throws {
    var schema: JSONValue = ["type": "null"]
    for _ in 0..<2000 { schema = ["items": schema] }
    _ = try CompiledSchema(ToolSchema(json: try #require(schema.object)))
    var definitions = JSONObject()
    for number in 0..<2000 {
      definitions["d\(number)"] = ["$ref": "#/$defs/d\(number + 1)"]
      definitions["e\(number)"] = ["allOf": [["$ref": "#/$defs/e\(number + 1)"]]]
    }
    definitions["d2000"] = ["type": "null"]
    definitions["e2000"] = ["type": "null"]
    let long = try CompiledSchema(ToolSchema(json: ["$ref": "#/$defs/d0", "$defs": .object(definitions)]))
    #expect(long.violation(in: try #require(JSONView(copying: "null"))) == nil)
    #expect(long.violation(in: try #require(JSONView(copying: "1")))?.reason == "1 is not of type null")
    let deep = try CompiledSchema(ToolSchema(json: ["$ref": "#/$defs/e0", "$defs": .object(definitions)]))
    #expect(deep.violation(in: try #require(JSONView(copying: "null")))?.reason == "nested too deeply")
  }
}
