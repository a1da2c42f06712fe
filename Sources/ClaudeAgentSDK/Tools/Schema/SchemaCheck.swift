internal import FastTransport

/// One check of a value against a schema.
struct SchemaCheck {
  private let rules: [Shared<SchemaRule>]
  /// How many rules may still be applied, so that a schema whose branches multiply cannot be made to run for ever.
  private var stepsLeft: Int
  /// How many rules are being applied inside one another.
  private var level = 0
  /// Whether reasons are left out, while it is only asked whether a value is valid.
  var isQuiet = false
  /// Why the value is refused whatever the schema says: then no `not` and no `anyOf` may make it good.
  var refusal: SchemaFinding?

  /// Rules nest on the stack as values do, and several may look at one value.
  private static let deepestLevel = 2 * JSONValue.deepestNesting
  static let notJSON = "this is not JSON"
  static let notComparable = "this is not JSON, or is nested too deeply"
  private static let tooDeep = "nested too deeply"
  private static let tooLarge = "too large to be checked against this schema"

  /// - Parameter textLength: The bytes of the text that the value is part of.
  init(_ rules: [Shared<SchemaRule>], textLength: Int) {
    self.rules = rules
    stepsLeft = 100_000 + 64 * textLength
  }

  mutating func run(_ node: JSONNode) -> SchemaFinding? {
    let finding = check(0, node, depth: 0)
    return refusal ?? finding
  }

  /// Checks a value against a rule.
  mutating func check(_ number: Int, _ node: JSONNode, depth: Int) -> SchemaFinding? {
    stepsLeft -= 1
    level += 1
    defer { level -= 1 }
    if depth > JSONValue.deepestNesting || level > Self.deepestLevel { return refuse(Self.tooDeep) }
    if stepsLeft < 0 { return refuse(Self.tooLarge) }
    guard let kind = KindSet(node) else { return refuse(Self.notJSON) }
    let rule = rules[number]
    if let finding = alone(rule, node, kind) { return finding }
    if kind == .object, let object = rule.value.object, let finding = self.object(object, node, depth) {
      return finding
    }
    if kind == .array, let array = rule.value.array, let finding = self.array(array, node, depth) { return finding }
    return rule.value.hasInPlace ? inPlace(rule, node, depth) : nil
  }

  /// What can be said of a value without another rule.
  private mutating func alone(_ rule: Shared<SchemaRule>, _ node: JSONNode, _ kind: KindSet) -> SchemaFinding? {
    if rule.value.isNever { return found { "no value is allowed here" } }
    let kinds = rule.value.kinds
    if !kinds.contains(kind), !kinds.holdsInteger(node, kind) { return wrongKind(kinds, node) }
    if let values = rule.value.enumeration {
      guard let isIn = values.contains(node, kind: kind) else { return refuse(Self.notComparable) }
      if !isIn { return found { "\(node.briefText) is not one of \(values.brief)" } }
    }
    if let values = rule.value.constant {
      guard let isIn = values.contains(node, kind: kind) else { return refuse(Self.notComparable) }
      if !isIn { return found { "\(node.briefText) is not \(values.brief), which is the only value allowed" } }
    }
    if kind == .number, let number = rule.value.number { return self.number(number, node) }
    if kind == .string, let string = rule.value.string { return self.string(string, node) }
    return nil
  }

  /// The finding, with its reason only if somebody will read it.
  func found(_ reason: () -> String) -> SchemaFinding { isQuiet ? .silent : SchemaFinding(reason()) }

  /// Ends the check with a finding that nothing can make good.
  mutating func refuse(_ reason: String) -> SchemaFinding {
    let finding = SchemaFinding(reason)
    if refusal == nil { refusal = finding }
    return finding
  }

  /// Counts work that grows with the value and not with the rules.
  mutating func pay(_ steps: Int) {
    stepsLeft -= steps
    if stepsLeft < 0 { _ = refuse(Self.tooLarge) }
  }

  private func wrongKind(_ kinds: KindSet, _ node: JSONNode) -> SchemaFinding {
    if isQuiet { return .silent }
    let names = KindSet.names.filter { kinds.contains($0.kind) }.map(\.name)
    return SchemaFinding("\(node.briefText) is not of type \(names.joined(separator: " or "))", isWrongKind: true)
  }
}

extension KindSet {
  /// What the value is; nil when it is broken there.
  @inline(__always)
  init?(_ node: JSONNode) {
    switch node.kind {
    case .object: self = .object
    case .array: self = .array
    case .string:
      guard node.isReadableString else { return nil }
      self = .string
    case .number:
      guard node.isNumber else { return nil }
      self = .number
    case .bool:
      guard node.bool != nil else { return nil }
      self = .boolean
    case .null:
      guard node.isNull else { return nil }
      self = .null
    case nil: return nil
    }
  }

  /// Whether integers are in the set and the value is one.
  func holdsInteger(_ node: JSONNode, _ kind: KindSet) -> Bool {
    kind == .number && contains(.integer) && (node.int != nil || node.decimal?.isInteger == true)
  }
}
