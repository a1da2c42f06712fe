internal import FastTransport

/// Cost of the session and use of the plan (`get_usage`). The CLI calls its form experimental.
public struct UsageReport: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// Cost and tokens of the session. (`session`)
  public var session: Session? { object("session") }

  /// The plan: `pro`, `max` and others; nil with an API key. (`subscription_type`)
  public var subscriptionType: String? { string("subscription_type") }

  /// Whether the plan has limits at all. (`rate_limits_available`)
  public var hasRateLimits: Bool { flag("rate_limits_available") }

  /// How much of the plan is used; nil when that is not known. (`rate_limits`)
  public var rateLimits: RateLimits? { object("rate_limits") }

  /// What the plan was used for, by day and week. (`behaviors`)
  public var behaviors: JSONView? { view("behaviors") }

  /// Cost and tokens of the session (`session`).
  public struct Session: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// Estimated cost in US dollars. (`total_cost_usd`)
    public var totalCostUSD: Double? { double("total_cost_usd") }

    /// Time spent in requests to the service. (`total_api_duration_ms`)
    public var apiDuration: Duration { milliseconds("total_api_duration_ms") ?? .zero }

    /// Time since the start. (`total_duration_ms`)
    public var duration: Duration { milliseconds("total_duration_ms") ?? .zero }

    /// Lines of code that were added. (`total_lines_added`)
    public var linesAdded: Int { int("total_lines_added") ?? 0 }

    /// Lines of code that were removed. (`total_lines_removed`)
    public var linesRemoved: Int { int("total_lines_removed") ?? 0 }

    /// Tokens and cost by model, in the order of the line (`model_usage`).
    public var modelUsage: [ModelUsage] { ModelUsage.all(in: json.node.at("model_usage")) }
  }

  /// How much of the plan is used (`rate_limits`).
  public struct RateLimits: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The last five hours. (`five_hour`)
    public var fiveHour: Window? { object("five_hour") }

    /// The last seven days. (`seven_day`)
    public var sevenDay: Window? { object("seven_day") }

    /// Seven days, Opus models. (`seven_day_opus`)
    public var sevenDayOpus: Window? { object("seven_day_opus") }

    /// Seven days, Sonnet models. (`seven_day_sonnet`)
    public var sevenDaySonnet: Window? { object("seven_day_sonnet") }

    /// Seven days, other programs that use the account. (`seven_day_oauth_apps`)
    public var sevenDayOAuthApps: Window? { object("seven_day_oauth_apps") }

    /// Seven days, by model. (`model_scoped`)
    public var modelScoped: [Window] { objects("model_scoped") }

    /// Use beyond the plan. (`extra_usage`)
    public var extraUsage: JSONView? { view("extra_usage") }
  }

  /// A window of the plan and how much of it is used.
  public struct Window: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The model it is about. (`display_name`)
    public var displayName: String? { string("display_name") }

    /// How much is used, in percent. (`utilization`)
    public var utilization: Double? { double("utilization") }

    /// When it starts anew, in ISO 8601. (`resets_at`)
    public var resetsAt: String? { string("resets_at") }
  }
}
