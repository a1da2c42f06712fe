internal import FastTransport

/// The members of an object, as a type's `init(from:)` asks for them.
struct ViewKeyedContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
  private let decoder: ViewDecoder
  private let members: JSONMemberList

  init(_ decoder: ViewDecoder) throws {
    guard let members = JSONMemberList(decoder.node) else {
      if decoder.node.kind == .object {
        throw DecodingError.dataCorrupted(decoder.context("expected an object, found one that is broken JSON"))
      }
      throw decoder.mismatch([String: Any].self, "an object", decoder.node, at: nil)
    }
    self.decoder = decoder
    self.members = members
  }

  var codingPath: [any CodingKey] { decoder.codingPath }
  var allKeys: [Key] { members.names.compactMap(Key.init(stringValue:)) }
  func contains(_ key: Key) -> Bool { members[key.stringValue] != nil }

  private func node(_ key: some CodingKey) throws -> JSONNode {
    if let node = members[key.stringValue] { return node }
    let name = JSONValue.string(key.stringValue.shortened(to: 80))
    throw DecodingError.keyNotFound(key, decoder.context("expected a member \(name), found an object without it"))
  }

  func decodeNil(forKey key: Key) throws -> Bool { try node(key).isNull }
  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try decoder.bool(node(key), at: key) }
  func decode(_ type: String.Type, forKey key: Key) throws -> String { try decoder.string(node(key), at: key) }
  func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try decoder.double(node(key), at: key) }
  func decode(_ type: Float.Type, forKey key: Key) throws -> Float { try decoder.float(node(key), at: key) }
  func decode(_ type: Int128.Type, forKey key: Key) throws -> Int128 { try decoder.integer(node(key), at: key) }
  func decode(_ type: UInt128.Type, forKey key: Key) throws -> UInt128 { try decoder.integer(node(key), at: key) }
  func decode<Value: FixedWidthInteger & Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    try decoder.integer(node(key), at: key)
  }
  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    try decoder.value(node(key), at: key)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try decoder.decoder(for: node(key), at: key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try decoder.decoder(for: node(key), at: key).unkeyedContainer()
  }

  /// What is missing is null to a superclass, which may have nothing to decode.
  func superDecoder() throws -> any Decoder { try superDecoder(at: SuperKey()) }
  func superDecoder(forKey key: Key) throws -> any Decoder { try superDecoder(at: key) }

  private func superDecoder(at key: some CodingKey) throws -> any Decoder {
    try decoder.decoder(for: members[key.stringValue] ?? JSONView.null.node, at: key)
  }
}

/// The key under which a class finds what its superclass has encoded.
struct SuperKey: CodingKey {
  var stringValue: String { "super" }
  var intValue: Int? { nil }
  init() {}
  init?(stringValue: String) { return nil }
  init?(intValue: Int) { return nil }
}
