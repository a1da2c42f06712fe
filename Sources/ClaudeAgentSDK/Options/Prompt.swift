internal import FastTransport

/// One message of the user: text, or blocks of text, images and documents.
///
/// ```swift
/// let prompt: Prompt = "What is 2 + 2?"
/// let look = Prompt([.text("What is this?"), .image(bytes, mediaType: "image/png")])
/// ```
public struct Prompt: Hashable, Sendable {
  /// What is said.
  public var content: Content
  /// The id of the message, a UUID; nil for a fresh one. The CLI skips a message whose id it has seen, and a result names
  /// the messages that it answers (`user_message_uuid`).
  public var uuid: String?
  /// When the message is taken up while a turn runs; nil for the CLI's default. (`priority`)
  public var priority: Priority?
  /// Whether the message starts a turn; false adds it to the next one that does. (`shouldQuery`)
  public var startsTurn = true
  /// Fields of the frame that this library does not know, such as `origin`; they win over all others.
  public var additionalFields: JSONObject = [:]

  /// What a prompt is made of.
  public enum Content: Hashable, Sendable {
    /// Plain text.
    case text(String)
    /// Blocks, in order.
    case blocks([PromptBlock])
  }

  /// When a message is taken up while a turn runs. Other values reach the CLI as they are.
  public struct Priority: OpenStringEnum {
    /// The value in the frame.
    public let rawValue: String
    /// Makes a priority from the CLI's word for it.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// At once.
    public static let now = Priority(rawValue: "now")
    /// With the next step.
    public static let next = Priority(rawValue: "next")
    /// When the turn is over.
    public static let later = Priority(rawValue: "later")
  }

  /// Makes a prompt of text.
  ///
  /// - Parameter text: What is said.
  public init(_ text: String) { content = .text(text) }

  /// Makes a prompt of blocks.
  ///
  /// - Parameter blocks: What is said, in order.
  public init(_ blocks: [PromptBlock]) { content = .blocks(blocks) }
}

extension Prompt: ExpressibleByStringInterpolation, ExpressibleByArrayLiteral {
  /// Makes a prompt of text.
  public init(stringLiteral value: String) { self.init(value) }
  /// Makes a prompt of blocks.
  public init(arrayLiteral elements: PromptBlock...) { self.init(elements) }
}

extension Prompt {
  /// Writes the user frame, without a line end.
  ///
  /// - Parameters:
  ///   - writer: Where to.
  ///   - sessionID: The session the message belongs to: empty for a query, `default` for a client.
  ///   - verbatim: Whether the CLI must leave the text as it is.
  ///   - freshUUID: The id to use when the prompt has none.
  func write(to writer: inout JSONWriter, sessionID: String, verbatim: Bool, freshUUID: String) {
    let own = additionalFields
    writer.beginObject()
    writer.field("type", "user", unless: own)
    if own["message"] == nil { writeMessage(to: &writer) }
    if own["parent_tool_use_id"] == nil {
      writer.key("parent_tool_use_id")
      writer.null()
    }
    writer.field("session_id", sessionID, unless: own)
    writer.field("uuid", uuid ?? freshUUID, unless: own)
    if let priority { writer.field("priority", priority.rawValue, unless: own) }
    if !startsTurn, own["shouldQuery"] == nil { writer.field("shouldQuery", false) }
    // The run's option wins over a field of the same name, as in the official SDK.
    if verbatim { writer.field("client_composed", true) }
    for (key, value) in own where !(verbatim && key == "client_composed") {
      writer.key(key)
      value.write(to: &writer)
    }
    writer.endObject()
  }

  private func writeMessage(to writer: inout JSONWriter) {
    writer.key("message")
    writer.beginObject()
    writer.field("role", "user")
    writer.key("content")
    switch content {
    case .text(let text): writer.string(text)
    case .blocks(let blocks):
      writer.beginArray()
      for block in blocks { block.json.write(to: &writer) }
      writer.endArray()
    }
    writer.endObject()
  }
}

extension JSONWriter {
  /// A member that stands only when the caller has not set one of the same name.
  fileprivate mutating func field(_ name: StaticString, _ value: String, unless own: JSONObject) {
    if own[name.description] == nil { field(name, value) }
  }
}
