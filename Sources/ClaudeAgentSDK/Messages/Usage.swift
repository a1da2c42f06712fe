/// Tokens of an answer or a turn (`usage`).
public struct Usage: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// Tokens read, without those that touch the cache (`input_tokens`).
  public var inputTokens: Int { int("input_tokens") ?? 0 }

  /// Tokens written (`output_tokens`).
  public var outputTokens: Int { int("output_tokens") ?? 0 }

  /// Tokens put into the cache (`cache_creation_input_tokens`).
  public var cacheCreationInputTokens: Int { int("cache_creation_input_tokens") ?? 0 }

  /// Tokens read from the cache (`cache_read_input_tokens`).
  public var cacheReadInputTokens: Int { int("cache_read_input_tokens") ?? 0 }

  /// Tokens put into the cache, by how long they stay (`cache_creation`).
  public var cacheCreation: CacheCreation? { object("cache_creation") }

  /// Requests of tools that run at the API (`server_tool_use`).
  public var serverToolUse: ServerToolUse? { object("server_tool_use") }

  /// What the output tokens were for (`output_tokens_details`).
  public var outputTokensDetails: OutputTokensDetails? { object("output_tokens_details") }

  /// The service tier (`service_tier`).
  public var serviceTier: String? { string("service_tier") }

  /// The speed tier (`speed`).
  public var speed: String? { string("speed") }

  /// Where the model ran (`inference_geo`).
  public var inferenceGeography: String? { string("inference_geo") }

  /// Usage of each pass, when the answer took several (`iterations`).
  public var iterations: [Iteration] { objects("iterations") }

  /// Credit for an answer of another model (`fallback_credit`).
  public var fallbackCredit: JSONView? { view("fallback_credit") }

  /// Tokens put into the cache (`cache_creation`).
  public struct CacheCreation: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// Those that stay five minutes (`ephemeral_5m_input_tokens`).
    public var fiveMinutes: Int { int("ephemeral_5m_input_tokens") ?? 0 }

    /// Those that stay an hour (`ephemeral_1h_input_tokens`).
    public var oneHour: Int { int("ephemeral_1h_input_tokens") ?? 0 }
  }

  /// Requests of tools that run at the API (`server_tool_use`).
  public struct ServerToolUse: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// Searches (`web_search_requests`).
    public var webSearchRequests: Int { int("web_search_requests") ?? 0 }

    /// Fetches (`web_fetch_requests`).
    public var webFetchRequests: Int { int("web_fetch_requests") ?? 0 }
  }

  /// What the output tokens were for (`output_tokens_details`).
  public struct OutputTokensDetails: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// Tokens of thinking (`thinking_tokens`).
    public var thinkingTokens: Int { int("thinking_tokens") ?? 0 }
  }

  /// Usage of one pass (`iterations`).
  public struct Iteration: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// What the pass was (`type`).
    public var type: String? { string("type") }

    /// Tokens read (`input_tokens`).
    public var inputTokens: Int { int("input_tokens") ?? 0 }

    /// Tokens written (`output_tokens`).
    public var outputTokens: Int { int("output_tokens") ?? 0 }

    /// Tokens put into the cache (`cache_creation_input_tokens`).
    public var cacheCreationInputTokens: Int { int("cache_creation_input_tokens") ?? 0 }

    /// Tokens read from the cache (`cache_read_input_tokens`).
    public var cacheReadInputTokens: Int { int("cache_read_input_tokens") ?? 0 }
  }
}
