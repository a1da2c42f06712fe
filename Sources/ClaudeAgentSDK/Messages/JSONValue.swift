/// A JSON value of your own: for building JSON, and for keeping or changing JSON that a message brought.
///
/// Reading messages does not make these values; `message.json` looks into the bytes instead.
///
/// ```swift
/// let schema: JSONValue = ["type": "object", "properties": ["age": ["type": "integer"]]]
/// schema["properties"]?["age"]?["type"]?.string   // "integer"
/// ```
public enum JSONValue: Hashable, Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number written without fraction and exponent, in the range of `Int`.
  case integer(Int)
  /// Any other number; an integer outside the range of `Int` is ``bigInteger(_:)``. JSON has no infinity and no NaN:
  /// they are written as `null`.
  case number(Double)
  /// An integer outside the range of `Int`, kept digit by digit, so that a value passed through is not changed.
  case bigInteger(JSONBigInteger)
  /// A text.
  case string(String)
  /// A list.
  case array([JSONValue])
  /// Values by name, in order.
  case object(JSONObject)
}

/// Values by name, in order. Of equal names in a text the last value wins.
public typealias JSONObject = OrderedMap<JSONValue>

/// An integer of any size, as its decimal digits.
public struct JSONBigInteger: Hashable, Sendable, CustomStringConvertible {
  /// The digits, with a leading `-` for a negative number and no leading zero.
  public let description: String

  /// Checks and keeps the digits.
  ///
  /// - Parameter digits: As JSON writes an integer; nil is returned for anything else.
  public init?(_ digits: String) {
    let magnitude = digits.utf8.first == UInt8(ascii: "-") ? digits.utf8.dropFirst() : digits.utf8[...]
    guard let first = magnitude.first, magnitude.allSatisfy({ (0x30...0x39).contains($0) }),
      first != 0x30 || magnitude.count == 1
    else { return nil }
    description = digits
  }
}

extension JSONValue {
  /// The member of an object; nil for anything else. Setting makes an object of a value that is none.
  ///
  /// - Parameter key: The member's name.
  public subscript(key: String) -> JSONValue? {
    get { object?[key] }
    set {
      var object = self.object ?? [:]
      object[key] = newValue
      self = .object(object)
    }
  }

  /// The element of an array; nil for anything else and beyond its end.
  ///
  /// - Parameter index: From 0.
  public subscript(index: Int) -> JSONValue? {
    guard let array, array.indices.contains(index) else { return nil }
    return array[index]
  }

  /// True for `null`.
  public var isNull: Bool { self == .null }

  /// The truth value; nil for anything else.
  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }

  /// The integer; nil for anything else, and for one outside the range of `Int`.
  public var int: Int? { if case .integer(let value) = self { value } else { nil } }

  /// The number as a floating-point value, integers included; nil for anything else.
  public var double: Double? {
    switch self {
    case .number(let value): value
    case .integer(let value): Double(value)
    case .bigInteger(let digits): Double(digits.description)
    default: nil
    }
  }

  /// The text; nil for anything else.
  public var string: String? { if case .string(let value) = self { value } else { nil } }

  /// The list; nil for anything else.
  public var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }

  /// The members; nil for anything else.
  public var object: JSONObject? { if case .object(let value) = self { value } else { nil } }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  /// Makes `null` from `nil`.
  public init(nilLiteral: ()) { self = .null }
  /// Makes a truth value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// Makes an integer.
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// Makes a number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// Makes a text.
  public init(stringLiteral value: String) { self = .string(value) }
  /// Makes a list.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// Makes an object; of equal names the last value wins.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(elements.lazy.map { (key: $0, value: $1) }))
  }
}
