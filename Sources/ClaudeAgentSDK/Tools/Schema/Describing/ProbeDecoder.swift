/// A decoder that has nothing to decode: it gives invented values and writes down what is asked of it.
struct ProbeDecoder: Decoder {
  let describer: SchemaDescriber
  let record: ProbeRecord
  let invention: Invention
  let place: JSONPath

  init(_ describer: SchemaDescriber, _ record: ProbeRecord, _ invention: Invention, _ place: JSONPath) {
    self.describer = describer
    self.record = record
    self.invention = invention
    self.place = place
  }

  var codingPath: [any CodingKey] {
    place.steps.map { step in
      switch step {
      case .element(let index): ElementKey(index: index)
      case .member(let name): AnyKey(name)
      }
    }
  }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    record.setObject()
    return KeyedDecodingContainer(ProbeKeyedContainer<Key>(decoder: self))
  }

  func unkeyedContainer() -> any UnkeyedDecodingContainer {
    record.setArray()
    return ProbeUnkeyedContainer(decoder: self)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { self }

  func inner(_ record: ProbeRecord, _ step: JSONPath.Step) -> ProbeDecoder {
    ProbeDecoder(describer, record, invention, place.adding(step))
  }
}

extension ProbeDecoder: SingleValueDecodingContainer {
  func decodeNil() -> Bool { false }

  func decode(_ type: Bool.Type) -> Bool {
    record.set(ToolSchema.boolean().json)
    return invention.flag
  }

  func decode(_ type: String.Type) -> String {
    record.set(ToolSchema.string().json)
    return invention.text
  }

  func decode(_ type: Double.Type) -> Double {
    record.set(ToolSchema.number().json)
    return Double(invention.number)
  }

  func decode(_ type: Float.Type) -> Float {
    record.set(ToolSchema.number().json)
    return Float(invention.number)
  }

  func decode(_ type: Int128.Type) -> Int128 { integer(type) }
  func decode(_ type: UInt128.Type) -> UInt128 { integer(type) }
  func decode<Value: FixedWidthInteger & Decodable>(_ type: Value.Type) -> Value { integer(type) }

  private func integer<Value: FixedWidthInteger>(_ type: Value.Type) -> Value {
    var schema = ToolSchema.integer().json
    if !Value.isSigned { schema["minimum"] = 0 }
    if Value.bitWidth < 64 {
      schema["minimum"] = Int(exactly: Value.min).map { .integer($0) }
      schema["maximum"] = Int(exactly: Value.max).map { .integer($0) }
    }
    record.set(schema)
    return Value(clamping: invention.number)
  }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    record.set(try describer.schema(of: type, at: place))
    return try describer.value(of: type, at: place)
  }
}

/// A container that has every member.
struct ProbeKeyedContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: ProbeDecoder

  var codingPath: [any CodingKey] { decoder.codingPath }
  var allKeys: [Key] { [] }

  /// Who asks can do without.
  func contains(_ key: Key) -> Bool {
    decoder.record.setOptional(key.stringValue)
    return true
  }

  func decodeNil(forKey key: Key) -> Bool { !contains(key) }

  private func member(_ key: some CodingKey) -> ProbeDecoder {
    decoder.inner(decoder.record.member(key.stringValue), .member(key.stringValue))
  }

  func decode(_ type: Bool.Type, forKey key: Key) -> Bool { member(key).decode(type) }
  func decode(_ type: String.Type, forKey key: Key) -> String { member(key).decode(type) }
  func decode(_ type: Double.Type, forKey key: Key) -> Double { member(key).decode(type) }
  func decode(_ type: Float.Type, forKey key: Key) -> Float { member(key).decode(type) }
  func decode(_ type: Int128.Type, forKey key: Key) -> Int128 { member(key).decode(type) }
  func decode(_ type: UInt128.Type, forKey key: Key) -> UInt128 { member(key).decode(type) }
  func decode<Value: FixedWidthInteger & Decodable>(_ type: Value.Type, forKey key: Key) -> Value {
    member(key).decode(type)
  }
  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value { try member(key).decode(type) }

  /// No value has to be invented.
  func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
    decoder.record.setOptional(key.stringValue)
    let member = member(key)
    member.record.set(try decoder.describer.schema(of: type, at: member.place))
    return nil
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedDecodingContainer<Nested> { member(key).container(keyedBy: type) }
  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedDecodingContainer { member(key).unkeyedContainer() }
  func superDecoder() -> any Decoder { member(SuperKey()) }
  func superDecoder(forKey key: Key) -> any Decoder { member(key) }
}

/// A list with one element.
struct ProbeUnkeyedContainer: UnkeyedDecodingContainer {
  let decoder: ProbeDecoder
  private(set) var currentIndex = 0

  init(decoder: ProbeDecoder) { self.decoder = decoder }

  var codingPath: [any CodingKey] { decoder.codingPath }
  var count: Int? { 1 }
  var isAtEnd: Bool { currentIndex > 0 }

  mutating func decodeNil() -> Bool { false }

  private mutating func element() throws -> ProbeDecoder {
    guard !isAtEnd else { throw decoder.describer.fail(decoder.place, "a list of fixed elements has no schema here") }
    currentIndex += 1
    return decoder.inner(decoder.record.element(), .element(0))
  }

  mutating func decode(_ type: Bool.Type) throws -> Bool { try element().decode(type) }
  mutating func decode(_ type: String.Type) throws -> String { try element().decode(type) }
  mutating func decode(_ type: Double.Type) throws -> Double { try element().decode(type) }
  mutating func decode(_ type: Float.Type) throws -> Float { try element().decode(type) }
  mutating func decode(_ type: Int128.Type) throws -> Int128 { try element().decode(type) }
  mutating func decode(_ type: UInt128.Type) throws -> UInt128 { try element().decode(type) }
  mutating func decode<Value: FixedWidthInteger & Decodable>(_ type: Value.Type) throws -> Value {
    try element().decode(type)
  }
  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try element().decode(type) }

  mutating func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    try element().container(keyedBy: type)
  }
  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try element().unkeyedContainer() }
  mutating func superDecoder() throws -> any Decoder { try element() }
}
