internal import FastTransport

/// Where a value stands below another one, as people write it: `$.items[3].name`.
struct JSONPath: Hashable, Sendable, CustomStringConvertible {
  /// From a container to a value in it.
  enum Step: Hashable, Sendable {
    case member(String)
    case element(Int)
  }

  var steps: [Step] = []

  /// More steps than this are shown by their beginning and their end.
  private static let mostShown = 16
  private static let longestName = 40

  var description: String {
    guard steps.count > Self.mostShown else { return steps.reduce("$", Self.adding) }
    let half = Self.mostShown / 2
    return steps.suffix(half).reduce(steps.prefix(half).reduce("$", Self.adding) + "…", Self.adding)
  }

  private static func adding(_ text: String, _ step: Step) -> String {
    switch step {
    case .element(let index): "\(text)[\(index)]"
    case .member(let name) where isPlain(name): "\(text).\(name)"
    case .member(let name): text + "[" + JSONValue.string(name.shortened(to: longestName)).serialized() + "]"
    }
  }

  /// Names that cannot be taken for something else.
  private static func isPlain(_ name: String) -> Bool {
    guard (1...longestName).contains(name.utf8.count) else { return false }
    return name.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D, 0x24: true
      default: false
      }
    }
  }
}

extension String {
  /// The text itself, or its first characters and an ellipsis.
  func shortened(to limit: Int) -> String {
    // Scalars, since a character can be of any size.
    let end = unicodeScalars.index(unicodeScalars.startIndex, offsetBy: limit, limitedBy: unicodeScalars.endIndex)
    guard let end, end != unicodeScalars.endIndex else { return self }
    return String(unicodeScalars[..<end]) + "…"
  }
}

extension JSONNode {
  /// The value in a few words for an error: its kind, and what is short of it.
  var brief: String {
    switch kind {
    case .object: "an object"
    case .array: "an array"
    case .string: "the string \(briefText)"
    case .number: "the number \(briefText)"
    case .bool, .null: briefText
    case nil: "broken JSON"
    }
  }

  /// The beginning of the value as it stands in the line.
  var briefText: String {
    let limit = 60
    guard let (text, isWhole) = rawText(upTo: limit) else { return "broken JSON" }
    return isWhole ? text : text + "…"
  }
}
