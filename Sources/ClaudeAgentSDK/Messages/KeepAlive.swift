/// The CLI is alive and has nothing to say (`keep_alive`).
public struct KeepAlive: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }
}
