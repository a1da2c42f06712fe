internal import FastTransport

/// Makes the rules of a schema, and refuses what it could not check.
///
/// Subschemas are not compiled by recursion but put on a list, each once and by its place, so that `$ref` may lead
/// anywhere in the schema and deep nesting costs nothing but memory.
struct SchemaCompiler {
  let root: JSONValue
  private var rules: [SchemaRule] = []
  /// The schema of each rule, and its place.
  private var schemas: [JSONValue] = []
  private var places: [JSONPath] = []
  private var numbers: [JSONPath: Int] = [:]

  init(root: JSONValue) { self.root = root }

  mutating func compile() throws(SchemaFault) -> [Shared<SchemaRule>] {
    _ = add(root, at: JSONPath())
    var done = 0
    while done < schemas.count {
      rules[done] = try rule(schemas[done], at: places[done])
      done += 1
    }
    try refuseCircles()
    return rules.map(Shared.init)
  }

  /// The number of the rule for the schema at a place. A schema that is nothing but a reference has no rule of its own.
  private mutating func number(of schema: JSONValue, at place: JSONPath) throws(SchemaFault) -> Int {
    var (schema, end) = (schema, place)
    var passed: [JSONPath] = []
    while numbers[end] == nil, let source = SchemaSource(schema, at: end), source.isReference, !passed.contains(end),
      let reference = try source.text("$ref")
    {
      try source.checkAnnotations()
      passed.append(end)
      (schema, end) = try target(of: reference, source)
    }
    let number = numbers[end] ?? add(schema, at: end)
    for place in passed { numbers[place] = number }
    return number
  }

  private mutating func add(_ schema: JSONValue, at place: JSONPath) -> Int {
    let number = rules.count
    rules.append(SchemaRule())
    places.append(place)
    numbers[place] = number
    schemas.append(schema)
    return number
  }

  private mutating func rule(_ schema: JSONValue, at place: JSONPath) throws(SchemaFault) -> SchemaRule {
    var rule = SchemaRule()
    if let isAllowed = schema.bool {
      rule.isNever = !isAllowed
      return rule
    }
    guard let source = SchemaSource(schema, at: place) else {
      throw SchemaFault(place: "\(place)", reason: "a schema is an object, `true` or `false`")
    }
    let keywords = source.keywords
    for keyword in keywords.keys where !Self.known.contains(keyword) {
      throw source.fault("keyword `\(keyword.shortened(to: 40))` is not supported")
    }
    try source.checkAnnotations()
    if let kinds = try source.kinds() { rule.kinds = kinds }
    if let values = try source.list("enum") { rule.enumeration = ValueSet(values) }
    if let value = keywords["const"] { rule.constant = ValueSet([value]) }
    rule.number = try source.numberRule().map(Shared.init)
    rule.string = try source.stringRule().map(Shared.init)
    rule.array = try arrayRule(source)
    rule.object = try objectRule(source).map(Shared.init)
    rule.anyOf = try combined("anyOf", source)
    rule.oneOf = try combined("oneOf", source)
    rule.allOf = try combined("allOf", source)
    if let schema = keywords["not"] { rule.not = try number(of: schema, at: place.adding(.member("not"))) }
    if let reference = try source.text("$ref") {
      let (schema, place) = try target(of: reference, source)
      rule.reference = try number(of: schema, at: place)
    }
    return rule
  }

  private mutating func combined(_ keyword: String, _ source: SchemaSource) throws(SchemaFault) -> [Int] {
    guard let list = try source.list(keyword) else { return [] }
    let place = source.place.adding(.member(keyword))
    var numbers: [Int] = []
    for (index, schema) in list.enumerated() {
      numbers.append(try number(of: schema, at: place.adding(.element(index))))
    }
    return numbers
  }

  private mutating func arrayRule(_ source: SchemaSource) throws(SchemaFault) -> SchemaRule.ArrayRule? {
    var rule = SchemaRule.ArrayRule()
    if let items = source.keywords["items"] {
      if items.array != nil { throw source.fault("keyword `items` with a list of schemas is not supported") }
      rule.items = try number(of: items, at: source.place.adding(.member("items")))
    }
    rule.minimum = try source.count("minItems") ?? 0
    rule.maximum = try source.count("maxItems")
    rule.isUnique = try source.flag("uniqueItems") ?? false
    let isNeeded = rule.items != nil || rule.minimum > 0 || rule.maximum != nil || rule.isUnique
    return isNeeded ? rule : nil
  }

  private mutating func objectRule(_ source: SchemaSource) throws(SchemaFault) -> SchemaRule.ObjectRule? {
    var rule = SchemaRule.ObjectRule()
    var positions: [String: Int] = [:]
    let place = source.place.adding(.member("properties"))
    for (name, schema) in try source.object("properties") ?? [:] {
      // An empty schema allows anything, but it makes the name a property.
      let isEmpty = schema == .bool(true) || schema == .object([:])
      let number = isEmpty ? nil : try number(of: schema, at: place.adding(.member(name)))
      positions[name] = rule.texts.count
      rule.texts.append(name)
      rule.members.append(SchemaRule.ObjectRule.Member(isProperty: true, rule: number))
    }
    for (order, name) in try source.names("required").enumerated() {
      let position = positions[name] ?? rule.texts.count
      if position == rule.texts.count {
        rule.texts.append(name)
        rule.members.append(SchemaRule.ObjectRule.Member())
      }
      rule.members[position].required = order
      rule.required.append(name)
    }
    rule.names = JSONNames(rule.texts)
    rule.alike = Set(rule.texts)
    switch source.keywords["additionalProperties"] {
    case nil, .bool(true)?: break
    case .bool(false)?: rule.additional = .refused
    case let schema?:
      let place = source.place.adding(.member("additionalProperties"))
      rule.additional = .rule(try number(of: schema, at: place))
    }
    rule.minimum = try source.count("minProperties") ?? 0
    rule.maximum = try source.count("maxProperties")
    if case .allowed = rule.additional, rule.texts.isEmpty, rule.minimum == 0, rule.maximum == nil { return nil }
    return rule
  }
}

/// References.
extension SchemaCompiler {
  /// The schema that a `$ref` leads to, a JSON pointer behind a `#`, and its place.
  private func target(
    of reference: String, _ source: SchemaSource
  ) throws(SchemaFault) -> (schema: JSONValue, place: JSONPath) {
    let shown = reference.shortened(to: 80)
    guard reference.first == "#" else {
      throw source.fault("`$ref` must lead into the schema itself, and \(shown) leaves it")
    }
    guard let tokens = Self.tokens(ofPointer: reference.dropFirst()) else {
      throw source.fault("`$ref` must be `#` or `#/` and names, and \(shown) is not")
    }
    var place = JSONPath()
    var schema = root
    for token in tokens {
      if let index = Int(token), let element = schema[index] {
        schema = element
        place.steps.append(.element(index))
      } else if let member = schema[token] {
        schema = member
        place.steps.append(.member(token))
      } else {
        throw source.fault("`$ref` \(shown) leads nowhere")
      }
    }
    return (schema, place)
  }

  /// The names of a pointer as it stands in a URI; nil when it is none.
  private static func tokens(ofPointer pointer: Substring) -> [String]? {
    guard let bytes = unescaped(pointer) else { return nil }
    if bytes.isEmpty { return [] }
    guard bytes.first == 0x2F else { return nil }
    var tokens: [String] = []
    for part in bytes.dropFirst().split(separator: 0x2F, omittingEmptySubsequences: false) {
      var token: [UInt8] = []
      var index = part.startIndex
      while index < part.endIndex {
        if part[index] == 0x7E {
          guard index + 1 < part.endIndex, part[index + 1] == 0x30 || part[index + 1] == 0x31 else { return nil }
          token.append(part[index + 1] == 0x30 ? 0x7E : 0x2F)
          index += 2
        } else {
          token.append(part[index])
          index += 1
        }
      }
      tokens.append(String(decoding: token, as: UTF8.self))
    }
    return tokens
  }

  /// The bytes behind percent signs.
  private static func unescaped(_ text: Substring) -> [UInt8]? {
    var result: [UInt8] = []
    let bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      guard bytes[index] == 0x25 else {
        result.append(bytes[index])
        index += 1
        continue
      }
      guard index + 2 < bytes.count, let high = Character(UnicodeScalar(bytes[index + 1])).hexDigitValue,
        let low = Character(UnicodeScalar(bytes[index + 2])).hexDigitValue
      else { return nil }
      result.append(UInt8(high * 16 + low))
      index += 3
    }
    return result
  }

  /// Refuses a schema that would check one value for ever, as `{"$ref": "#"}` would: rules that look at the same value
  /// must not lead back to themselves.
  private func refuseCircles() throws(SchemaFault) {
    var waiting = [Int](repeating: 0, count: rules.count)
    for rule in rules { for next in rule.inPlace { waiting[next] += 1 } }
    var free = rules.indices.filter { waiting[$0] == 0 }
    while let number = free.popLast() {
      for next in rules[number].inPlace {
        waiting[next] -= 1
        if waiting[next] == 0 { free.append(next) }
      }
    }
    guard let number = rules.indices.first(where: { waiting[$0] > 0 }) else { return }
    throw SchemaFault(
      place: "\(places[number])", reason: "the schema leads back to itself without going into the value")
  }
}

extension SchemaCompiler {
  private static let known: Set<String> = SchemaSource.annotations.union([
    "type", "enum", "const", "properties", "required", "additionalProperties", "minProperties", "maxProperties",
    "items", "minItems", "maxItems", "uniqueItems", "anyOf", "oneOf", "allOf", "not", "$ref", "minimum", "maximum",
    "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern", "format",
  ])
}

extension JSONPath {
  func adding(_ step: Step) -> JSONPath {
    var path = self
    path.steps.append(step)
    return path
  }
}
