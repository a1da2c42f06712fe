internal import FastTransport

/// The elements of an array, in order, as a type's `init(from:)` asks for them.
struct ViewUnkeyedContainer: UnkeyedDecodingContainer {
  private let decoder: ViewDecoder
  private let items: JSONItemList
  private(set) var currentIndex = 0

  init(_ decoder: ViewDecoder) throws {
    guard let items = JSONItemList(decoder.node) else {
      if decoder.node.kind == .array {
        throw DecodingError.dataCorrupted(decoder.context("expected an array, found one that is broken JSON"))
      }
      throw decoder.mismatch([Any].self, "an array", decoder.node, at: nil)
    }
    self.decoder = decoder
    self.items = items
  }

  var codingPath: [any CodingKey] { decoder.codingPath }
  var count: Int? { items.count }
  var isAtEnd: Bool { currentIndex >= items.count }

  /// Reads the next element, and goes on when that succeeds.
  private mutating func next<Value>(
    _ type: Value.Type = Value.self, _ read: (ViewDecoder, JSONNode, ElementKey) throws -> Value
  ) throws -> Value {
    let key = ElementKey(index: currentIndex)
    guard !isAtEnd else { throw end(type) }
    let value = try read(decoder, items[currentIndex], key)
    currentIndex += 1
    return value
  }

  private func end(_ type: Any.Type) -> DecodingError {
    let text = "expected another element, found the end of the array"
    return .valueNotFound(type, decoder.context(text, at: ElementKey(index: currentIndex)))
  }

  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd else { throw end(Any?.self) }
    guard items[currentIndex].isNull else { return false }
    currentIndex += 1
    return true
  }

  mutating func decode(_ type: Bool.Type) throws -> Bool { try next { try $0.bool($1, at: $2) } }
  mutating func decode(_ type: String.Type) throws -> String { try next { try $0.string($1, at: $2) } }
  mutating func decode(_ type: Double.Type) throws -> Double { try next { try $0.double($1, at: $2) } }
  mutating func decode(_ type: Float.Type) throws -> Float { try next { try $0.float($1, at: $2) } }
  mutating func decode(_ type: Int128.Type) throws -> Int128 { try next { try $0.integer($1, at: $2) } }
  mutating func decode(_ type: UInt128.Type) throws -> UInt128 { try next { try $0.integer($1, at: $2) } }
  mutating func decode<Value: FixedWidthInteger & Decodable>(_ type: Value.Type) throws -> Value {
    try next { try $0.integer($1, at: $2) }
  }
  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try next { try $0.value($1, at: $2) } }

  mutating func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    try next { try $0.decoder(for: $1, at: $2).container(keyedBy: type) }
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try next { try $0.decoder(for: $1, at: $2).unkeyedContainer() }
  }

  mutating func superDecoder() throws -> any Decoder { try next { try $0.decoder(for: $1, at: $2) } }
}

/// The key of an element of an array.
struct ElementKey: CodingKey {
  let index: Int
  var stringValue: String { "Index \(index)" }
  var intValue: Int? { index }
  init(index: Int) { self.index = index }
  init?(stringValue: String) { return nil }
  init?(intValue: Int) { index = intValue }
}
