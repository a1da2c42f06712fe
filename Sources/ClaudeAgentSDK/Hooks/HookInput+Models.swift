/// Before another model takes over (`PreModelSwitch`).
public struct PreModelSwitchInput: ModelSwitchHookInput, PermissionHookInput {
  /// The whole input, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }
}

extension HookEvent where Input == PreModelSwitchInput {
  /// Before another model takes over: allow, deny or ask, which is a no where there is nobody to ask.
  public static var preModelSwitch: Self { Self("PreModelSwitch") }
}

extension HookOutput where Input == PreModelSwitchInput {
  /// Allows the other model.
  ///
  /// - Parameter reason: Why.
  /// - Returns: The output.
  public static func allow(_ reason: String? = nil) -> Self { Self(.allow, reason) }
}

/// After another model has taken over (`PostModelSwitch`).
public struct PostModelSwitchInput: ModelSwitchHookInput, ContextHookInput {
  /// The whole input, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }
}

extension HookEvent where Input == PostModelSwitchInput {
  /// After another model has taken over, by itself too: a context is told the new one.
  public static var postModelSwitch: Self { Self("PostModelSwitch") }
}

/// What the events about a change of models have in common. A change loses the prompt cache: the numbers say what that
/// costs.
public protocol ModelSwitchHookInput: HookInput {}

extension ModelSwitchHookInput {
  /// The model until now (`from_model`).
  public var fromModel: String { text("from_model") }
  /// The model from now on (`to_model`).
  public var toModel: String { text("to_model") }
  /// What was asked for, such as an alias; nil for the default (`requested_model`).
  public var requestedModel: String? { string("requested_model") }
  /// Who asked for it (`source`).
  public var source: ModelSwitchSource? { open("source") }
  /// How many tokens the next request will send again (`context_tokens`).
  public var contextTokens: Int { int("context_tokens") ?? 0 }
  /// Whether the cache of the model until now is likely still there (`prompt_cache_warm`).
  public var isPromptCacheWarm: Bool { flag("prompt_cache_warm") }
  /// How long a cache lives (`cache_ttl`).
  public var cacheLifetime: PromptCacheLifetime? { open("cache_ttl") }
  /// What writing the cache again may cost, in US dollars (`estimated_cache_write_usd`).
  public var estimatedCacheWriteUSD: Double { double("estimated_cache_write_usd") ?? 0 }
  /// Where the price of that comes from (`pricing`).
  public var pricing: PricingSource? { open("pricing") }
}

/// Who can ask for another model.
public struct ModelSwitchSource: OpenStringEnum {
  /// The name as the CLI writes it.
  public let rawValue: String
  /// Any name, known or not.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// The user, by a command.
  public static let command = Self(rawValue: "command")
  /// The user, from a list.
  public static let picker = Self(rawValue: "picker")
  /// A program, over a library such as this.
  public static let sdk = Self(rawValue: "sdk")
  /// The CLI, as when it falls back.
  public static let auto = Self(rawValue: "auto")
  /// A session that was resumed.
  public static let resume = Self(rawValue: "resume")
}

/// How long a prompt cache can live.
public struct PromptCacheLifetime: OpenStringEnum {
  /// The name as the CLI writes it.
  public let rawValue: String
  /// Any name, known or not.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Five minutes.
  public static let fiveMinutes = Self(rawValue: "5m")
  /// An hour.
  public static let oneHour = Self(rawValue: "1h")
}

/// Where a price can come from.
public struct PricingSource: OpenStringEnum {
  /// The name as the CLI writes it.
  public let rawValue: String
  /// Any name, known or not.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// From the settings.
  public static let configured = Self(rawValue: "configured")
  /// From the price list.
  public static let catalog = Self(rawValue: "catalog")
  /// A guess, for a model without a price.
  public static let `default` = Self(rawValue: "default")
}
