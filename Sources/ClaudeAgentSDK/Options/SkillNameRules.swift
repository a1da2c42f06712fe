/// What the CLI accepts as the name of a skill. A name becomes part of a permission rule, `Skill(name)`, so anything
/// that could change the meaning of the rule is refused.
enum SkillNameRules {
  /// What is wrong with a name, or nil. The rules are checked in the order of the official SDK.
  static func fault(in name: String) -> String? {
    let trimmed = name.trimmingWhitespace()
    if trimmed.isEmpty { return "is blank." }
    if trimmed.count != name.count { return "begins or ends with white space." }
    if let scalar = name.unicodeScalars.first(where: isForbidden) {
      return "holds the character U+\(hex(scalar)), which may not stand in a permission rule."
    }
    if name == "*" || name.hasSuffix(":*") || name.hasSuffix(" *") {
      return "is a pattern; use `.all` for every skill, or name each."
    }
    if name.hasPrefix("/") { return "begins with a slash; name the skill without it." }
    if name.contains("\\\\") || name.hasSuffix("\\") {
      return "holds two backslashes in a row or ends with one."
    }
    return nil
  }

  private static func isForbidden(_ scalar: UnicodeScalar) -> Bool {
    switch scalar {
    case "(", ")", ",", "\u{FEFF}": true
    default: isControl(scalar)
    }
  }

  /// C0, DEL and C1.
  static func isControl(_ scalar: UnicodeScalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
  }

  private static func hex(_ scalar: UnicodeScalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
