/// Reads JSON text. It is as strict as the grammar, except that lone surrogate escapes are allowed.
struct JSONParser {
  /// What is wrong and at which byte.
  struct Failure: Error, Equatable {
    var reason: String
    var offset: Int
  }

  /// Deeper text is refused, so that no input can exhaust the stack.
  private static let deepest = 200

  private let bytes: [UInt8]
  private var at = 0

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  static func parse(_ bytes: [UInt8]) throws(Failure) -> JSONValue {
    var parser = JSONParser(bytes)
    let value = try parser.value(depth: 0)
    parser.skipBlanks()
    guard parser.at == bytes.count else { throw parser.failure("something follows the value") }
    return value
  }

  static func parse(_ text: String) throws(Failure) -> JSONValue {
    try parse(Array(text.utf8))
  }

  private func failure(_ reason: String) -> Failure {
    Failure(reason: reason, offset: at)
  }

  private var byte: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func skipBlanks() {
    while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
  }

  private mutating func take(_ expected: Character) -> Bool {
    skipBlanks()
    guard byte == expected.asciiValue else { return false }
    at += 1
    return true
  }

  private mutating func value(depth: Int) throws(Failure) -> JSONValue {
    skipBlanks()
    guard depth < Self.deepest else { throw failure("the value is nested too deep") }
    switch byte {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try list(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(Failure) -> JSONValue {
    guard bytes[at...].starts(with: word.utf8) else { throw failure("an unknown word") }
    at += word.utf8.count
    return value
  }

  private mutating func object(depth: Int) throws(Failure) -> JSONValue {
    at += 1
    var members: [JSONValue.Member] = []
    if take("}") { return .object(members) }
    repeat {
      skipBlanks()
      guard byte == UInt8(ascii: "\"") else { throw failure("a member name is missing") }
      let name = try string()
      guard take(":") else { throw failure("a colon is missing") }
      members.append(JSONValue.Member(name: name, value: try value(depth: depth + 1)))
    } while take(",")
    guard take("}") else { throw failure("an object does not end") }
    return .object(members)
  }

  private mutating func list(depth: Int) throws(Failure) -> JSONValue {
    at += 1
    var values: [JSONValue] = []
    if take("]") { return .array(values) }
    repeat {
      values.append(try value(depth: depth + 1))
    } while take(",")
    guard take("]") else { throw failure("an array does not end") }
    return .array(values)
  }

  private mutating func number() throws(Failure) -> JSONValue {
    let start = at
    while let byte, byte.isNumberByte { at += 1 }
    let digits = String(decoding: bytes[start..<at], as: UTF8.self)
    let first = digits.first { $0 != "-" }
    guard let first, first.isNumber, let value = Double(digits), value.isFinite else {
      at = start
      throw failure("a value is missing")
    }
    return .number(digits)
  }

  private mutating func string() throws(Failure) -> String {
    at += 1
    var plain = at
    var text = ""
    while let byte {
      switch byte {
      case UInt8(ascii: "\""):
        text += String(decoding: bytes[plain..<at], as: UTF8.self)
        at += 1
        return text
      case UInt8(ascii: "\\"):
        text += String(decoding: bytes[plain..<at], as: UTF8.self)
        text.unicodeScalars.append(try escape())
        plain = at
      case 0..<0x20:
        throw failure("a control character in a string")
      default:
        at += 1
      }
    }
    throw failure("a string does not end")
  }

  private mutating func escape() throws(Failure) -> Unicode.Scalar {
    at += 1
    guard let byte else { throw failure("a string does not end") }
    at += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "u"): return try escapedScalar()
    default: throw failure("an unknown escape")
    }
  }

  private mutating func escapedScalar() throws(Failure) -> Unicode.Scalar {
    let unit = try codeUnit()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    let before = at
    if UTF16.isLeadSurrogate(unit), bytes[at...].starts(with: "\\u".utf8) {
      at += 2
      let second = try codeUnit()
      if UTF16.isTrailSurrogate(second),
        let scalar = Unicode.Scalar(0x1_0000 + ((UInt32(unit) - 0xD800) << 10) + (UInt32(second) - 0xDC00))
      {
        return scalar
      }
      at = before
    }
    return LoneSurrogate.scalar(for: unit) ?? "\u{FFFD}"
  }

  private mutating func codeUnit() throws(Failure) -> UInt16 {
    guard at + 4 <= bytes.count, bytes[at..<at + 4].allSatisfy(\.isHexDigit),
      let unit = UInt16(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
    else { throw failure("four hexadecimal digits are missing") }
    at += 4
    return unit
  }
}

extension UInt8 {
  fileprivate var isNumberByte: Bool {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
      UInt8(ascii: "e"), UInt8(ascii: "E"):
      return true
    default: return false
    }
  }

  fileprivate var isHexDigit: Bool { Unicode.Scalar(self).properties.isASCIIHexDigit }
}
