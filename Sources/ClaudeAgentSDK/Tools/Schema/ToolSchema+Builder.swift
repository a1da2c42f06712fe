extension ToolSchema {
  /// An object with these properties.
  ///
  /// - Parameters:
  ///   - properties: What each property must be, by name.
  ///   - required: The names of those that must be there; nil for all that are not ``optional(_:)``.
  ///   - additionalProperties: Whether there may be others; nil leaves it unsaid, which allows them.
  ///   - description: What the object is, for the model.
  /// - Returns: The schema.
  public static func object(
    _ properties: OrderedMap<ToolSchema> = [:], required: [String]? = nil, additionalProperties: Bool? = nil,
    description: String? = nil
  ) -> ToolSchema {
    var json: JSONObject = ["type": "object"]
    json["description"] = description.map { .string($0) }
    json["properties"] = .object(JSONObject(properties.map { (key: $0.key, value: .object($0.value.json)) }))
    let required = required ?? properties.filter { !$0.value.isOptional }.map(\.key)
    if !required.isEmpty { json["required"] = .array(required.map { .string($0) }) }
    json["additionalProperties"] = additionalProperties.map { .bool($0) }
    return ToolSchema(json)
  }

  /// An object whose members may have any name and are all alike.
  ///
  /// - Parameters:
  ///   - values: What each value must be.
  ///   - description: What the object is, for the model.
  /// - Returns: The schema.
  public static func dictionary(of values: ToolSchema, description: String? = nil) -> ToolSchema {
    var json: JSONObject = ["type": "object"]
    json["description"] = description.map { .string($0) }
    json["additionalProperties"] = .object(values.json)
    return ToolSchema(json)
  }

  /// A text.
  ///
  /// - Parameters:
  ///   - description: What the text is, for the model.
  ///   - values: The texts that are allowed; nil for any.
  ///   - minLength: The least number of Unicode scalars.
  ///   - maxLength: The greatest number of Unicode scalars.
  ///   - pattern: A regular expression that must match somewhere in the text. It is a Swift `Regex` that looks at
  ///     Unicode scalars; how long it takes on a hostile text is up to the pattern.
  ///   - format: What the text stands for. `date`, `date-time`, `time`, `uuid`, `email`, `ipv4`, `ipv6` and `uri` are
  ///     checked, others are for the model alone.
  /// - Returns: The schema.
  public static func string(
    description: String? = nil, enum values: [String]? = nil, minLength: Int? = nil, maxLength: Int? = nil,
    pattern: String? = nil, format: String? = nil
  ) -> ToolSchema {
    var json: JSONObject = ["type": "string"]
    json["description"] = description.map { .string($0) }
    json["enum"] = values.map { .array($0.map { .string($0) }) }
    json["minLength"] = minLength.map { .integer($0) }
    json["maxLength"] = maxLength.map { .integer($0) }
    json["pattern"] = pattern.map { .string($0) }
    json["format"] = format.map { .string($0) }
    return ToolSchema(json)
  }

  /// A number without a fraction; `1.0` is one.
  ///
  /// - Parameters:
  ///   - description: What the number is, for the model.
  ///   - minimum: The least value.
  ///   - maximum: The greatest value.
  ///   - multipleOf: What the number must be a multiple of; positive.
  /// - Returns: The schema.
  public static func integer(
    description: String? = nil, minimum: Int? = nil, maximum: Int? = nil, multipleOf: Int? = nil
  ) -> ToolSchema {
    var json: JSONObject = ["type": "integer"]
    json["description"] = description.map { .string($0) }
    json["minimum"] = minimum.map { .integer($0) }
    json["maximum"] = maximum.map { .integer($0) }
    json["multipleOf"] = multipleOf.map { .integer($0) }
    return ToolSchema(json)
  }

  /// A number.
  ///
  /// - Parameters:
  ///   - description: What the number is, for the model.
  ///   - minimum: The least value.
  ///   - maximum: The greatest value.
  ///   - exclusiveMinimum: A bound that the value must be above.
  ///   - exclusiveMaximum: A bound that the value must be below.
  ///   - multipleOf: What the number must be a multiple of, by its decimal digits; positive.
  /// - Returns: The schema.
  public static func number(
    description: String? = nil, minimum: Double? = nil, maximum: Double? = nil, exclusiveMinimum: Double? = nil,
    exclusiveMaximum: Double? = nil, multipleOf: Double? = nil
  ) -> ToolSchema {
    var json: JSONObject = ["type": "number"]
    json["description"] = description.map { .string($0) }
    json["minimum"] = minimum.map(JSONValue.init(plain:))
    json["maximum"] = maximum.map(JSONValue.init(plain:))
    json["exclusiveMinimum"] = exclusiveMinimum.map(JSONValue.init(plain:))
    json["exclusiveMaximum"] = exclusiveMaximum.map(JSONValue.init(plain:))
    json["multipleOf"] = multipleOf.map(JSONValue.init(plain:))
    return ToolSchema(json)
  }

  /// `true` or `false`.
  ///
  /// - Parameter description: What it says, for the model.
  /// - Returns: The schema.
  public static func boolean(description: String? = nil) -> ToolSchema {
    var json: JSONObject = ["type": "boolean"]
    json["description"] = description.map { .string($0) }
    return ToolSchema(json)
  }

  /// A list.
  ///
  /// - Parameters:
  ///   - items: What each element must be.
  ///   - description: What the list is, for the model.
  ///   - minItems: The least number of elements.
  ///   - maxItems: The greatest number of elements.
  ///   - uniqueItems: Whether no two elements may be equal; nil leaves it unsaid, which allows it.
  /// - Returns: The schema.
  public static func array(
    of items: ToolSchema, description: String? = nil, minItems: Int? = nil, maxItems: Int? = nil,
    uniqueItems: Bool? = nil
  ) -> ToolSchema {
    var json: JSONObject = ["type": "array"]
    json["description"] = description.map { .string($0) }
    json["items"] = .object(items.json)
    json["minItems"] = minItems.map { .integer($0) }
    json["maxItems"] = maxItems.map { .integer($0) }
    json["uniqueItems"] = uniqueItems.map { .bool($0) }
    return ToolSchema(json)
  }

  /// A value that at least one of these schemas allows.
  ///
  /// - Parameter schemas: At least one schema.
  /// - Returns: The schema.
  public static func anyOf(_ schemas: [ToolSchema]) -> ToolSchema {
    ToolSchema(["anyOf": .array(schemas.map { .object($0.json) })])
  }

  /// `null`.
  public static var null: ToolSchema { ToolSchema(["type": "null"]) }

  /// Any value.
  public static var any: ToolSchema { ToolSchema([:]) }

  /// A property of an object that need not be there. It means nothing elsewhere; for `null` use ``anyOf(_:)``.
  ///
  /// - Parameter schema: What the property must be when it is there.
  /// - Returns: The schema.
  public static func optional(_ schema: ToolSchema) -> ToolSchema { ToolSchema(schema.json, isOptional: true) }

  /// The same schema with another description.
  ///
  /// - Parameter description: What the value is, for the model.
  /// - Returns: The schema.
  public func described(_ description: String) -> ToolSchema {
    var json = json
    json["description"] = .string(description)
    return ToolSchema(json, isOptional: isOptional)
  }
}

extension JSONValue {
  /// A whole number without a point.
  fileprivate init(plain value: Double) {
    self = Int(exactly: value).map { .integer($0) } ?? .number(value)
  }
}
