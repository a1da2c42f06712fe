internal import FastTransport

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

/// What the model thought (`thinking`).
public struct ThinkingBlock: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The thought (`thinking`).
  public var thinking: String { text("thinking") }

  /// Proof for the API that the thought is the model's own (`signature`).
  public var signature: String { text("signature") }
}

/// Thinking that only the API can read (`redacted_thinking`).
public struct RedactedThinkingBlock: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The thought, encrypted (`data`).
  public var data: String { text("data") }
}

/// An image (`image`).
public struct ImageBlock: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// Where its bytes are (`source`).
  public var source: ContentSource? { object("source") }
}

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

/// Where the bytes of an image or a document are (`source`).
public struct ContentSource: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The kind of source: `base64`, `url`, `text`, `content` or `file` (`type`).
  public var type: String { text("type") }

  /// The media type (`media_type`).
  public var mediaType: String? { string("media_type") }

  /// The bytes in Base64, or the text (`data`).
  public var data: String? { string("data") }

  /// The address (`url`).
  public var url: String? { string("url") }

  /// The file at the API (`file_id`).
  public var fileID: String? { string("file_id") }
}

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

/// A file put into the code execution container (`container_upload`).
public struct ContainerUploadBlock: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The file at the API (`file_id`).
  public var fileID: String { text("file_id") }
}
