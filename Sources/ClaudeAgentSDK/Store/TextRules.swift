/// How texts of transcripts are trimmed and searched, so that what is shown is what the official SDKs show.
enum TextRules {
  /// Without blanks at both ends.
  static func stripped(_ text: String) -> String {
    strippedAtEnd(String(text.unicodeScalars.drop(while: isBlank)))
  }

  /// Without blanks at the end.
  static func strippedAtEnd(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let last = scalars.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(scalars[...last])
  }

  /// Unicode's white space, and the four separators of ASCII.
  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    0x1C...0x1F ~= scalar.value || scalar.properties.isWhitespace
  }

  /// Where a text first stands in another one, byte by byte.
  static func range(of needle: String, in text: Substring) -> Range<String.Index>? {
    let bytes = text.utf8
    let needle = needle.utf8
    guard let first = needle.first else { return nil }
    var start = bytes.startIndex
    while let found = bytes[start...].firstIndex(of: first) {
      let rest = bytes[found...]
      if rest.starts(with: needle) { return found..<bytes.index(found, offsetBy: needle.count) }
      start = bytes.index(after: found)
    }
    return nil
  }
}

extension String? {
  /// Nil for an empty text too.
  var nonEmpty: String? { self?.isEmpty == true ? nil : self }
}
