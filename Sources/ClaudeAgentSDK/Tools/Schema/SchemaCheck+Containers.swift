internal import FastTransport

/// Objects and arrays: each member and each element is looked at once.
extension SchemaCheck {
  mutating func object(_ shared: Shared<SchemaRule.ObjectRule>, _ node: JSONNode, _ depth: Int) -> SchemaFinding? {
    let names = shared.value.names
    var scan = JSONMemberScan(node)
    var seen = NumberSet()
    var count = 0
    // The members that a later one with the same key replaces, looked for once one of the members is at fault.
    var replaced: Set<Int>?
    while true {
      let finding: SchemaFinding?
      switch scan.next(names) {
      case .broken: return refuse(Self.notJSON)
      case .end: return whole(shared, node, seen: seen, count: count)
      case .name(let number):
        let member = shared.value.members[number]
        if let required = member.required { seen.insert(required) }
        if !member.isProperty {
          finding = additional(shared, scan, depth)
        } else if let rule = member.rule {
          finding = self.member(rule, scan, depth)
        } else {
          finding = nil
        }
      case .other:
        finding = additional(shared, scan, depth)
      }
      count += 1
      if let refusal { return refusal }
      guard let finding else { continue }
      if replaced == nil, scan.isReplaced { replaced = JSONMemberScan.replacedMembers(of: node) }
      if replaced?.contains(scan.member) != true { return finding }
    }
  }

  private mutating func member(_ rule: Int, _ scan: JSONMemberScan, _ depth: Int) -> SchemaFinding? {
    guard let finding = check(rule, scan.value, depth: depth + 1) else { return nil }
    return isQuiet ? finding : finding.inside(.member(scan.keyText ?? ""))
  }

  /// A member that is none of the properties.
  private mutating func additional(
    _ shared: Shared<SchemaRule.ObjectRule>, _ scan: JSONMemberScan, _ depth: Int
  ) -> SchemaFinding? {
    let rule = shared.value
    switch rule.additional {
    case .refused: return unexpected(scan, rule)
    case .allowed, .rule:
      // A dictionary or a `JSONObject` would take the two for one key, and this value for that of the property.
      if !scan.isKeyPlain, let key = scan.keyText, rule.alike.contains(key), !rule.texts.contains(where: key.isSame) {
        return found { "the name \(Self.quoted(key)) is that of a property, but written with other scalars" }
      }
      if case .rule(let number) = rule.additional { return member(number, scan, depth) }
      return nil
    }
  }

  private func unexpected(_ scan: JSONMemberScan, _ rule: SchemaRule.ObjectRule) -> SchemaFinding {
    found {
      let properties = rule.texts.indices.filter { rule.members[$0].isProperty }.map { rule.texts[$0] }
      let allowed = properties.isEmpty ? "none is" : "allowed: \(Self.list(properties))"
      return "\(Self.quoted(scan.keyText ?? "")) is not a property that is allowed (\(allowed))"
    }
  }

  /// What can be said once all members have been seen.
  private func whole(
    _ shared: Shared<SchemaRule.ObjectRule>, _ node: JSONNode, seen: NumberSet, count: Int
  ) -> SchemaFinding? {
    let rule = shared.value
    if !seen.holds(rule.required.count) {
      return found {
        let missing = rule.required.indices.filter { !seen.contains($0) }.map { rule.required[$0] }
        return Self.list(missing) + (missing.count == 1 ? " is a required property" : " are required properties")
      }
    }
    if rule.minimum == 0, rule.maximum == nil { return nil }
    // Equal keys are one member; they are looked for only when they would make a difference.
    var count = count
    if count > 1, count >= rule.minimum { count = JSONMemberList(node)?.names.count ?? count }
    if count < rule.minimum {
      return found { "the object has \(Self.count(count, "member")), at least \(rule.minimum) must be there" }
    }
    if let maximum = rule.maximum, count > maximum {
      return found { "the object has \(Self.count(count, "member")), at most \(maximum) may be there" }
    }
    return nil
  }

  mutating func array(_ rule: SchemaRule.ArrayRule, _ node: JSONNode, _ depth: Int) -> SchemaFinding? {
    guard let items = JSONItemList(node) else { return refuse(Self.notJSON) }
    if items.count < rule.minimum {
      return found { "the array has \(Self.count(items.count, "element")), at least \(rule.minimum) must be there" }
    }
    if let maximum = rule.maximum, items.count > maximum {
      return found { "the array has \(Self.count(items.count, "element")), at most \(maximum) may be there" }
    }
    if let number = rule.items {
      for (index, item) in items.enumerated() {
        guard let finding = check(number, item, depth: depth + 1) else { continue }
        return isQuiet ? finding : finding.inside(.element(index))
      }
    }
    return rule.isUnique ? repeated(items) : nil
  }

  private mutating func repeated(_ items: JSONItemList) -> SchemaFinding? {
    var known: [[UInt8]: Int] = [:]
    for (index, item) in items.enumerated() {
      guard let bytes = CanonicalValue.bytes(of: item) else { return refuse(Self.notComparable) }
      pay(bytes.count)
      if let refusal { return refusal }
      if let earlier = known.updateValue(index, forKey: bytes) {
        return found { "the elements \(earlier) and \(index) are equal" }
      }
    }
    return nil
  }

  private static func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

  private static func quoted(_ name: String) -> String { "'\(name.shortened(to: 60))'" }

  private static func list(_ names: [String]) -> String {
    names.prefix(10).map(quoted).joined(separator: ", ") + (names.count > 10 ? ", …" : "")
  }
}

extension String {
  /// Whether both have the same scalars, which is more than Swift's `==` asks for.
  fileprivate func isSame(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}

/// A set of small numbers, without memory of its own below 64.
struct NumberSet {
  private var small: UInt64 = 0
  private var large: Set<Int> = []

  mutating func insert(_ number: Int) {
    if number < 64 { small |= 1 << UInt64(number) } else { large.insert(number) }
  }

  func contains(_ number: Int) -> Bool {
    number < 64 ? small >> UInt64(number) & 1 == 1 : large.contains(number)
  }

  /// Whether all numbers below `count` are in it; no others ever are.
  func holds(_ count: Int) -> Bool { small.nonzeroBitCount + large.count == count }
}
