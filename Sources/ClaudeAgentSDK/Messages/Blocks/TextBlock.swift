/// Text (`text`).
public struct TextBlock: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The text (`text`).
  public var text: String { text("text") }

  /// What the text rests on (`citations`).
  public var citations: [Citation] { objects("citations") }
}

/// A source that a text rests on (`citations`).
public struct Citation: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The kind of place: `char_location`, `page_location`, `content_block_location`, `web_search_result_location` or
  /// `search_result_location` (`type`).
  public var type: String { text("type") }

  /// The words cited (`cited_text`).
  public var citedText: String? { string("cited_text") }

  /// The source's title (`title`).
  public var title: String? { string("title") }

  /// The source's address (`url`).
  public var url: String? { string("url") }

  /// The document's title (`document_title`).
  public var documentTitle: String? { string("document_title") }

  /// The document, counted from 0 (`document_index`).
  public var documentIndex: Int? { int("document_index") }

  /// The place, readable by the API only (`encrypted_index`).
  public var encryptedIndex: String? { string("encrypted_index") }

  /// The source of a search result (`source`).
  public var source: String? { string("source") }
}
