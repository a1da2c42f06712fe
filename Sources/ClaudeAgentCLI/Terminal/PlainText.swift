/// Text from elsewhere, made fit for a terminal.
///
/// What a model writes may hold escape sequences, which would let it move the cursor, rewrite what stands above, or
/// set the clipboard: control characters are shown, not obeyed.
enum PlainText {
  /// The text with its line breaks and tabs, other control characters made visible.
  static func oneBlock(_ text: some StringProtocol) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return String(text) }
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where scalar != "\r" {
      shown.append(isControl(scalar) ? visible(scalar) : scalar)
    }
    return String(shown)
  }

  /// The text on one line, cut to a width.
  static func oneLine(_ text: some StringProtocol, width: Int) -> String {
    // Only the start can be shown: a text of megabytes is not looked through.
    let start = text.unicodeScalars.prefix(max(width, 1) * 4)
    var line = ""
    for scalar in start {
      let isBlank = scalar == "\n" || scalar == "\t" || scalar == " "
      if isBlank, line.isEmpty || line.hasSuffix(" ") { continue }
      line.unicodeScalars.append(isBlank ? " " : isControl(scalar) ? visible(scalar) : scalar)
    }
    guard line.count > width || start.endIndex < text.unicodeScalars.endIndex else { return line }
    return line.prefix(max(width - 1, 0)) + "…"
  }

  /// C0 and C1 controls but line feed and tab, and the marks that turn the direction of text round.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  private static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    scalar.value < 0x20 ? Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}" : "\u{FFFD}"
  }
}
