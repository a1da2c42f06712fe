/// What a tool gives back to the model.
///
/// A text literal is a result with that text: `{ input in "\(input.a + input.b)" }`.
public struct ToolResult: Hashable, Sendable {
  /// What the model reads, in order. (`content`)
  public var content: [ToolContent]
  /// Whether this is a failure, which the model reads too. (`isError`)
  public var isError: Bool
  /// The same as data, for tools with an output schema. (`structuredContent`)
  public var structuredContent: JSONObject?

  /// Makes a result.
  ///
  /// - Parameters:
  ///   - content: What the model reads, in order.
  ///   - structuredContent: The same as data; nil for none.
  ///   - isError: Whether this is a failure.
  public init(_ content: [ToolContent], structuredContent: JSONObject? = nil, isError: Bool = false) {
    self.content = content
    self.structuredContent = structuredContent
    self.isError = isError
  }

  /// A result of one text.
  ///
  /// - Parameter text: What the model reads.
  /// - Returns: The result.
  public static func text(_ text: String) -> ToolResult { ToolResult([.text(text)]) }

  /// A failure in words, for the model: it may try again.
  ///
  /// - Parameter message: What went wrong.
  /// - Returns: The result.
  public static func error(_ message: String) -> ToolResult { ToolResult([.text(message)], isError: true) }

  /// A value of yours as data, and as JSON text for models that read only that.
  ///
  /// - Parameter value: What to give back; it must encode to an object.
  /// - Returns: The result.
  /// - Throws: ``ClaudeAgentError/Code/invalidInput`` for a value that is no object.
  public static func structured(_ value: some Encodable) throws(ClaudeAgentError) -> ToolResult {
    guard let object = try JSONValue(encoding: value).object else {
      throw ClaudeAgentError(.invalidInput, detail: "The structured result of a tool must encode to a JSON object.")
    }
    return ToolResult([.text(object.serialized())], structuredContent: object)
  }
}

extension ToolResult: ExpressibleByStringInterpolation {
  /// Makes a result of one text.
  public init(stringLiteral value: String) { self = .text(value) }
}

/// A part of a tool's result.
public enum ToolContent: Hashable, Sendable {
  /// Text.
  case text(String)
  /// An image: its bytes in base 64, and what it is (`image/png`).
  case image(base64: String, mediaType: String)
  /// A sound: its bytes in base 64, and what it is (`audio/wav`).
  case audio(base64: String, mediaType: String)
  /// A resource with its text.
  case resource(uri: String, text: String, mediaType: String?)
  /// A resource with its bytes in base 64.
  case binaryResource(uri: String, base64: String, mediaType: String?)
  /// A resource to be fetched.
  case resourceLink(uri: String, name: String, description: String?, mediaType: String?)
  /// A block as it goes on the wire, for kinds that this library does not know.
  case other(JSONObject)

  /// An image from its bytes.
  ///
  /// - Parameters:
  ///   - bytes: The file's content.
  ///   - mediaType: What it is, such as `image/png`.
  /// - Returns: The part.
  public static func image(_ bytes: [UInt8], mediaType: String) -> ToolContent {
    .image(base64: Base64.encode(bytes), mediaType: mediaType)
  }

  /// A sound from its bytes.
  ///
  /// - Parameters:
  ///   - bytes: The file's content.
  ///   - mediaType: What it is, such as `audio/wav`.
  /// - Returns: The part.
  public static func audio(_ bytes: [UInt8], mediaType: String) -> ToolContent {
    .audio(base64: Base64.encode(bytes), mediaType: mediaType)
  }
}
