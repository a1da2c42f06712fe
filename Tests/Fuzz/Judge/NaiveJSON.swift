#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#elseif canImport(Darwin)
  private import Darwin
#endif

/// A JSON reader as plain as can be: one byte after the other, strictly by RFC 8259, no recursion, no vectors, no
/// laziness. What the fast reader says about a text is compared with it.
///
/// Where RFC 8259 leaves the choice, it chooses what the fast reader documents: members with equal keys all stay (the
/// last counts when one is asked for by name), a lone surrogate escape reads as U+FFFD, and a number beyond the range of
/// `Double` is infinite.
package struct NaiveJSON {
  package enum Kind { case object, array, string, number, bool, null }

  package struct Value {
    package let kind: Kind
    package let start: Int
    package var end: Int
    /// The decoded text of a string.
    package var text = ""
    /// The elements of an array or the values of an object, as indexes into `values`.
    package var children: [Int] = []
    /// The keys of an object, one for each child.
    package var keys: [String] = []
  }

  package let bytes: [UInt8]
  /// All values, the whole text first. Empty when the text is not JSON.
  package private(set) var values: [Value] = []
  private var at = 0

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if String(validating: bytes, as: UTF8.self) == nil || !read() { values = [] }
  }

  package var isValid: Bool { !values.isEmpty }

  package func raw(_ value: Value) -> ArraySlice<UInt8> { bytes[value.start..<value.end] }

  /// The number of a value as the C library reads it.
  package func number(_ value: Value) -> Double {
    let text = String(decoding: raw(value), as: UTF8.self)
    return unsafe strtod(text, nil)
  }

  private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func blanks() {
    while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { at += 1 }
  }

  private mutating func take(_ byte: Character) -> Bool {
    guard next == byte.asciiValue else { return false }
    at += 1
    return true
  }

  /// Reads the whole text. `open` holds the containers that are not closed yet.
  private mutating func read() -> Bool {
    var open: [Int] = []
    while true {
      blanks()
      guard let index = beginValue() else { return false }
      if let parent = open.last { values[parent].children.append(index) }
      let kind = values[index].kind
      if kind == .object || kind == .array {
        blanks()
        if !take(kind == .object ? "}" : "]") {
          open.append(index)
          if kind == .object, !key(of: index) { return false }
          continue
        }
        values[index].end = at
      }
      // After a value: close what ends here, up to the next value.
      while true {
        blanks()
        guard let parent = open.last else { return at == bytes.count }
        let isObject = values[parent].kind == .object
        if take(isObject ? "}" : "]") {
          values[parent].end = at
          open.removeLast()
          continue
        }
        guard take(",") else { return false }
        if isObject, !key(of: parent) { return false }
        break
      }
    }
  }

  private mutating func key(of object: Int) -> Bool {
    blanks()
    guard let key = string() else { return false }
    values[object].keys.append(key)
    blanks()
    return take(":")
  }

  /// Reads a scalar, or the bracket of a container.
  private mutating func beginValue() -> Int? {
    let start = at
    let kind: Kind
    var text = ""
    switch next.map({ Character(UnicodeScalar($0)) }) {
    case "{":
      at += 1
      kind = .object
    case "[":
      at += 1
      kind = .array
    case "\"":
      guard let string = string() else { return nil }
      text = string
      kind = .string
    case "t":
      guard word("true") else { return nil }
      kind = .bool
    case "f":
      guard word("false") else { return nil }
      kind = .bool
    case "n":
      guard word("null") else { return nil }
      kind = .null
    default:
      guard number() else { return nil }
      kind = .number
    }
    values.append(Value(kind: kind, start: start, end: at, text: text))
    return values.count - 1
  }

  private mutating func word(_ word: String) -> Bool { word.allSatisfy { take($0) } }

  private mutating func digits() -> Bool {
    let start = at
    while let byte = next, byte >= 0x30, byte <= 0x39 { at += 1 }
    return at > start
  }

  private mutating func number() -> Bool {
    _ = take("-")
    if !take("0"), !digits() { return false }
    if take("."), !digits() { return false }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      return digits()
    }
    return true
  }

  private mutating func string() -> String? {
    guard take("\"") else { return nil }
    var out: [UInt8] = []
    while let byte = next {
      at += 1
      switch byte {
      case 0x22: return String(decoding: out, as: UTF8.self)
      case 0x5C: if !escape(into: &out) { return nil }
      case 0x00..<0x20: return nil
      default: out.append(byte)
      }
    }
    return nil
  }

  private mutating func escape(into out: inout [UInt8]) -> Bool {
    guard let byte = next else { return false }
    at += 1
    switch Character(UnicodeScalar(byte)) {
    case "\"", "\\", "/": out.append(byte)
    case "b": out.append(0x08)
    case "f": out.append(0x0C)
    case "n": out.append(0x0A)
    case "r": out.append(0x0D)
    case "t": out.append(0x09)
    case "u":
      guard let first = unit() else { return false }
      var units = [first]
      let behind = at
      if first & 0xFC00 == 0xD800, take("\\"), take("u"), let second = unit(), second & 0xFC00 == 0xDC00 {
        units.append(second)
      } else {
        at = behind
      }
      out += Array(String(decoding: units, as: UTF16.self).utf8)
    default: return false
    }
    return true
  }

  private mutating func unit() -> UInt16? {
    guard at + 4 <= bytes.count else { return nil }
    var value: UInt16 = 0
    for byte in bytes[at..<at + 4] {
      guard byte < 0x80, let digit = Character(UnicodeScalar(byte)).hexDigitValue else { return nil }
      value = value << 4 | UInt16(digit)
    }
    at += 4
    return value
  }
}
