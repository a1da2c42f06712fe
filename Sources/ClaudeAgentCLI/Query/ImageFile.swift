import ClaudeAgentSDK

/// An image on disk as a part of a prompt.
enum ImageFile {
  /// Reads the image. Its kind is known from its first bytes: names are often wrong, and the service refuses then.
  static func block(_ path: String) throws(Failure) -> PromptBlock {
    let bytes = try InputFile(path: path).contents(limit: 32 << 20)
    guard let mediaType = mediaType(of: bytes) else {
      throw Failure("\(path) is no PNG, JPEG, GIF or WebP image. Convert it to one of them.")
    }
    return .image(bytes, mediaType: mediaType)
  }

  static func mediaType(of bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return "image/png" }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
    if bytes.starts(with: "GIF8".utf8) { return "image/gif" }
    if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WEBP".utf8) { return "image/webp" }
    return nil
  }
}
