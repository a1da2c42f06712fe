/// News about the session (`system`).
public struct SystemMessage: SessionMessage {
  /// The whole line, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }
}
