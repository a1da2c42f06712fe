/// Why a schema cannot be used, found when a tool is made of it.
struct SchemaFault: Error, Hashable, CustomStringConvertible {
  /// Where in the schema: `$.properties.name`.
  let place: String
  /// What is wrong: ``keyword `if` is not supported``.
  let reason: String

  var description: String { "\(place): \(reason)" }
}
