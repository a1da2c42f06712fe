import ClaudeAgentSDK
import Testing

@Suite struct ToolSchemaTests {
  @Test func `an object requires all properties that are not optional`() {
    let schema = ToolSchema.object([
      "a": .number(description: "first"), "b": .number(), "c": .optional(.string(enum: ["x", "y"])),
    ])
    #expect(
      schema.json.serialized()
        == #"{"type":"object","properties":{"a":{"type":"number","description":"first"},"b":{"type":"number"},"#
        + #""c":{"type":"string","enum":["x","y"]}},"required":["a","b"]}"#)
    #expect(schema.description == schema.json.serialized())
  }

  @Test func `what is required can be said`() {
    #expect(
      ToolSchema.object(["a": .null, "b": .null], required: ["b"], additionalProperties: false, description: "d").json
        == [
          "type": "object", "description": "d", "properties": ["a": ["type": "null"], "b": ["type": "null"]],
          "required": ["b"], "additionalProperties": false,
        ])
    #expect(ToolSchema.object(["a": .null], required: []).json["required"] == nil)
    #expect(ToolSchema.object().json == ["type": "object", "properties": [:]])
  }

  @Test func `every builder writes its keywords`() {
    #expect(
      ToolSchema.string(description: "d", enum: ["a"], minLength: 1, maxLength: 2, pattern: "^a$", format: "date").json
        == [
          "type": "string", "description": "d", "enum": ["a"], "minLength": 1, "maxLength": 2, "pattern": "^a$",
          "format": "date",
        ])
    #expect(
      ToolSchema.integer(description: "d", minimum: 1, maximum: 2, multipleOf: 3).json
        == ["type": "integer", "description": "d", "minimum": 1, "maximum": 2, "multipleOf": 3])
    #expect(
      ToolSchema.number(
        description: "d", minimum: 1, maximum: 2.5, exclusiveMinimum: 0, exclusiveMaximum: 3, multipleOf: 0.5
      ).json.serialized()
        == #"{"type":"number","description":"d","minimum":1,"maximum":2.5,"exclusiveMinimum":0,"#
        + #""exclusiveMaximum":3,"multipleOf":0.5}"#)
    #expect(ToolSchema.boolean(description: "d").json == ["type": "boolean", "description": "d"])
    #expect(
      ToolSchema.array(of: .string(), description: "d", minItems: 1, maxItems: 2, uniqueItems: true).json
        == [
          "type": "array", "description": "d", "items": ["type": "string"], "minItems": 1, "maxItems": 2,
          "uniqueItems": true,
        ])
    #expect(
      ToolSchema.dictionary(of: .integer(), description: "d").json
        == ["type": "object", "description": "d", "additionalProperties": ["type": "integer"]])
    #expect(ToolSchema.anyOf([.string(), .null]).json == ["anyOf": [["type": "string"], ["type": "null"]]])
    #expect(ToolSchema.any.json.isEmpty)
  }

  @Test func `a description can be set on any schema`() {
    let schema = ToolSchema.anyOf([.string(), .null]).described("either")
    #expect(schema.json["description"] == "either")
    let object = ToolSchema.object(["a": .optional(.null).described("perhaps"), "b": .optional(.null.described("x"))])
    #expect(object.json["required"] == nil && object.json["properties"]?["a"]?["description"] == "perhaps")
  }

  @Test func `raw JSON is taken as it is`() {
    let json: JSONObject = ["type": "object", "x-own": 1]
    #expect(ToolSchema(json: json).json == json)
    #expect(ToolSchema(json: json) == ToolSchema(json: ["x-own": 1, "type": "object"]))
  }
}
