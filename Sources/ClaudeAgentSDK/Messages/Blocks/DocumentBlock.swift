/// A document (`document`).
public struct DocumentBlock: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// Where its bytes are (`source`).
  public var source: ContentSource? { object("source") }

  /// Its title (`title`).
  public var title: String? { string("title") }

  /// What it is about (`context`).
  public var context: String? { string("context") }

  /// Whether it may be cited (`citations`).
  public var citations: JSONView? { view("citations") }
}
