internal import FastTransport

/// The keywords of one schema, read with a check of their shapes.
struct SchemaSource {
  let keywords: JSONObject
  let place: JSONPath

  /// Nil for what is no object.
  init?(_ schema: JSONValue, at place: JSONPath) {
    guard let keywords = schema.object else { return nil }
    self.keywords = keywords
    self.place = place
  }

  /// What is for readers only.
  static let annotations: Set<String> = [
    "title", "description", "default", "examples", "$schema", "$id", "$comment", "$defs", "definitions", "deprecated",
    "readOnly", "writeOnly", "contentMediaType", "contentEncoding",
  ]

  /// Whether it says nothing but what another schema says.
  var isReference: Bool {
    keywords["$ref"] != nil && keywords.allSatisfy { $0.key == "$ref" || Self.annotations.contains($0.key) }
  }

  func fault(_ reason: String) -> SchemaFault { SchemaFault(place: "\(place)", reason: reason) }

  private func wrong(_ keyword: String, _ expected: String) -> SchemaFault {
    fault("keyword `\(keyword)` must be \(expected)")
  }

  func text(_ keyword: String) throws(SchemaFault) -> String? {
    guard let value = keywords[keyword] else { return nil }
    guard let text = value.string else { throw wrong(keyword, "a string") }
    return text
  }

  func flag(_ keyword: String) throws(SchemaFault) -> Bool? {
    guard let value = keywords[keyword] else { return nil }
    guard let flag = value.bool else { throw wrong(keyword, "`true` or `false`") }
    return flag
  }

  func object(_ keyword: String) throws(SchemaFault) -> JSONObject? {
    guard let value = keywords[keyword] else { return nil }
    guard let object = value.object else { throw wrong(keyword, "an object") }
    return object
  }

  /// A list that is not empty.
  func list(_ keyword: String) throws(SchemaFault) -> [JSONValue]? {
    guard let value = keywords[keyword] else { return nil }
    guard let list = value.array, !list.isEmpty else { throw wrong(keyword, "a list that is not empty") }
    return list
  }

  /// A list of different strings, which may be empty.
  func names(_ keyword: String) throws(SchemaFault) -> [String] {
    guard let value = keywords[keyword] else { return [] }
    let names = value.array?.map(\.string)
    guard let names, !names.contains(nil), Set(names).count == names.count else {
      throw wrong(keyword, "a list of different strings")
    }
    return names.compactMap(\.self)
  }

  /// An integer from 0 on; `2.0` is one.
  func count(_ keyword: String) throws(SchemaFault) -> Int? {
    guard let value = keywords[keyword] else { return nil }
    guard let count = value.int ?? value.double.flatMap(Int.init(exactly:)), count >= 0 else {
      throw wrong(keyword, "an integer from 0 on")
    }
    return count
  }

  func kinds() throws(SchemaFault) -> KindSet? {
    guard let value = keywords["type"] else { return nil }
    var kinds: KindSet = []
    let names = value.string.map { [JSONValue.string($0)] } ?? value.array ?? []
    for name in names {
      guard let kind = KindSet.names.first(where: { $0.name == name.string })?.kind, !kinds.contains(kind) else {
        kinds = []
        break
      }
      kinds.insert(kind)
    }
    guard !kinds.isEmpty else {
      let known = KindSet.names.map(\.name).joined(separator: ", ")
      throw wrong("type", "one of \(known), or a list of different ones")
    }
    return kinds
  }

  private func bound(_ keyword: String) throws(SchemaFault) -> SchemaRule.NumberRule.Bound? {
    guard let value = keywords[keyword] else { return nil }
    let text = value.serialized()
    guard let double = value.double, double.isFinite, let decimal = JSONDecimal(text) else {
      throw wrong(keyword, "a number")
    }
    return SchemaRule.NumberRule.Bound(integer: value.int, double: double, decimal: decimal, text: text)
  }

  func numberRule() throws(SchemaFault) -> SchemaRule.NumberRule? {
    var rule = SchemaRule.NumberRule()
    rule.minimum = try bound("minimum")
    rule.maximum = try bound("maximum")
    rule.exclusiveMinimum = try bound("exclusiveMinimum")
    rule.exclusiveMaximum = try bound("exclusiveMaximum")
    rule.multipleOf = try bound("multipleOf")
    if let divisor = rule.multipleOf, !divisor.decimal.isDivisor {
      throw wrong("multipleOf", "a positive number of at most 19 digits")
    }
    let bounds = [rule.minimum, rule.maximum, rule.exclusiveMinimum, rule.exclusiveMaximum, rule.multipleOf]
    return bounds.allSatisfy { $0 == nil } ? nil : rule
  }

  func stringRule() throws(SchemaFault) -> SchemaRule.StringRule? {
    var rule = SchemaRule.StringRule()
    rule.minimum = try count("minLength") ?? 0
    rule.maximum = try count("maxLength")
    if let pattern = try text("pattern") {
      do {
        rule.pattern = try SchemaPattern(pattern)
      } catch {
        let why = "\(error)".shortened(to: 120)
        throw fault("keyword `pattern` must be a regular expression that Swift can read: \(why)")
      }
    }
    rule.format = try text("format").flatMap(SchemaFormat.init(rawValue:))
    let isNeeded = rule.minimum > 0 || rule.maximum != nil || rule.pattern != nil || rule.format != nil
    return isNeeded ? rule : nil
  }

  /// What only readers look at has its shape too: a mistake there is a mistake of the whole.
  func checkAnnotations() throws(SchemaFault) {
    for keyword in ["title", "description", "$schema", "$id", "$comment", "contentMediaType", "contentEncoding"] {
      _ = try text(keyword)
    }
    for keyword in ["deprecated", "readOnly", "writeOnly"] { _ = try flag(keyword) }
    for keyword in ["$defs", "definitions"] { _ = try object(keyword) }
    if let examples = keywords["examples"], examples.array == nil { throw wrong("examples", "a list") }
  }
}
