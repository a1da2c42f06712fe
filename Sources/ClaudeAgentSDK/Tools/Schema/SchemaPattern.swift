/// A regular expression of a schema.
///
/// Safe to share although `Regex` is not `Sendable`: the value never changes, and the program that the first match
/// makes and keeps is made in `init`, before anything is shared.
struct SchemaPattern: @unchecked Sendable {
  let text: String
  private let regex: Regex<AnyRegexOutput>

  /// Classes nest on the stack of the parser, which has no bound of its own for them.
  private static let mostBrackets = 128
  private static let longest = 4096

  struct TooLarge: Error, CustomStringConvertible {
    var description: String {
      "it is longer than \(SchemaPattern.longest) bytes or has more than \(SchemaPattern.mostBrackets) brackets"
    }
  }

  /// - Throws: What Swift says about a pattern that it cannot read, and ``TooLarge``.
  init(_ text: String) throws {
    guard text.utf8.count <= Self.longest, text.utf8.count(where: { $0 == 0x5B }) <= Self.mostBrackets else {
      throw TooLarge()
    }
    self.text = text
    // As JSON Schema has it: scalars, not characters, and `\d` and `\w` are ASCII.
    regex = try Regex(text).matchingSemantics(.unicodeScalar).asciiOnlyDigits().asciiOnlyWordCharacters()
    _ = try regex.firstMatch(in: "")
  }

  /// Whether the pattern is found anywhere in a text.
  func isFound(in text: String) -> Bool { (try? regex.firstMatch(in: text)) != nil }
}
