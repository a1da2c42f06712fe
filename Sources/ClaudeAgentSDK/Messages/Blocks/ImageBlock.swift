/// An image (`image`).
public struct ImageBlock: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// Where its bytes are (`source`).
  public var source: ContentSource? { object("source") }
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
