/// One request that a simulated API received, as its log keeps it.
public struct ReceivedRequest: Sendable, Equatable {
  /// The HTTP method, for example `POST`.
  public var method: String
  /// The path with its query, for example `/v1/messages?beta=true`.
  public var path: String
  /// The request's headers, names in lower case. Credentials (`authorization`, `x-api-key`) are left out.
  public var headers: [String: String]
  /// How many bytes the body had.
  public var bodyByteCount: Int
  /// The model that was asked for; nil for requests without one.
  public var model: String?
  /// Whether the answer was to be a stream of events.
  public var isStreaming: Bool
  /// The newest text of the user, without `<system-reminder>` parts; empty when there is none.
  public var lastUserText: String
  /// The content of the newest user message as JSON, at most ``longestContent`` characters of it.
  public var lastUserContent: String
  /// Every text of the conversation with the results of its tools, the newest ``longestContent`` characters of it.
  public var conversationText: String
  /// The names of the tools that the request offered.
  public var tools: [String]
  /// The scenario that chose the answer; nil when the answer was the reversed text, or when no message was asked for.
  public var scenario: String?
  /// Which step of the scenario it was, from 0.
  public var step: Int
  /// How often the same step was asked for before; counted for steps with `attempts` only.
  public var attempt: Int
  /// The HTTP status of the answer.
  public var status: Int

  /// The limit of ``lastUserContent`` and of ``conversationText`` in characters.
  public static let longestContent = 65_536
}
