private import Foundation

/// A regular expression of scenario data; nil when it is not one.
struct Pattern {
  private let expression: NSRegularExpression

  init?(_ pattern: String) {
    guard let expression = try? NSRegularExpression(pattern: pattern) else { return nil }
    self.expression = expression
  }

  /// The last match in a text: its first group when it has one, else all of it.
  func lastMatch(in text: String) -> String? {
    let whole = NSRange(text.startIndex..<text.endIndex, in: text)
    guard let match = expression.matches(in: text, range: whole).last else { return nil }
    let wanted = match.numberOfRanges > 1 ? match.range(at: 1) : match.range
    return Range(wanted, in: text).map { String(text[$0]) } ?? ""
  }
}
