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
