internal import FastTransport

/// Tokens and cost of one model (`modelUsage`).
public struct ModelUsage: Sendable {
  /// The model's name, the key in the line.
  public let model: String
  /// The whole value, as it arrived.
  public let json: JSONView

  /// Tokens read, without those that touch the cache (`inputTokens`).
  public var inputTokens: Int { numbers.int("inputTokens") ?? 0 }

  /// Tokens written (`outputTokens`).
  public var outputTokens: Int { numbers.int("outputTokens") ?? 0 }

  /// Tokens read from the cache (`cacheReadInputTokens`).
  public var cacheReadInputTokens: Int { numbers.int("cacheReadInputTokens") ?? 0 }

  /// Tokens put into the cache (`cacheCreationInputTokens`).
  public var cacheCreationInputTokens: Int { numbers.int("cacheCreationInputTokens") ?? 0 }

  /// Tokens of thinking (`thinkingTokens`).
  public var thinkingTokens: Int? { numbers.int("thinkingTokens") }

  /// Web searches (`webSearchRequests`).
  public var webSearchRequests: Int { numbers.int("webSearchRequests") ?? 0 }

  /// Estimated cost in US dollars (`costUSD`).
  public var costUSD: Double? { numbers.double("costUSD") }

  /// The model's context window, in tokens (`contextWindow`).
  public var contextWindow: Int? { numbers.int("contextWindow") }

  /// The longest answer, in tokens (`maxOutputTokens`).
  public var maxOutputTokens: Int? { numbers.int("maxOutputTokens") }

  /// The model's name without aliases (`canonicalModel`).
  public var canonicalModel: String? { numbers.string("canonicalModel") }

  /// Who runs the model (`provider`).
  public var provider: String? { numbers.string("provider") }

  /// What the cost rests on: `list`, `managed` or `unknown` (`costBasis`).
  public var costBasis: String? { numbers.string("costBasis") }

  private var numbers: UnknownObject { UnknownObject(json: json) }

  /// The entries of an object from model names to numbers.
  static func all(in node: JSONNode?) -> [ModelUsage] {
    guard let node else { return [] }
    return node.members.compactMap { name, value in
      value.kind == .object ? ModelUsage(model: name, json: JSONView(node: value)) : nil
    }
  }
}

/// Reads fields of an object that has no face of its own.
struct UnknownObject: JSONBacked {
  let json: JSONView
}
