internal import FastTransport

/// One event of a streamed answer of the Messages API.
public enum APIEvent: Sendable {
  /// An answer begins (`message_start`).
  case messageStart(MessageStart)
  /// A content block begins (`content_block_start`).
  case contentBlockStart(ContentBlockStart)
  /// A content block grows (`content_block_delta`).
  case contentBlockDelta(ContentBlockDelta)
  /// A content block is finished (`content_block_stop`).
  case contentBlockStop(ContentBlockStop)
  /// The answer as a whole changes: its stop reason and its usage (`message_delta`).
  case messageDelta(MessageDelta)
  /// The answer is finished (`message_stop`).
  case messageStop
  /// The stream is alive (`ping`).
  case ping
  /// The stream failed (`error`).
  case error(StreamError)
  /// A type this version does not know.
  case unknown(JSONView)

  /// Reads an event, going by its `type`.
  ///
  /// - Parameter json: The event.
  public init(json: JSONView) {
    switch json.node.name(at: "type", among: Self.wireNames) {
    case 0: self = .contentBlockDelta(ContentBlockDelta(json: json))
    case 1: self = .contentBlockStart(ContentBlockStart(json: json))
    case 2: self = .contentBlockStop(ContentBlockStop(json: json))
    case 3: self = .messageStart(MessageStart(json: json))
    case 4: self = .messageDelta(MessageDelta(json: json))
    case 5: self = .messageStop
    case 6: self = .ping
    case 7: self = .error(StreamError(json: json))
    default: self = .unknown(json)
    }
  }

  /// The types in the order of the numbers above.
  private static let wireNames: [StaticString] = [
    "content_block_delta", "content_block_start", "content_block_stop", "message_start", "message_delta",
    "message_stop", "ping", "error",
  ]
}

extension APIEvent {
  /// An answer begins (`message_start`).
  public struct MessageStart: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The answer so far: no content yet, and the tokens read (`message`).
    public var message: APIMessage? { object("message") }
  }

  /// A content block begins (`content_block_start`).
  public struct ContentBlockStart: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The block, counted from 0 (`index`).
    public var index: Int { int("index") ?? 0 }

    /// The block, still empty unless it comes whole (`content_block`).
    public var contentBlock: ContentBlock? { view("content_block").map(ContentBlock.init(json:)) }
  }

  /// A content block grows (`content_block_delta`).
  public struct ContentBlockDelta: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The block, counted from 0 (`index`).
    public var index: Int { int("index") ?? 0 }

    /// What is added (`delta`).
    public var delta: Delta { Delta(json: view("delta") ?? json) }
  }

  /// A content block is finished (`content_block_stop`).
  public struct ContentBlockStop: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The block, counted from 0 (`index`).
    public var index: Int { int("index") ?? 0 }
  }

  /// The answer as a whole changes (`message_delta`).
  public struct MessageDelta: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// Tokens of the whole answer so far (`usage`).
    public var usage: Usage? { object("usage") }

    /// What was cleared from the context (`context_management`).
    public var contextManagement: JSONView? { view("context_management") }

    /// Why the answer ended; nil where an interrupted stream was closed (`delta.stop_reason`).
    public var stopReason: StopReason? { json.node.at("delta", "stop_reason")?.string.map(StopReason.init(rawValue:)) }

    /// The sequence that ended it (`delta.stop_sequence`).
    public var stopSequence: String? { json.node.at("delta", "stop_sequence")?.string }

    /// More about a refusal (`delta.stop_details`).
    public var stopDetails: StopDetails? { view("delta").flatMap { $0.face("stop_details") } }
  }

  /// The stream failed (`error`).
  public struct StreamError: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The kind of failure, such as `overloaded_error` (`error.type`).
    public var type: String { json.node.at("error", "type")?.string ?? "" }

    /// The failure in words (`error.message`).
    public var message: String { json.node.at("error", "message")?.string ?? "" }
  }

  /// What is added to a content block (`delta`).
  public enum Delta: Sendable {
    /// Text (`text_delta`).
    case text(String)
    /// Thinking (`thinking_delta`).
    case thinking(String)
    /// The signature of the thinking, whole (`signature_delta`).
    case signature(String)
    /// A piece of a tool's input, as JSON text (`input_json_delta`).
    case inputJSON(String)
    /// A source of the text (`citations_delta`).
    case citation(Citation)
    /// A type this version does not know.
    case unknown(JSONView)

    init(json: JSONView) {
      let node = json.node
      switch node.name(at: "type", among: Self.wireNames) {
      case 0: self = .text(node.string(at: "text") ?? "")
      case 1: self = .inputJSON(node.string(at: "partial_json") ?? "")
      case 2: self = .thinking(node.string(at: "thinking") ?? "")
      case 3: self = .signature(node.string(at: "signature") ?? "")
      case 4: self = .citation(Citation(json: node.at("citation").map(JSONView.init(node:)) ?? json))
      default: self = .unknown(json)
      }
    }

    /// The types in the order of the numbers above.
    private static let wireNames: [StaticString] = [
      "text_delta", "input_json_delta", "thinking_delta", "signature_delta", "citations_delta",
    ]
  }
}
