/// A type whose schema is known without letting it decode.
protocol DescribedType: Decodable {
  static func schema(by describer: SchemaDescriber, at place: JSONPath) throws -> JSONObject
  static var sample: Self { get }
}

extension Optional: DescribedType where Wrapped: Decodable {
  static func schema(by describer: SchemaDescriber, at place: JSONPath) throws -> JSONObject {
    ToolSchema.anyOf([ToolSchema(try describer.schema(of: Wrapped.self, at: place)), .null]).json
  }
  static var sample: Wrapped? { nil }
}

extension Array: DescribedType where Element: Decodable {
  static func schema(by describer: SchemaDescriber, at place: JSONPath) throws -> JSONObject {
    try describer.list(of: Element.self, at: place)
  }
  static var sample: [Element] { [] }
}

extension Set: DescribedType where Element: Decodable {
  static func schema(by describer: SchemaDescriber, at place: JSONPath) throws -> JSONObject {
    try describer.list(of: Element.self, at: place)
  }
  static var sample: Set<Element> { [] }
}

extension Dictionary: DescribedType where Key: Decodable, Value: Decodable {
  static func schema(by describer: SchemaDescriber, at place: JSONPath) throws -> JSONObject {
    guard Key.self == String.self else {
      throw describer.fail(place, "a dictionary must have String keys, and those of \(Self.self) are not")
    }
    return try describer.dictionary(of: Value.self, at: place)
  }
  static var sample: [Key: Value] { [:] }
}

extension OrderedMap: DescribedType where Value: Decodable {
  static func schema(by describer: SchemaDescriber, at place: JSONPath) throws -> JSONObject {
    try describer.dictionary(of: Value.self, at: place)
  }
  static var sample: OrderedMap { [:] }
}

extension JSONValue: DescribedType {
  static func schema(by describer: SchemaDescriber, at place: JSONPath) -> JSONObject { ToolSchema.any.json }
  static var sample: JSONValue { .null }
}

extension JSONView: DescribedType {
  static func schema(by describer: SchemaDescriber, at place: JSONPath) -> JSONObject { ToolSchema.any.json }
  static var sample: JSONView { .null }
}

extension SchemaDescriber {
  fileprivate func list<Element: Decodable>(of type: Element.Type, at place: JSONPath) throws -> JSONObject {
    ToolSchema.array(of: ToolSchema(try schema(of: type, at: place.adding(.element(0))))).json
  }

  fileprivate func dictionary<Value: Decodable>(of type: Value.Type, at place: JSONPath) throws -> JSONObject {
    ToolSchema.dictionary(of: ToolSchema(try schema(of: type, at: place.adding(.member("…"))))).json
  }
}
