/// Takes the place of one value while a type encodes itself into it.
///
/// Encoders form a tree that becomes a `JSONValue` at the end: a container may be filled long after it was asked for.
final class ValueEncoder: Encoder {
  private enum Content {
    case nothing
    case leaf(JSONValue)
    case array([ValueEncoder])
    case object(OrderedMap<ValueEncoder>)
  }

  /// Where an encoder stands. Its containers hold an encoder, so the way up must not hold them.
  private final class Place {
    let key: any CodingKey
    let outer: Place?

    init(_ key: any CodingKey, in outer: Place?) {
      self.key = key
      self.outer = outer
    }
  }

  private var content = Content.nothing
  private let place: Place?
  private let depth: Int
  /// How often a value has put another one in its own place, one inside the other.
  private var level = 0

  init() {
    place = nil
    depth = 0
  }

  private init(_ key: any CodingKey, in parent: ValueEncoder) {
    place = Place(key, in: parent.place)
    depth = parent.depth + 1
  }

  var userInfo: [CodingUserInfoKey: Any] { [:] }

  var codingPath: [any CodingKey] {
    var path: [any CodingKey] = []
    var next = place
    while let place = next {
      path.append(place.key)
      next = place.outer
    }
    return path.reversed()
  }

  /// What has been encoded; nil for nothing. What was asked for and not filled is null inside a container.
  var value: JSONValue? {
    switch content {
    case .nothing: nil
    case .leaf(let value): value
    case .array(let elements): .array(elements.map { $0.value ?? .null })
    case .object(let members):
      .object(JSONObject(members.lazy.map { (key: $0.key, value: $0.value.value ?? .null) }))
    }
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    if case .object = content {} else { content = .object([:]) }
    return KeyedEncodingContainer(ValueKeyedContainer<Key>(encoder: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    if case .array = content {} else { content = .array([]) }
    return ValueUnkeyedContainer(encoder: self)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { self }

  /// The encoder of a member; of equal names the last one counts.
  func member(_ key: any CodingKey) -> ValueEncoder {
    let encoder = ValueEncoder(key, in: self)
    if case .object(var members) = content {
      content = .nothing
      members[key.stringValue] = encoder
      content = .object(members)
    }
    return encoder
  }

  /// The encoder of the next element.
  func element() -> ValueEncoder {
    let encoder = ValueEncoder(ElementKey(index: count), in: self)
    if case .array(var elements) = content {
      content = .nothing
      elements.append(encoder)
      content = .array(elements)
    }
    return encoder
  }

  var count: Int { if case .array(let elements) = content { elements.count } else { 0 } }
}

extension ValueEncoder: SingleValueEncodingContainer {
  func encodeNil() { content = .leaf(.null) }
  func encode(_ value: Bool) { content = .leaf(.bool(value)) }
  func encode(_ value: String) { content = .leaf(.string(value)) }
  func encode(_ value: Double) throws { try encode(number: value, value) }
  /// By its own digits: as a `Double`, 0.1 would get more of them.
  func encode(_ value: Float) throws { try encode(number: Double("\(value)") ?? Double(value), value) }

  private func encode(number: Double, _ value: Any) throws {
    guard number.isFinite else { throw invalid(value, "JSON has no number for \(number)") }
    content = .leaf(.number(number))
  }

  func encode(_ value: Int128) { encode(integer: value) }
  func encode(_ value: UInt128) { encode(integer: value) }
  func encode<Value: FixedWidthInteger & Encodable>(_ value: Value) { encode(integer: value) }

  private func encode(integer value: some FixedWidthInteger) {
    if let integer = Int(exactly: value) {
      content = .leaf(.integer(integer))
    } else if let digits = JSONBigInteger("\(value)") {
      content = .leaf(.bigInteger(digits))
    }
  }

  func encode<Value: Encodable>(_ value: Value) throws {
    level += 1
    defer { level -= 1 }
    guard depth + level <= JSONValue.deepestNesting + 1 else {
      throw invalid(value, "nests deeper than \(JSONValue.deepestNesting) levels")
    }
    if let json = value as? JSONValue { content = .leaf(json) } else { try value.encode(to: self) }
  }

  private func invalid(_ value: Any, _ reason: String) -> EncodingError {
    .invalidValue(value, EncodingError.Context(codingPath: codingPath, debugDescription: reason))
  }
}

/// The members of an object.
private struct ValueKeyedContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let encoder: ValueEncoder

  var codingPath: [any CodingKey] { encoder.codingPath }
  func encodeNil(forKey key: Key) { encoder.member(key).encodeNil() }
  func encode(_ value: Bool, forKey key: Key) { encoder.member(key).encode(value) }
  func encode(_ value: String, forKey key: Key) { encoder.member(key).encode(value) }
  func encode(_ value: Double, forKey key: Key) throws { try encoder.member(key).encode(value) }
  func encode(_ value: Float, forKey key: Key) throws { try encoder.member(key).encode(value) }
  func encode(_ value: Int128, forKey key: Key) { encoder.member(key).encode(value) }
  func encode(_ value: UInt128, forKey key: Key) { encoder.member(key).encode(value) }
  func encode<Value: FixedWidthInteger & Encodable>(_ value: Value, forKey key: Key) {
    encoder.member(key).encode(value)
  }
  func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws { try encoder.member(key).encode(value) }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> { encoder.member(key).container(keyedBy: type) }
  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    encoder.member(key).unkeyedContainer()
  }
  func superEncoder() -> any Encoder { encoder.member(SuperKey()) }
  func superEncoder(forKey key: Key) -> any Encoder { encoder.member(key) }
}

/// The elements of an array.
private struct ValueUnkeyedContainer: UnkeyedEncodingContainer {
  let encoder: ValueEncoder

  var codingPath: [any CodingKey] { encoder.codingPath }
  var count: Int { encoder.count }
  func encodeNil() { encoder.element().encodeNil() }
  func encode(_ value: Bool) { encoder.element().encode(value) }
  func encode(_ value: String) { encoder.element().encode(value) }
  func encode(_ value: Double) throws { try encoder.element().encode(value) }
  func encode(_ value: Float) throws { try encoder.element().encode(value) }
  func encode(_ value: Int128) { encoder.element().encode(value) }
  func encode(_ value: UInt128) { encoder.element().encode(value) }
  func encode<Value: FixedWidthInteger & Encodable>(_ value: Value) { encoder.element().encode(value) }
  func encode<Value: Encodable>(_ value: Value) throws { try encoder.element().encode(value) }

  func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    encoder.element().container(keyedBy: type)
  }
  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { encoder.element().unkeyedContainer() }
  func superEncoder() -> any Encoder { encoder.element() }
}
