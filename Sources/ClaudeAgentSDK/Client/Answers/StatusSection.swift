/// A part of what the CLI shows about itself (an entry of `get_status`). Texts are for people and may change.
public struct StatusSection: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// What it is about. (`title`)
  public var title: String { text("title") }

  /// What it says. (`rows`)
  public var rows: [Row] { objects("rows") }

  /// A line of a section (`rows`).
  public struct Row: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// What the value is; nil for a sentence of its own. (`label`)
    public var label: String? { string("label") }

    /// The value. (`value`)
    public var value: String { text("value") }
  }
}
