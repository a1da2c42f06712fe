internal import FastTransport

/// The plan's limits have changed (`rate_limit_event`).
public struct RateLimitEvent: SessionMessage {
  /// The whole line, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The state of the limits (`rate_limit_info`).
  public var info: RateLimitInfo? { object("rate_limit_info") }
}

/// The state of the plan's limits (`rate_limit_info`).
public struct RateLimitInfo: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// Whether requests are accepted (`status`).
  public var status: Status? { open("status") }

  /// When the limit is lifted, in seconds since 1970 (`resetsAt`).
  public var resetsAtEpochSeconds: Int? { int("resetsAt") }

  /// The limit in question (`rateLimitType`).
  public var limit: Limit? { open("rateLimitType") }

  /// How much of the limit is used, from 0 to 1 (`utilization`).
  public var utilization: Double? { double("utilization") }

  /// Whether requests beyond the limit are accepted (`overageStatus`).
  public var overageStatus: Status? { open("overageStatus") }

  /// When the limit on overage is lifted, in seconds since 1970 (`overageResetsAt`).
  public var overageResetsAtEpochSeconds: Int? { int("overageResetsAt") }

  /// Why there is no overage (`overageDisabledReason`).
  public var overageDisabledReason: String? { string("overageDisabledReason") }

  /// Whether overage is being used (`isUsingOverage`).
  public var isUsingOverage: Bool? { bool("isUsingOverage") }

  /// Whether overage is in use (`overageInUse`).
  public var isOverageInUse: Bool? { bool("overageInUse") }

  /// The share of the limit whose passing caused the message (`surpassedThreshold`).
  public var surpassedThreshold: Double? { double("surpassedThreshold") }

  /// What the limit covers (`limitScope`).
  public var limitScope: String? { string("limitScope") }

  /// Why requests are refused (`errorCode`).
  public var errorCode: String? { string("errorCode") }

  /// Whether the user can buy credits (`canUserPurchaseCredits`).
  public var canUserPurchaseCredits: Bool? { bool("canUserPurchaseCredits") }

  /// Whether a means of payment is stored (`hasChargeableSavedPaymentMethod`).
  public var hasChargeableSavedPaymentMethod: Bool? { bool("hasChargeableSavedPaymentMethod") }

  /// The limits by window, in the order of the line (`unifiedWindows`).
  public var windows: [(name: String, window: RateLimitWindow)] {
    guard let node = json.node.at("unifiedWindows") else { return [] }
    return node.members.map { ($0.key, RateLimitWindow(json: JSONView(node: $0.value))) }
  }

  /// Whether requests are accepted.
  public struct Status: OpenStringEnum {
    /// The name as the CLI writes it.
    public let rawValue: String

    /// Any name, known or not.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// They are.
    public static let allowed = Self(rawValue: "allowed")

    /// They are, but the limit is near.
    public static let allowedWarning = Self(rawValue: "allowed_warning")

    /// They are not.
    public static let rejected = Self(rawValue: "rejected")
  }

  /// The limits there are.
  public struct Limit: OpenStringEnum {
    /// The name as the CLI writes it.
    public let rawValue: String

    /// Any name, known or not.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Five hours.
    public static let fiveHour = Self(rawValue: "five_hour")

    /// Seven days.
    public static let sevenDay = Self(rawValue: "seven_day")

    /// Seven days, Opus models.
    public static let sevenDayOpus = Self(rawValue: "seven_day_opus")

    /// Seven days, Sonnet models.
    public static let sevenDaySonnet = Self(rawValue: "seven_day_sonnet")

    /// Seven days, overage included.
    public static let sevenDayOverageIncluded = Self(rawValue: "seven_day_overage_included")

    /// Overage.
    public static let overage = Self(rawValue: "overage")
  }
}

/// One window of the plan's limits (`unifiedWindows`).
public struct RateLimitWindow: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// How much is used, from 0 to 1 (`utilization`).
  public var utilization: Double? { double("utilization") }

  /// When it starts anew, in seconds since 1970 (`resetsAt`).
  public var resetsAtEpochSeconds: Int? { int("resetsAt") }

  /// The share that was passed (`surpassedThreshold`).
  public var surpassedThreshold: Double? { double("surpassedThreshold") }
}
