/// A kind of subagent (an entry of `agents`).
public struct AgentInfo: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The kind, such as `Explore`. (`name`)
  public var name: String { text("name") }

  /// When to use it. (`description`)
  public var description: String { text("description") }

  /// Its model: an alias, a full name, or `inherit`; nil for the default. (`model`)
  public var model: String? { string("model") }
}
