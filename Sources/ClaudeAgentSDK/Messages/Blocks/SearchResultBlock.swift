internal import FastTransport

/// A search result given to the model (`search_result`).
public struct SearchResultBlock: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// Its title (`title`).
  public var title: String { text("title") }

  /// Where it is from (`source`).
  public var source: String { text("source") }

  /// Whether it may be cited (`citations`).
  public var citations: JSONView? { view("citations") }

  /// The content: a text, or blocks (`content`).
  public var content: MessageContent { MessageContent(json.node.at("content")) }

  /// The content as text: itself, or its text blocks joined; empty when there is none (`content`).
  public var text: String { json.node.joinedText(at: "content") ?? "" }
}
