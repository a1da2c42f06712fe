/// The version of the CLI that runs (`get_binary_version`).
public struct BinaryVersion: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The version, such as `2.1.330`. (`version`)
  public var version: String { text("version") }

  /// When it was built, in ISO 8601. (`buildTime`)
  public var buildTime: String? { string("buildTime") }
}
