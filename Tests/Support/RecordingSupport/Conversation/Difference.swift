import ClaudeAgentSDK

/// Something that is not as it was recorded.
package struct Difference: Hashable, Sendable, CustomStringConvertible {
  /// The same in every run: where, and what kind of difference. `docs/differences.md` lists these.
  package let id: String
  /// More, for people.
  package let detail: String

  package init(_ id: String, _ detail: String) {
    self.id = id
    self.detail = detail
  }

  package var description: String { "\(id) (\(detail))" }

  func within(_ place: String) -> Difference { Difference("\(place): \(id)", detail) }

  /// The differences between two values, each with its path.
  static func between(_ ours: JSONValue?, _ theirs: JSONValue?, at place: String) -> [Difference] {
    var comparison = WireComparison()
    comparison.compare(ours, theirs, at: place)
    return comparison.differences.map(Self.init(comparison:))
  }

  /// From a line of a comparison, `path: ours instead of theirs`.
  init(comparison text: String) {
    guard let colon = text.firstRange(of: ": ") else {
      self.init(text, "")
      return
    }
    let (path, values) = (text[..<colon.lowerBound], text[colon.upperBound...])
    let kind =
      values.hasSuffix(" instead of nothing")
      ? "added" : values.hasPrefix("nothing instead of ") ? "missing" : "changed"
    self.init("\(path) \(kind)", String(values))
  }
}
