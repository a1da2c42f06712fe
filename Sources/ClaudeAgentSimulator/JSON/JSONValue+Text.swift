extension JSONValue {
  /// The value as JSON text without blanks.
  ///
  /// - Parameter asciiOnly: whether every other character is written as an escape, as many servers do.
  func text(asciiOnly: Bool = true) -> String {
    var text = ""
    write(to: &text, asciiOnly: asciiOnly)
    return text
  }

  private func write(to text: inout String, asciiOnly: Bool) {
    switch self {
    case .null: text += "null"
    case .bool(let flag): text += flag ? "true" : "false"
    case .number(let digits): text += digits
    case .string(let string): Self.write(string, to: &text, asciiOnly: asciiOnly)
    case .array(let values):
      text += "["
      for (index, value) in values.enumerated() {
        if index > 0 { text += "," }
        value.write(to: &text, asciiOnly: asciiOnly)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { text += "," }
        Self.write(member.name, to: &text, asciiOnly: asciiOnly)
        text += ":"
        member.value.write(to: &text, asciiOnly: asciiOnly)
      }
      text += "}"
    }
  }

  private static func write(_ string: String, to text: inout String, asciiOnly: Bool) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      default: write(scalar, to: &text, asciiOnly: asciiOnly)
      }
    }
    text += "\""
  }

  private static func write(_ scalar: Unicode.Scalar, to text: inout String, asciiOnly: Bool) {
    if let unit = LoneSurrogate.unit(of: scalar) {
      writeEscape(unit, to: &text)
    } else if scalar.value < 0x20 || (asciiOnly && !scalar.isASCII) {
      for unit in String(scalar).utf16 { writeEscape(unit, to: &text) }
    } else {
      text.unicodeScalars.append(scalar)
    }
  }

  private static func writeEscape(_ unit: UInt16, to text: inout String) {
    let digits = String(unit, radix: 16)
    text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
