/// Tokens and cost, added up.
public struct UsageTotals: Hashable, Sendable {
  /// Tokens read, without those that touch the cache.
  public var inputTokens = 0
  /// Tokens written.
  public var outputTokens = 0
  /// Tokens read from the cache.
  public var cacheReadInputTokens = 0
  /// Tokens put into the cache.
  public var cacheCreationInputTokens = 0
  /// Tokens of thinking, which are among those written.
  public var thinkingTokens = 0
  /// Web searches.
  public var webSearchRequests = 0
  /// Estimated cost in US dollars.
  public var costUSD = 0.0

  /// Nothing.
  public init() {}

  /// Tokens read and written, from and into the cache too.
  public var totalTokens: Int {
    [inputTokens, outputTokens, cacheReadInputTokens, cacheCreationInputTokens].reduce(0, Self.sum)
  }

  init(_ usage: ModelUsage) {
    inputTokens = max(0, usage.inputTokens)
    outputTokens = max(0, usage.outputTokens)
    cacheReadInputTokens = max(0, usage.cacheReadInputTokens)
    cacheCreationInputTokens = max(0, usage.cacheCreationInputTokens)
    thinkingTokens = max(0, usage.thinkingTokens ?? 0)
    webSearchRequests = max(0, usage.webSearchRequests)
    costUSD = Self.dollars(usage.costUSD)
  }

  init(_ usage: Usage) {
    inputTokens = max(0, usage.inputTokens)
    outputTokens = max(0, usage.outputTokens)
    cacheReadInputTokens = max(0, usage.cacheReadInputTokens)
    cacheCreationInputTokens = max(0, usage.cacheCreationInputTokens)
    thinkingTokens = max(0, usage.outputTokensDetails?.thinkingTokens ?? 0)
    webSearchRequests = max(0, usage.serverToolUse?.webSearchRequests ?? 0)
  }

  /// A cost that can be added up: what is no amount is nothing.
  static func dollars(_ value: Double?) -> Double {
    guard let value, value.isFinite, value > 0 else { return 0 }
    return value
  }

  /// Numbers come from outside: a sum stops at the largest there is.
  static func sum(_ left: Int, _ right: Int) -> Int {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? (right < 0 ? .min : .max) : sum
  }

  private func combined(with other: Self, _ combine: (Int, Int) -> Int) -> Self {
    var result = self
    result.inputTokens = combine(inputTokens, other.inputTokens)
    result.outputTokens = combine(outputTokens, other.outputTokens)
    result.cacheReadInputTokens = combine(cacheReadInputTokens, other.cacheReadInputTokens)
    result.cacheCreationInputTokens = combine(cacheCreationInputTokens, other.cacheCreationInputTokens)
    result.thinkingTokens = combine(thinkingTokens, other.thinkingTokens)
    result.webSearchRequests = combine(webSearchRequests, other.webSearchRequests)
    return result
  }

  /// The larger of each count.
  func larger(_ other: Self) -> Self { combined(with: other, max) }

  /// What `self` has more than `earlier`, which has no more of anything.
  func growth(since earlier: Self) -> Self {
    var result = combined(with: earlier) { $0 - $1 }
    result.costUSD = max(0, costUSD - earlier.costUSD)
    return result
  }

  /// Whether every count, and the cost, is at least that of `other`.
  func isAtLeast(_ other: Self) -> Bool { larger(other) == self && costUSD >= other.costUSD }

  /// Adds up.
  public static func + (left: Self, right: Self) -> Self {
    var result = left.combined(with: right, sum)
    result.costUSD = left.costUSD + right.costUSD
    return result
  }

  /// Adds up.
  public static func += (left: inout Self, right: Self) { left = left + right }
}
