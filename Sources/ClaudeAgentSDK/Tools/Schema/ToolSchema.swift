/// What a tool takes, as a JSON Schema: the model reads it, and every input is checked against it.
///
/// ```swift
/// let schema = ToolSchema.object([
///   "a": .number(description: "The first number."),
///   "b": .number(),
///   "rounding": .optional(.string(enum: ["up", "down"])),
/// ])
/// ```
///
/// A `Decodable` type can describe itself: `try ToolSchema(describing: Input.self)`. Any other schema is given as JSON
/// with ``init(json:)``.
///
/// These keywords are checked; all others are refused when a tool is made, so that none is silently without effect:
/// `type`, `enum`, `const`, `properties`, `required`, `additionalProperties`, `minProperties`, `maxProperties`,
/// `items`, `minItems`, `maxItems`, `uniqueItems`, `anyOf`, `oneOf`, `allOf`, `not`, `$ref` into the schema itself,
/// `minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum`, `multipleOf`, `minLength`, `maxLength`, `pattern`
/// and `format`. `title`, `description`, `default`, `examples`, `$schema`, `$id`, `$comment`, `$defs`, `definitions`,
/// `deprecated`, `readOnly`, `writeOnly`, `contentMediaType` and `contentEncoding` are for readers.
public struct ToolSchema: Hashable, Sendable {
  /// The schema as the model is given it.
  public let json: JSONObject
  /// Whether a property with this schema need not be there; it is not part of the JSON, which says it in the object.
  let isOptional: Bool

  /// Takes a schema as it is. It is checked when a tool is made of it.
  ///
  /// - Parameter json: A JSON Schema, as of draft 7 or 2020-12.
  public init(json: JSONObject) { self.init(json, isOptional: false) }

  init(_ json: JSONObject, isOptional: Bool = false) {
    self.json = json
    self.isOptional = isOptional
  }
}

extension ToolSchema: CustomStringConvertible {
  /// The schema as JSON text.
  public var description: String { json.serialized() }
}
