/// Long texts that scenario data only describes: `{"kind": "lorem", "bytes": 1000, "seed": 1}`.
enum GeneratedText {
  /// Longer texts than this are cut, so that data cannot ask for all memory.
  static let longest = 256 << 20

  private static let words = """
    lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore et dolore magna \
    aliqua ut enim ad minim veniam quis nostrud exercitation
    """.split(separator: " ")
  private static let pieces = ["漢字", "🙂", "שלום", "é", "Ω", "한글", "🇯🇵", "a", "\t", "\"", "\\", "\u{2028}"]
  private static let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789")

  static func text(for description: JSONValue) -> String {
    let kind = description["kind"]?.string ?? "lorem"
    let count = min(max(description["bytes"]?.integer ?? 1000, 0), longest)
    var state = UInt32(truncatingIfNeeded: description["seed"]?.integer ?? 1)
    var text = ""
    text.reserveCapacity(count + 64)
    var index = 0
    while text.utf8.count < count {
      state = (state &* 1_103_515_245 &+ 12_345) & 0x7FFF_FFFF
      text += piece(kind: kind, state: state, index: index)
      index += 1
    }
    return cut(text, to: count)
  }

  private static func piece(kind: String, state: UInt32, index: Int) -> String {
    let choice = Int(state >> 8)
    switch kind {
    case "lorem": return words[choice % words.count] + (index % 17 == 16 ? "\n" : " ")
    case "unicode": return pieces[choice % pieces.count]
    case "line": return String(repeating: letters[choice % letters.count], count: 16)
    default:
      let digits = String(state, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits + "\n"
    }
  }

  /// At most `count` bytes of the text, without a character that would be cut.
  private static func cut(_ text: String, to count: Int) -> String {
    var end = text.utf8.index(text.startIndex, offsetBy: min(count, text.utf8.count))
    while end > text.startIndex, end.samePosition(in: text.unicodeScalars) == nil {
      end = text.utf8.index(before: end)
    }
    return String(text.unicodeScalars[..<end])
  }
}
