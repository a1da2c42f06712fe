extension JSONValue {
  /// Reads the beginning of a JSON text: what is complete of it so far.
  ///
  /// ```swift
  /// JSONValue(partial: #"{"path": "src/ma"#)             // {"path": "src/ma"}
  /// JSONValue(partial: #"{"limit": 1, "offset": 20, "n"#)  // {"limit": 1, "offset": 20}
  /// JSONValue(partial: #"{"limit": 12"#)                 // {}: the number may go on
  /// ```
  ///
  /// A text that has no end gets one, without half a character; lists and objects are closed; names without a value,
  /// and numbers and words that may go on, are left out.
  ///
  /// - Parameter text: The beginning of one JSON value. Nil is returned when nothing of it is complete, when it is no
  ///   JSON, and when it nests deeper than ``deepestNesting``.
  public init?(partial text: String) {
    guard let whole = PartialJSON(text).completed, let value = try? JSONValue(parsing: whole) else { return nil }
    self = value
  }
}

/// Finds the longest beginning of a text that can be closed, and closes it. Whether the result is JSON is the parser's to
/// say.
private struct PartialJSON {
  private let bytes: [UInt8]
  private var position = 0
  /// How much can be kept: up to behind the last value that is complete, or that is an open list or object.
  private var kept = 0
  private var open: [Container] = []

  private struct Container {
    let isObject: Bool
    var expectsName: Bool

    var closer: UInt8 { UInt8(ascii: isObject ? "}" : "]") }
  }

  init(_ text: String) { bytes = Array(text.utf8) }

  /// The closed text; nil when there is nothing to close.
  var completed: [UInt8]? {
    var scan = self
    return scan.run()
  }

  private mutating func run() -> [UInt8]? {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): position += 1
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        guard open.count < JSONValue.deepestNesting else { return nil }
        let isObject = bytes[position] == UInt8(ascii: "{")
        open.append(Container(isObject: isObject, expectsName: isObject))
        keep(to: position + 1)
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard open.popLast()?.closer == bytes[position] else { return nil }
        keep(to: position + 1)
      case UInt8(ascii: ","):
        if let last = open.indices.last { open[last].expectsName = open[last].isObject }
        position += 1
      case UInt8(ascii: ":"):
        if let last = open.indices.last { open[last].expectsName = false }
        position += 1
      case UInt8(ascii: "\""):
        let isName = open.last?.expectsName ?? false
        let (end, isClosed) = endOfString(from: position + 1)
        guard isClosed else { return isName ? closing(kept) : closing(end, quoted: true) }
        if isName { position = end + 1 } else { keep(to: end + 1) }
      default:
        let end = bytes[position...].firstIndex(where: Self.endsWord) ?? bytes.count
        // A control character, which nothing begins with.
        guard end > position else { return nil }
        guard end < bytes.count || Self.words.contains(Array(bytes[position...])) else { return closing(kept) }
        keep(to: end)
      }
    }
    return closing(kept)
  }

  private mutating func keep(to end: Int) {
    position = end
    kept = end
  }

  private func closing(_ end: Int, quoted: Bool = false) -> [UInt8]? {
    guard end > 0 else { return nil }
    return bytes[..<end] + (quoted ? [UInt8(ascii: "\"")] : []) + open.reversed().map(\.closer)
  }

  private static let words: Set<[UInt8]> = [Array("true".utf8), Array("false".utf8), Array("null".utf8)]

  private static func endsWord(_ byte: UInt8) -> Bool { byte <= 0x20 || ",:]}[{\"".utf8.contains(byte) }

  /// Where a string ends: at its closing quote, or behind its last whole character.
  private func endOfString(from start: Int) -> (end: Int, isClosed: Bool) {
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""): return (index, true)
      case UInt8(ascii: "\\"):
        guard let length = escape(at: index) else { return (index, false) }
        index += length
      default: index += 1
      }
    }
    return (index, false)
  }

  /// The length of an escape; nil for one that is not whole. Two halves of one character are one escape.
  private func escape(at index: Int) -> Int? {
    guard index + 1 < bytes.count else { return nil }
    guard bytes[index + 1] == UInt8(ascii: "u") else { return 2 }
    guard let code = codeUnit(at: index) else { return nil }
    guard (0xD800..<0xDC00).contains(code) else { return 6 }
    // The first half: the second may be on its way.
    let rest = bytes[(index + 6)...].prefix(2)
    guard rest.count == 2 else { return rest.elementsEqual("\\".utf8) || rest.isEmpty ? nil : 6 }
    guard rest.elementsEqual("\\u".utf8) else { return 6 }
    guard let second = codeUnit(at: index + 6) else { return nil }
    return (0xDC00..<0xE000).contains(second) ? 12 : 6
  }

  /// The code unit of `\u` and four digits; nil when the text ends in it. What are no digits is the parser's to refuse.
  private func codeUnit(at index: Int) -> UInt32? {
    guard index + 6 <= bytes.count else { return nil }
    return UInt32(String(decoding: bytes[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16) ?? 0
  }
}
