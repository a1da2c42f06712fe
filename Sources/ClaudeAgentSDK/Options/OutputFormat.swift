/// The form of the final answer, for output that a program reads.
public enum OutputFormat: Hashable, Sendable {
  /// The answer is JSON that fits a JSON schema; it arrives as `structured_output` of the result (`--json-schema`, or
  /// `initialize.jsonSchema` for a long one).
  case jsonSchema(JSONObject)
}

/// Settings for the CLI on top of its files (`--settings`).
public enum Settings: Hashable, Sendable {
  /// A path, or JSON text: the CLI takes text in braces for JSON.
  case text(String)
  /// The settings themselves.
  case object(JSONObject)
}

extension Settings: ExpressibleByStringInterpolation, ExpressibleByDictionaryLiteral {
  /// Makes settings from a path or JSON text.
  public init(stringLiteral value: String) { self = .text(value) }
  /// Makes settings from members.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(elements.lazy.map { (key: $0, value: $1) }))
  }
}
