/// Finds out what types decode from, by letting them decode from invented values and writing down what they ask for.
///
/// It ends for every type: one that contains itself is found on the stack of types, and types that grow for ever meet
/// its bound; each type is tried with a few values only, once.
final class SchemaDescriber {
  struct Failure: Error, CustomStringConvertible {
    let place: JSONPath
    let reason: String
    var description: String { "at \(place), \(reason)" }
  }

  /// What is known of a type. Without a value it can be named where none is needed, such as in a list.
  private struct Description {
    let schema: JSONObject
    let value: Any?
  }

  private var descriptions: [ObjectIdentifier: Description] = [:]
  private var open: [ObjectIdentifier] = []
  /// The first failure, for a type that goes on after one.
  private var failure: Failure?

  private static let deepestTypes = 64

  func schema<T: Decodable>(of type: T.Type, at place: JSONPath) throws -> JSONObject {
    try description(of: type, at: place).schema
  }

  /// An invented value.
  func value<T: Decodable>(of type: T.Type, at place: JSONPath) throws -> T {
    if let value = try description(of: type, at: place).value as? T { return value }
    throw fail(place, "no value of \(T.self) can be invented; a raw-value enum must be CaseIterable there")
  }

  private func description<T: Decodable>(of type: T.Type, at place: JSONPath) throws -> Description {
    if let failure { throw failure }
    let identifier = ObjectIdentifier(type)
    if let known = descriptions[identifier] { return known }
    guard !open.contains(identifier) else { throw fail(place, "\(T.self) contains itself") }
    guard open.count < Self.deepestTypes else {
      throw fail(place, "types nest deeper than \(Self.deepestTypes) levels")
    }
    open.append(identifier)
    defer { open.removeLast() }
    let description = try make(type, at: place)
    descriptions[identifier] = description
    return description
  }

  private func make<T: Decodable>(_ type: T.Type, at place: JSONPath) throws -> Description {
    if let input = type as? any ToolInput.Type {
      let schema = input.schema.json
      // The type may refuse it: then it cannot stand where a value is needed, and may elsewhere.
      return Description(schema: schema, value: try? SchemaSample.view(of: schema)?.decode(type))
    }
    if let type = type as? any DescribedType.Type {
      return Description(schema: try type.schema(by: self, at: place), value: type.sample)
    }
    if let type = type as? any CaseIterable.Type, let (schema, first) = RawCases.describe(type) {
      return Description(schema: schema, value: first)
    }
    return try probe(type, at: place)
  }

  /// Lets the type decode, with other values if it refuses the first ones.
  private func probe<T: Decodable>(_ type: T.Type, at place: JSONPath) throws -> Description {
    var reason: String?
    var leaf: JSONObject?
    for invention in Invention.all {
      let record = ProbeRecord()
      do {
        let value = try T(from: ProbeDecoder(self, record, invention, place))
        if let failure { throw failure }
        // A type that asks for nothing has no properties.
        var schema = record.schema ?? ["type": "object", "properties": [:]]
        if let format = invention.format, schema["type"] == "string" { schema["format"] = .string(format) }
        return Description(schema: schema, value: value)
      } catch {
        if let failure { throw failure }
        if reason == nil { reason = ClaudeAgentError(decoding: error).detail }
        if record.isLeaf { leaf = record.schema }
      }
    }
    if let leaf, type is any RawRepresentable.Type { return Description(schema: leaf, value: nil) }
    throw fail(place, "\(T.self) refuses invented values (\(reason ?? ""))")
  }

  func fail(_ place: JSONPath, _ reason: String) -> Failure {
    let new = Failure(place: place, reason: reason)
    if failure == nil { failure = new }
    return new
  }
}

/// What the leaves of a type are given.
struct Invention {
  let text: String
  let number: Int
  var flag = false
  /// The format that a text alone has which takes this one and not those before it.
  var format: String?

  static let all = [
    Invention(text: "", number: 0),
    Invention(text: "a", number: 1, flag: true),
    Invention(text: "00000000-0000-0000-0000-000000000000", number: 2, format: "uuid"),
    Invention(text: "0", number: 3),
    Invention(text: "2000-01-01", number: 10),
    Invention(text: "2000-01-01T00:00:00Z", number: 100),
    Invention(text: "https://example.com/", number: 1000),
  ]
}

/// Enums with raw values that know their cases.
enum RawCases {
  /// The raw values and the first case; nil for a type without raw values that JSON can hold.
  static func describe<T: CaseIterable>(_ type: T.Type) -> (schema: JSONObject, first: T)? {
    let cases = Array(T.allCases)
    guard let first = cases.first else { return nil }
    let values = cases.map { ($0 as? any RawRepresentable).flatMap { json(ofRawValue: $0) } }
    guard !values.contains(nil) else { return nil }
    let list = values.compactMap(\.self)
    let kind: JSONValue =
      list.allSatisfy { $0.string != nil } ? "string" : list.allSatisfy { $0.int != nil } ? "integer" : "number"
    return (["type": kind, "enum": .array(list)], first)
  }

  private static func json(ofRawValue value: some RawRepresentable) -> JSONValue? {
    switch value.rawValue {
    case let text as String: .string(text)
    case let text as Character: .string(String(text))
    case let number as Double: .number(number)
    case let number as Float: .number(Double("\(number)") ?? 0)
    case let number as any FixedWidthInteger: Int(exactly: number).map { .integer($0) }
    default: nil
    }
  }
}
