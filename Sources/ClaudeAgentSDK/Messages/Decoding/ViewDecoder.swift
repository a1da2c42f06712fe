internal import FastTransport

/// Gives the value of one node to the `init(from:)` of a type.
///
/// Decoders form a chain from a value up to the outermost one, which is the coding path: it is spelled out only for
/// an error.
final class ViewDecoder: Decoder {
  let node: JSONNode
  private let parent: ViewDecoder?
  /// The step from the parent's value to this one; nil for the same value, as behind a single value container.
  private let key: (any CodingKey)?
  private let depth: Int

  init(_ node: JSONNode) {
    self.node = node
    parent = nil
    key = nil
    depth = 0
  }

  /// - Throws: When the chain is longer than JSON may nest. Types nest on the stack, so that neither a hostile text
  ///   nor a type that decodes itself may choose how deep.
  private init(_ node: JSONNode, _ key: (any CodingKey)?, in parent: ViewDecoder) throws(DecodingError) {
    self.node = node
    self.parent = parent
    self.key = key
    depth = parent.depth + 1
    if depth > JSONValue.deepestNesting {
      throw .dataCorrupted(context("nests deeper than \(JSONValue.deepestNesting) levels"))
    }
  }

  var userInfo: [CodingUserInfoKey: Any] { [:] }

  var codingPath: [any CodingKey] {
    var path: [any CodingKey] = []
    var decoder = self
    while true {
      if let key = decoder.key { path.append(key) }
      guard let parent = decoder.parent else { return path.reversed() }
      decoder = parent
    }
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(try ViewKeyedContainer<Key>(self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { try ViewUnkeyedContainer(self) }

  func singleValueContainer() throws -> any SingleValueDecodingContainer { self }

  /// A decoder for a value in this one.
  func decoder(for node: JSONNode, at key: (any CodingKey)?) throws -> ViewDecoder {
    try ViewDecoder(node, key, in: self)
  }
}

/// The errors, with the path of this value or of one in it.
extension ViewDecoder {
  func context(_ description: String, at key: (any CodingKey)? = nil) -> DecodingError.Context {
    var path = codingPath
    if let key { path.append(key) }
    return DecodingError.Context(codingPath: path, debugDescription: description)
  }

  /// The error for a value of another kind than was asked for.
  func mismatch(_ type: Any.Type, _ expected: String, _ node: JSONNode, at key: (any CodingKey)?) -> DecodingError {
    let context = context("expected \(expected), found \(node.brief)", at: key)
    if node.kind == nil { return .dataCorrupted(context) }
    return node.isNull ? .valueNotFound(type, context) : .typeMismatch(type, context)
  }
}

/// The leaves: each reads `node`, which is the value at `key` in this one, or this one for nil.
extension ViewDecoder {
  func bool(_ node: JSONNode, at key: (any CodingKey)?) throws -> Bool {
    guard let value = node.bool else { throw mismatch(Bool.self, "true or false", node, at: key) }
    return value
  }

  func string(_ node: JSONNode, at key: (any CodingKey)?) throws -> String {
    if let value = node.string { return value }
    guard node.kind == .string else { throw mismatch(String.self, "a string", node, at: key) }
    throw DecodingError.dataCorrupted(context("the string has an escape that is none", at: key))
  }

  func integer<Value: FixedWidthInteger>(_ node: JSONNode, at key: (any CodingKey)?) throws -> Value {
    if let value = node.integer(as: Value.self) { return value }
    guard node.kind == .number, let decimal = node.decimal else {
      throw mismatch(Value.self, "an integer", node, at: key)
    }
    guard decimal.isInteger else {
      throw DecodingError.typeMismatch(Value.self, context("expected an integer, found \(node.brief)", at: key))
    }
    // The bounds of the widest types are longer than what is said of the value.
    let range = Value.bitWidth > 64 ? "in the range of \(Value.self)" : "from \(Value.min) to \(Value.max)"
    throw DecodingError.dataCorrupted(context("expected an integer \(range), found \(node.brief)", at: key))
  }

  func double(_ node: JSONNode, at key: (any CodingKey)?) throws -> Double {
    guard let value = node.double else { throw mismatch(Double.self, "a number", node, at: key) }
    guard value.isFinite else { throw tooLarge("Double", node, at: key) }
    return value
  }

  func float(_ node: JSONNode, at key: (any CodingKey)?) throws -> Float {
    // Not by way of `Double`, which would round twice.
    guard node.double != nil, let text = node.rawText, let value = Float(text) else {
      throw mismatch(Float.self, "a number", node, at: key)
    }
    guard value.isFinite else { throw tooLarge("Float", node, at: key) }
    return value
  }

  private func tooLarge(_ type: String, _ node: JSONNode, at key: (any CodingKey)?) -> DecodingError {
    .dataCorrupted(context("expected a number in the range of \(type), found \(node.brief)", at: key))
  }

  func value<Value: Decodable>(_ node: JSONNode, at key: (any CodingKey)?) throws -> Value {
    try Value(from: decoder(for: node, at: key))
  }
}

extension ViewDecoder: SingleValueDecodingContainer {
  func decodeNil() -> Bool { node.isNull }
  func decode(_ type: Bool.Type) throws -> Bool { try bool(node, at: nil) }
  func decode(_ type: String.Type) throws -> String { try string(node, at: nil) }
  func decode(_ type: Double.Type) throws -> Double { try double(node, at: nil) }
  func decode(_ type: Float.Type) throws -> Float { try float(node, at: nil) }
  func decode(_ type: Int128.Type) throws -> Int128 { try integer(node, at: nil) }
  func decode(_ type: UInt128.Type) throws -> UInt128 { try integer(node, at: nil) }
  func decode<Value: FixedWidthInteger & Decodable>(_ type: Value.Type) throws -> Value {
    try integer(node, at: nil)
  }
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try value(node, at: nil) }
}
