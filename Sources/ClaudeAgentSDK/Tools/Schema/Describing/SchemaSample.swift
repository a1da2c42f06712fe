/// A value that a schema allows, for where a type that brings its own schema has to be invented. It does its best: the
/// type says itself whether the value will do.
enum SchemaSample {
  static func view(of schema: JSONObject) -> JSONView? {
    JSONView(copying: value(of: schema, depth: 0).serialized())
  }

  private static func value(of schema: JSONObject, depth: Int) -> JSONValue {
    if let given = schema["examples"]?[0] ?? schema["default"] ?? schema["const"] ?? schema["enum"]?[0] { return given }
    guard depth < 32 else { return .null }
    for keyword in ["anyOf", "oneOf", "allOf"] {
      if let first = schema[keyword]?[0]?.object { return value(of: first, depth: depth + 1) }
    }
    switch schema["type"]?.string ?? schema["type"]?[0]?.string {
    case "object":
      let names = (schema["required"]?.array ?? []).compactMap(\.string)
      return .object(
        JSONObject(
          names.map { (key: $0, value: value(of: schema["properties"]?[$0]?.object ?? [:], depth: depth + 1)) }))
    case "array":
      let element = value(of: schema["items"]?.object ?? [:], depth: depth + 1)
      return .array(Array(repeating: element, count: count(schema["minItems"], atMost: 64)))
    case "string": return .string(text(of: schema))
    case "integer": return .integer(Int(clamping: number(of: schema)))
    case "number": return .number(number(of: schema))
    case "boolean": return false
    default: return .null
    }
  }

  /// The schema has not been checked: it may say anything.
  private static func count(_ value: JSONValue?, atMost limit: Int) -> Int { min(max(value?.int ?? 0, 0), limit) }

  private static func number(of schema: JSONObject) -> Double {
    let step = schema["multipleOf"]?.double ?? 1
    if let above = schema["exclusiveMinimum"]?.double { return (above / step).rounded(.down) * step + step }
    if let least = schema["minimum"]?.double { return (least / step).rounded(.up) * step }
    guard let greatest = schema["maximum"]?.double ?? schema["exclusiveMaximum"]?.double, greatest <= 0 else {
      return 0
    }
    return (greatest / step).rounded(.down) * step - step
  }

  private static func text(of schema: JSONObject) -> String {
    switch schema["format"]?.string {
    case "date": "2000-01-01"
    case "date-time": "2000-01-01T00:00:00Z"
    case "time": "00:00:00Z"
    case "uuid": "00000000-0000-0000-0000-000000000000"
    case "email": "a@example.com"
    case "ipv4": "127.0.0.1"
    case "ipv6": "::1"
    case "uri": "https://example.com/"
    default: String(repeating: "a", count: count(schema["minLength"], atMost: 4096))
    }
  }
}

extension Int {
  fileprivate init(clamping value: Double) { self = Int(exactly: value.rounded()) ?? 0 }
}
