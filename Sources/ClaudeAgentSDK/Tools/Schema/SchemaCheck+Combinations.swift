internal import FastTransport

/// Schemas that look at the same value.
extension SchemaCheck {
  mutating func inPlace(_ shared: Shared<SchemaRule>, _ node: JSONNode, _ depth: Int) -> SchemaFinding? {
    if let reference = shared.value.reference, let finding = check(reference, node, depth: depth) { return finding }
    for number in shared.value.allOf {
      if let finding = check(number, node, depth: depth) { return finding }
    }
    if !shared.value.anyOf.isEmpty, !isAnyMet(shared.value.anyOf, node, depth) {
      if let refusal { return refusal }
      return noneMet(shared.value.anyOf, node, depth)
    }
    if !shared.value.oneOf.isEmpty {
      var met = 0
      for number in shared.value.oneOf where met < 2 && isAnyMet([number], node, depth) { met += 1 }
      if let refusal { return refusal }
      if met == 0 { return noneMet(shared.value.oneOf, node, depth) }
      if met > 1 {
        return found { "\(node.briefText) is valid under more than one of the schemas, of which one must hold" }
      }
    }
    if let number = shared.value.not {
      let isMet = isAnyMet([number], node, depth)
      if let refusal { return refusal }
      if isMet { return found { "\(node.briefText) is valid under a schema that must not hold" } }
    }
    return nil
  }

  /// Whether the value is valid under one of the schemas. Nobody reads why it is not.
  private mutating func isAnyMet(_ numbers: [Int], _ node: JSONNode, _ depth: Int) -> Bool {
    let wasQuiet = isQuiet
    isQuiet = true
    defer { isQuiet = wasQuiet }
    for number in numbers where check(number, node, depth: depth) == nil { return true }
    return false
  }

  /// The finding of the one schema that is for values of this kind, if there is just one; else what all have found.
  private mutating func noneMet(_ numbers: [Int], _ node: JSONNode, _ depth: Int) -> SchemaFinding {
    if isQuiet { return .silent }
    var findings: [SchemaFinding] = []
    for number in numbers {
      if let finding = check(number, node, depth: depth) { findings.append(finding) }
      if let refusal { return refusal }
    }
    let close = findings.filter { !$0.isWrongKind || !$0.path.steps.isEmpty }
    if close.count == 1, let finding = close.first { return finding }
    let reasons = findings.prefix(4).map { $0.path.steps.isEmpty ? $0.reason : "at \($0.path), \($0.reason)" }
    let all = reasons.joined(separator: "; ").shortened(to: 400)
    return SchemaFinding(
      "\(node.briefText) is not valid under any of the schemas given (\(all))",
      isWrongKind: close.isEmpty)
  }
}
