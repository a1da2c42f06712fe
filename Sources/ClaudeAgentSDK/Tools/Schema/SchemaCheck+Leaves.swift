internal import FastTransport

/// Numbers and texts.
extension SchemaCheck {
  func number(_ shared: Shared<SchemaRule.NumberRule>, _ node: JSONNode) -> SchemaFinding? {
    let rule = shared.value
    let value = Number(node)
    if let bound = rule.minimum, value.compared(to: bound) < 0 {
      return found { "\(node.briefText) is less than the minimum of \(bound.text)" }
    }
    if let bound = rule.maximum, value.compared(to: bound) > 0 {
      return found { "\(node.briefText) is greater than the maximum of \(bound.text)" }
    }
    if let bound = rule.exclusiveMinimum, value.compared(to: bound) <= 0 {
      return found { "\(node.briefText) is not greater than \(bound.text)" }
    }
    if let bound = rule.exclusiveMaximum, value.compared(to: bound) >= 0 {
      return found { "\(node.briefText) is not less than \(bound.text)" }
    }
    if let divisor = rule.multipleOf, !value.isMultiple(of: divisor) {
      return found { "\(node.briefText) is not a multiple of \(divisor.text)" }
    }
    return nil
  }

  /// A number of the value: as an `Int` where that is exact, else as a `Double`, and as a decimal where that decides.
  private struct Number {
    let node: JSONNode
    let integer: Int?
    let double: Double

    init(_ node: JSONNode) {
      self.node = node
      integer = node.int
      double = node.double ?? 0
    }

    /// Negative when it is less than the bound, positive when it is greater.
    func compared(to bound: SchemaRule.NumberRule.Bound) -> Int {
      if let integer, let other = bound.integer { return integer < other ? -1 : integer > other ? 1 : 0 }
      // Rounding keeps the order, but makes numbers equal that are not.
      if double != bound.double { return double < bound.double ? -1 : 1 }
      guard let decimal = node.decimal else { return 0 }
      return decimal < bound.decimal ? -1 : decimal > bound.decimal ? 1 : 0
    }

    func isMultiple(of divisor: SchemaRule.NumberRule.Bound) -> Bool {
      if let integer, let other = divisor.integer { return integer.isMultiple(of: other) }
      return node.decimal?.isMultiple(of: divisor.decimal) == true
    }
  }

  func string(_ shared: Shared<SchemaRule.StringRule>, _ node: JSONNode) -> SchemaFinding? {
    let rule = shared.value
    if rule.minimum > 0 || rule.maximum != nil, let count = node.scalarCount {
      if count < rule.minimum {
        return found { "\(node.briefText) is too short: its length is \(count), at least \(rule.minimum) is needed" }
      }
      if let maximum = rule.maximum, count > maximum {
        return found { "\(node.briefText) is too long: its length is \(count), at most \(maximum) is allowed" }
      }
    }
    guard rule.pattern != nil || rule.format != nil, let text = node.string else { return nil }
    if let pattern = rule.pattern, !pattern.isFound(in: text) {
      return found { "\(node.briefText) does not match the pattern \(pattern.text.shortened(to: 80))" }
    }
    if let format = rule.format, !format.matches(text) { return found { "\(node.briefText) is not a \(format.noun)" } }
    return nil
  }
}
