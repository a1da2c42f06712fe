internal import FastTransport

/// The values of an `enum` or `const`.
struct ValueSet: Sendable {
  /// The texts, which most of them are.
  private let texts: JSONNames
  /// All others, each as its `CanonicalValue`.
  private let others: Set<[UInt8]>
  /// The values, for an error.
  let brief: String

  init(_ values: [JSONValue]) {
    texts = JSONNames(values.compactMap(\.string))
    others = Set(values.filter { $0.string == nil }.map { CanonicalValue.bytes(of: $0) })
    let shown = values.prefix(12).map { $0.serialized().shortened(to: 40) }
    brief = shown.joined(separator: ", ") + (values.count > shown.count ? ", …" : "")
  }

  /// Whether the value is one of them; nil when it is broken or nests too deep to be compared.
  func contains(_ node: JSONNode, kind: KindSet) -> Bool? {
    if kind == .string { return node.index(in: texts).map { $0 >= 0 } }
    guard !others.isEmpty else { return false }
    return CanonicalValue.bytes(of: node).map(others.contains)
  }
}

/// A spelling that two JSON values share just when they are equal: numbers by their size (`1` is `1.0`), texts scalar
/// by scalar, objects in any order.
enum CanonicalValue {
  static func bytes(of value: JSONValue) -> [UInt8] {
    var bytes: [UInt8] = []
    append(value, to: &bytes)
    return bytes
  }

  /// Nil when the value is broken or nests deeper than JSON values may.
  static func bytes(of node: JSONNode) -> [UInt8]? {
    var bytes: [UInt8] = []
    return append(node, to: &bytes, depth: 0) ? bytes : nil
  }

  private static func append(_ value: JSONValue, to bytes: inout [UInt8]) {
    switch value {
    case .null: bytes.append(0x6E)
    case .bool(let value): bytes.append(value ? 0x74 : 0x66)
    case .integer(let value): append(JSONDecimal("\(value)"), to: &bytes)
    case .number(let value): append(JSONDecimal("\(value)"), to: &bytes)
    case .bigInteger(let digits): append(JSONDecimal(digits.description), to: &bytes)
    case .string(let text): append(text, to: &bytes)
    case .array(let elements):
      bytes.append(0x5B)
      for element in elements { append(element, to: &bytes) }
      bytes.append(0x5D)
    case .object(let members):
      bytes.append(0x7B)
      for (key, value) in members.sorted(by: { precedes($0.key, $1.key) }) {
        append(key, to: &bytes)
        append(value, to: &bytes)
      }
      bytes.append(0x7D)
    }
  }

  private static func append(_ node: JSONNode, to bytes: inout [UInt8], depth: Int) -> Bool {
    guard depth <= JSONValue.deepestNesting, let kind = node.kind else { return false }
    switch kind {
    case .null:
      bytes.append(0x6E)
      return node.isNull
    case .bool:
      guard let value = node.bool else { return false }
      bytes.append(value ? 0x74 : 0x66)
    case .number:
      guard let value = node.decimal else { return false }
      append(value, to: &bytes)
    case .string:
      guard let text = node.string else { return false }
      append(text, to: &bytes)
    case .array:
      guard let items = JSONItemList(node) else { return false }
      bytes.append(0x5B)
      for item in items { guard append(item, to: &bytes, depth: depth + 1) else { return false } }
      bytes.append(0x5D)
    case .object:
      guard let members = JSONMemberList(node) else { return false }
      bytes.append(0x7B)
      for key in members.names.sorted(by: precedes) {
        append(key, to: &bytes)
        guard let value = members[key], append(value, to: &bytes, depth: depth + 1) else { return false }
      }
      bytes.append(0x7D)
    }
    return true
  }

  private static func append(_ number: JSONDecimal?, to bytes: inout [UInt8]) {
    // What is no number in a schema, such as infinity, is equal to nothing in a text.
    bytes.append(contentsOf: (number?.description ?? "?").utf8)
    bytes.append(0x3B)
  }

  /// With its length in front, so that no text can pass for something else.
  private static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(0x22)
    bytes.append(contentsOf: "\(text.utf8.count):".utf8)
    bytes.append(contentsOf: text.utf8)
  }

  private static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
