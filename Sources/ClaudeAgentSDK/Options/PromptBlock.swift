/// A part of a prompt.
public struct PromptBlock: Hashable, Sendable {
  /// The block as the API reads it; keys that this library does not know, such as `cache_control`, can be added.
  public var json: JSONObject

  /// Makes a block from its JSON.
  ///
  /// - Parameter json: The block as the API reads it.
  public init(json: JSONObject) { self.json = json }

  /// Text.
  ///
  /// - Parameter text: The text.
  /// - Returns: The block.
  public static func text(_ text: String) -> PromptBlock {
    PromptBlock(json: ["type": "text", "text": .string(text)])
  }

  /// An image from its bytes.
  ///
  /// - Parameters:
  ///   - bytes: The file's content.
  ///   - mediaType: `image/png`, `image/jpeg`, `image/gif` or `image/webp`.
  /// - Returns: The block.
  public static func image(_ bytes: [UInt8], mediaType: String) -> PromptBlock {
    image(base64: Base64.encode(bytes), mediaType: mediaType)
  }

  /// An image that is encoded already.
  ///
  /// - Parameters:
  ///   - base64: The file's content in base 64.
  ///   - mediaType: `image/png`, `image/jpeg`, `image/gif` or `image/webp`.
  /// - Returns: The block.
  public static func image(base64: String, mediaType: String) -> PromptBlock {
    PromptBlock(json: ["type": "image", "source": encoded(base64, mediaType)])
  }

  /// An image that the service fetches.
  ///
  /// - Parameter url: Its address.
  /// - Returns: The block.
  public static func image(url: String) -> PromptBlock {
    PromptBlock(json: ["type": "image", "source": ["type": "url", "url": .string(url)]])
  }

  /// A document of plain text.
  ///
  /// - Parameters:
  ///   - text: The document.
  ///   - title: Its title.
  /// - Returns: The block.
  public static func document(text: String, title: String? = nil) -> PromptBlock {
    document(["type": "text", "media_type": "text/plain", "data": .string(text)], title)
  }

  /// A document from its bytes, a PDF by default.
  ///
  /// - Parameters:
  ///   - bytes: The file's content.
  ///   - mediaType: What it is.
  ///   - title: Its title.
  /// - Returns: The block.
  public static func document(
    _ bytes: [UInt8], mediaType: String = "application/pdf", title: String? = nil
  ) -> PromptBlock {
    document(encoded(Base64.encode(bytes), mediaType), title)
  }

  /// A document that the service fetches.
  ///
  /// - Parameters:
  ///   - url: Its address.
  ///   - title: Its title.
  /// - Returns: The block.
  public static func document(url: String, title: String? = nil) -> PromptBlock {
    document(["type": "url", "url": .string(url)], title)
  }

  private static func document(_ source: JSONValue, _ title: String?) -> PromptBlock {
    var json: JSONObject = ["type": "document", "source": source]
    json["title"] = title.map { .string($0) }
    return PromptBlock(json: json)
  }

  private static func encoded(_ base64: String, _ mediaType: String) -> JSONValue {
    ["type": "base64", "media_type": .string(mediaType), "data": .string(base64)]
  }
}
