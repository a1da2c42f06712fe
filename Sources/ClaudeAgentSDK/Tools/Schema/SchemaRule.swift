internal import FastTransport

/// One schema, with all its keywords made ready for checking. Others are named by their numbers in `CompiledSchema`,
/// so that a schema may refer to itself.
struct SchemaRule: Sendable {
  /// The schema `false`.
  var isNever = false
  var kinds = KindSet.all
  var enumeration: ValueSet?
  var constant: ValueSet?
  var object: Shared<ObjectRule>?
  var array: ArrayRule?
  var number: Shared<NumberRule>?
  var string: Shared<StringRule>?
  var anyOf: [Int] = []
  var oneOf: [Int] = []
  var allOf: [Int] = []
  var not: Int?
  var reference: Int?

  /// The rules that look at the same value.
  var inPlace: [Int] { anyOf + oneOf + allOf + [not, reference].compactMap(\.self) }

  /// Whether there is more than a kind to check.
  var hasInPlace: Bool { !anyOf.isEmpty || !oneOf.isEmpty || !allOf.isEmpty || not != nil || reference != nil }

  struct ObjectRule: Sendable {
    struct Member: Sendable {
      var isProperty = false
      /// What the value must be; nil for anything.
      var rule: Int?
      /// The number among the required names.
      var required: Int?
    }

    enum Additional: Sendable {
      case allowed
      case refused
      case rule(Int)
    }

    /// The names of properties and of what is required.
    var names = JSONNames([])
    var texts: [String] = []
    var members: [Member] = []
    /// The names that are required, in the order in which they are asked for.
    var required: [String] = []
    var additional = Additional.allowed
    var minimum = 0
    var maximum: Int?
    /// The names as Swift compares strings.
    var alike: Set<String> = []
  }

  struct ArrayRule: Sendable {
    var items: Int?
    var minimum = 0
    var maximum: Int?
    var isUnique = false
  }

  struct NumberRule: Sendable {
    struct Bound: Sendable {
      let integer: Int?
      let double: Double
      let decimal: JSONDecimal
      let text: String
    }

    var minimum: Bound?
    var maximum: Bound?
    var exclusiveMinimum: Bound?
    var exclusiveMaximum: Bound?
    var multipleOf: Bound?
  }

  struct StringRule: Sendable {
    var minimum = 0
    var maximum: Int?
    var pattern: SchemaPattern?
    var format: SchemaFormat?
  }
}

/// A value behind one reference, so that passing it on costs one count and not one for each of its parts.
final class Shared<Value: Sendable>: Sendable {
  let value: Value
  init(_ value: Value) { self.value = value }
}

/// What a value can be to a schema.
struct KindSet: OptionSet, Sendable {
  let rawValue: UInt8

  static let null = KindSet(rawValue: 1)
  static let boolean = KindSet(rawValue: 2)
  /// A number without a fraction.
  static let integer = KindSet(rawValue: 4)
  static let number = KindSet(rawValue: 8)
  static let string = KindSet(rawValue: 16)
  static let array = KindSet(rawValue: 32)
  static let object = KindSet(rawValue: 64)
  static let all = KindSet(rawValue: 127)

  static let names: [(name: String, kind: KindSet)] = [
    ("null", .null), ("boolean", .boolean), ("integer", .integer), ("number", .number), ("string", .string),
    ("array", .array), ("object", .object),
  ]
}
