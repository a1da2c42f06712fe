/// How a value breaks a schema, in words that a model can act on.
struct SchemaViolation: Hashable, Sendable, CustomStringConvertible {
  /// Where in the value: `$.items[3].name`.
  let place: String
  /// What is wrong: `"abc" is not of type number`. Values in it are cut.
  let reason: String

  var description: String { "\(place): \(reason)" }
}
