internal import FastTransport

extension JSONValue: Codable {
  /// Takes the value as it is; from ``JSONView/decode(_:)`` without going through the decoder.
  ///
  /// - Parameter decoder: Any decoder.
  /// - Throws: `DecodingError` where the JSON is broken or nests deeper than ``deepestNesting``.
  public init(from decoder: any Decoder) throws {
    if let decoder = decoder as? ViewDecoder {
      guard let value = JSONValue(decoder.node) else {
        throw DecodingError.dataCorrupted(
          decoder.context("the JSON is broken or nests deeper than \(Self.deepestNesting) levels"))
      }
      self = value
      return
    }
    // What a foreign decoder holds can only be found by trying.
    if let leaf = JSONValue(leafOf: decoder) {
      self = leaf
    } else if var container = try? decoder.unkeyedContainer() {
      var elements: [JSONValue] = []
      while !container.isAtEnd { elements.append(try container.decode(JSONValue.self)) }
      self = .array(elements)
    } else {
      self = .object(try JSONObject(from: decoder))
    }
  }

  private init?(leafOf decoder: any Decoder) {
    guard let container = try? decoder.singleValueContainer() else { return nil }
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Int.self) {
      self = .integer(value)
    } else if let value = try? container.decode(UInt64.self), let digits = JSONBigInteger("\(value)") {
      self = .bigInteger(digits)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else {
      return nil
    }
  }

  /// Writes the value as it is.
  ///
  /// - Parameter encoder: Any encoder. One of another library gets an integer outside the range of `Int` as `UInt64`
  ///   where it fits, else as `Double`.
  /// - Throws: What the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .object(let members): try members.encode(to: encoder)
    case .array(let elements):
      var container = encoder.unkeyedContainer()
      for element in elements { try container.encode(element) }
    default:
      var container = encoder.singleValueContainer()
      switch self {
      case .bool(let value): try container.encode(value)
      case .integer(let value): try container.encode(value)
      case .number(let value): try container.encode(value)
      case .string(let value): try container.encode(value)
      case .bigInteger(let digits):
        if let value = UInt64(digits.description) {
          try container.encode(value)
        } else {
          try container.encode(Double(digits.description) ?? 0)
        }
      case .null, .array, .object: try container.encodeNil()
      }
    }
  }
}

/// A key of any name.
struct AnyKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }
  init(_ name: String) { stringValue = name }
  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { stringValue = "\(intValue)" }
}

extension JSONView: Decodable {
  /// Takes the value as it stands, without decoding it; it keeps the block of bytes alive that it stands in.
  ///
  /// - Parameter decoder: That of ``JSONView/decode(_:)``; one of another library has its value written as JSON.
  /// - Throws: `DecodingError`, from a decoder of another library.
  public init(from decoder: any Decoder) throws {
    if let decoder = decoder as? ViewDecoder {
      self.init(node: decoder.node)
      return
    }
    let text = try JSONValue(from: decoder).serialized()
    guard let view = JSONView(copying: text) else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "the value is too large"))
    }
    self = view
  }
}

extension OrderedMap: Decodable where Value: Decodable {
  /// Takes the members of an object, in the order in which the decoder gives them.
  ///
  /// - Parameter decoder: Any decoder.
  /// - Throws: `DecodingError` for what is no object, and for a value that is no `Value`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: AnyKey.self)
    self.init()
    for key in container.allKeys { self[key.stringValue] = try container.decode(Value.self, forKey: key) }
  }
}

extension OrderedMap: Encodable where Value: Encodable {
  /// Writes the values by name, in order.
  ///
  /// - Parameter encoder: Any encoder.
  /// - Throws: What the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: AnyKey.self)
    for (key, value) in self { try container.encode(value, forKey: AnyKey(key)) }
  }
}
