private import Foundation

/// The differences that are meant: the tables of `docs/differences.md`, of whose rows each has a scenario or several,
/// a pattern, and why.
package struct AcceptedDifferences: Sendable {
  package struct Entry: Sendable, CustomStringConvertible {
    /// The scenarios; empty for all.
    package let scenarios: [String]
    /// The id of a difference, in which `*` stands for anything.
    package let pattern: String

    package var description: String { "\(scenarios.isEmpty ? "all" : scenarios.joined(separator: ", ")): \(pattern)" }

    /// - Parameters:
    ///   - difference: What was found.
    ///   - scenario: Where; nil for a scenario that the list cannot know, where the pattern alone counts.
    package func covers(_ difference: Difference, in scenario: String?) -> Bool {
      let isMeant = scenario.map { scenarios.isEmpty || scenarios.contains($0) } ?? true
      return isMeant && Self.matches(difference.id[...], pattern[...])
    }

    private static func matches(_ text: Substring, _ pattern: Substring) -> Bool {
      guard let star = pattern.firstIndex(of: "*") else { return text == pattern }
      guard text.hasPrefix(pattern[..<star]) else { return false }
      let rest = pattern[pattern.index(after: star)...]
      var text = text.dropFirst(pattern.distance(from: pattern.startIndex, to: star))
      while !matches(text, rest) {
        if text.isEmpty { return false }
        text = text.dropFirst()
      }
      return true
    }
  }

  package let entries: [Entry]

  /// Those of this repository.
  package static let listed: AcceptedDifferences = {
    let file = URL(fileURLWithPath: #filePath).appending(path: "../../../../../docs/differences.md").standardized
    return AcceptedDifferences(markdown: (try? String(contentsOf: file, encoding: .utf8)) ?? "")
  }()

  /// Reads the rows whose first two cells are code: scenarios (or the word `all`), pattern.
  package init(markdown: String) {
    entries = markdown.split(separator: "\n").compactMap { line in
      guard line.hasPrefix("| `") else { return nil }
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count >= 2, cells[1].hasPrefix("`"), cells[1].hasSuffix("`") else { return nil }
      let names = cells[0].split(separator: ",").map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " `")) }
      return Entry(scenarios: names == ["all"] ? [] : names, pattern: String(cells[1].dropFirst().dropLast()))
    }
  }

  package func covers(_ difference: Difference, in scenario: String?) -> Bool {
    entries.contains { $0.covers(difference, in: scenario) }
  }
}
