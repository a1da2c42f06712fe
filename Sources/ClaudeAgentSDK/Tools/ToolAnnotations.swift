/// What a tool says about itself beyond its schema (`annotations`). What is nil is left out.
public struct ToolAnnotations: Hashable, Sendable {
  /// The tool's name for people.
  public var title: String?
  /// Whether it changes nothing.
  public var readOnlyHint: Bool?
  /// Whether what it changes may be lost.
  public var destructiveHint: Bool?
  /// Whether calling it twice is the same as calling it once.
  public var idempotentHint: Bool?
  /// Whether it deals with the world outside.
  public var openWorldHint: Bool?

  /// Makes annotations.
  ///
  /// - Parameters:
  ///   - title: The tool's name for people.
  ///   - readOnlyHint: Whether it changes nothing.
  ///   - destructiveHint: Whether what it changes may be lost.
  ///   - idempotentHint: Whether calling it twice is the same as calling it once.
  ///   - openWorldHint: Whether it deals with the world outside.
  public init(
    title: String? = nil, readOnlyHint: Bool? = nil, destructiveHint: Bool? = nil, idempotentHint: Bool? = nil,
    openWorldHint: Bool? = nil
  ) {
    self.title = title
    self.readOnlyHint = readOnlyHint
    self.destructiveHint = destructiveHint
    self.idempotentHint = idempotentHint
    self.openWorldHint = openWorldHint
  }

  var json: JSONObject {
    var fields: JSONObject = [:]
    fields["title"] = title.map { .string($0) }
    fields["readOnlyHint"] = readOnlyHint.map { .bool($0) }
    fields["destructiveHint"] = destructiveHint.map { .bool($0) }
    fields["idempotentHint"] = idempotentHint.map { .bool($0) }
    fields["openWorldHint"] = openWorldHint.map { .bool($0) }
    return fields
  }
}
