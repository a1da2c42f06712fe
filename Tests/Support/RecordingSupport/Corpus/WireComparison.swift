package import ClaudeAgentSDK

/// Where a record of ours and one of the official SDK differ.
///
/// Objects are compared by name, in any order. Numbers are compared as they are written, or as `Double`s when one of
/// them is written with a fraction or an exponent. A lone surrogate is U+FFFD on both sides: a Swift string cannot
/// hold it, and the line itself is compared byte by byte elsewhere.
package struct WireComparison {
  package private(set) var differences: [String] = []

  package init() {}

  package mutating func compare(_ ours: JSONValue?, _ theirs: JSONValue?, at path: String) {
    switch (ours ?? .null, theirs ?? .null) {
    case (.object(let ours), .object(let theirs)):
      for (key, value) in theirs { compare(ours[key], value, at: "\(path).\(key)", present: ours[key] != nil) }
      for (key, value) in ours where theirs[key] == nil { differ(path + "." + key, value, nil) }
    case (.array(let ours), .array(let theirs)):
      for index in 0..<max(ours.count, theirs.count) {
        compare(
          index < ours.count ? ours[index] : nil, index < theirs.count ? theirs[index] : nil, at: "\(path)[\(index)]",
          present: index < ours.count && index < theirs.count)
      }
    case (let ours, let theirs):
      if !Self.isEqual(ours, theirs) { differ(path, ours, theirs) }
    }
  }

  private mutating func compare(_ ours: JSONValue?, _ theirs: JSONValue?, at path: String, present: Bool) {
    if present { compare(ours, theirs, at: path) } else { differ(path, ours, theirs) }
  }

  private mutating func differ(_ path: String, _ ours: JSONValue?, _ theirs: JSONValue?) {
    func short(_ value: JSONValue?) -> String { String((value?.serialized() ?? "nothing").prefix(160)) }
    differences.append("\(path): \(short(ours)) instead of \(short(theirs))")
  }

  private static func isEqual(_ ours: JSONValue, _ theirs: JSONValue) -> Bool {
    switch (ours, theirs) {
    case (.string(let ours), .string(let theirs)): ours.utf8.elementsEqual(theirs.utf8)
    case (.integer(let ours), .integer(let theirs)): ours == theirs
    case (.bigInteger(let ours), .bigInteger(let theirs)): ours == theirs
    case (.integer, .bigInteger), (.bigInteger, .integer): false
    default:
      if let ours = number(ours), let theirs = number(theirs) { ours == theirs } else { ours == theirs }
    }
  }

  private static func number(_ value: JSONValue) -> Double? {
    switch value {
    case .number(let number): number
    case .integer(let number): Double(number)
    case .bigInteger(let digits): Double(digits.description)
    default: nil
    }
  }
}
