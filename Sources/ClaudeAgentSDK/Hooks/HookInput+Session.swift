/// When a session starts, or starts afresh (`SessionStart`).
public struct SessionStartInput: ContextHookInput, WatchHookInput {
  /// The whole input, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// How it starts (`source`).
  public var source: Source? { open("source") }
  /// The model (`model`).
  public var model: String? { string("model") }
  /// The title of the session (`session_title`).
  public var sessionTitle: String? { string("session_title") }
  /// How long ago the model last answered; at a resume or a fork (`seconds_since_last_response`).
  public var timeSinceLastResponse: Duration? { seconds("seconds_since_last_response") }
  /// How many tokens the first request will send again; at a resume or a fork (`context_tokens`).
  public var contextTokens: Int? { int("context_tokens") }
  /// Whether the prompt cache has likely expired; at a resume or a fork (`prompt_cache_likely_expired`).
  public var isPromptCacheLikelyExpired: Bool? { bool("prompt_cache_likely_expired") }
  /// What writing the cache again may cost, in US dollars; at a resume or a fork (`estimated_cache_write_usd`).
  public var estimatedCacheWriteUSD: Double? { double("estimated_cache_write_usd") }

  /// How a session can start.
  public struct Source: OpenStringEnum {
    /// The name as the CLI writes it.
    public let rawValue: String
    /// Any name, known or not.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// New.
    public static let startup = Self(rawValue: "startup")
    /// From a stored session.
    public static let resume = Self(rawValue: "resume")
    /// After `/clear`.
    public static let clear = Self(rawValue: "clear")
    /// After the conversation was compacted.
    public static let compact = Self(rawValue: "compact")
    /// As a branch of a stored session.
    public static let fork = Self(rawValue: "fork")
  }
}

extension HookEvent where Input == SessionStartInput {
  /// When a session starts. The CLI asks a hook of this library after `/clear` and a compaction, not when it starts
  /// itself. Matches ``SessionStartInput/source-swift.property``.
  public static var sessionStart: Self { Self("SessionStart") }
}

extension HookOutput where Input == SessionStartInput {
  /// A prompt to begin with. (`initialUserMessage`)
  public var initialUserMessage: String? {
    get { self[text: "initialUserMessage"] }
    set { self[text: "initialUserMessage"] = newValue }
  }

  /// What the session is called. (`sessionTitle`)
  public var sessionTitle: String? {
    get { self[text: "sessionTitle"] }
    set { self[text: "sessionTitle"] = newValue }
  }

  /// Whether the folders of skills are read again behind the hooks. (`reloadSkills`)
  public var reloadSkills: Bool? {
    get { self[flag: "reloadSkills"] }
    set { self[flag: "reloadSkills"] = newValue }
  }
}

/// When a session ends (`SessionEnd`).
public struct SessionEndInput: HookInput {
  /// The whole input, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// Why (`reason`).
  public var reason: Reason? { open("reason") }

  /// Why a session can end.
  public struct Reason: OpenStringEnum {
    /// The name as the CLI writes it.
    public let rawValue: String
    /// Any name, known or not.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// By `/clear`.
    public static let clear = Self(rawValue: "clear")
    /// Another session was resumed in its place.
    public static let resume = Self(rawValue: "resume")
    /// The user logged out.
    public static let logout = Self(rawValue: "logout")
    /// The user left at the prompt.
    public static let promptInputExit = Self(rawValue: "prompt_input_exit")
    /// Anything else.
    public static let other = Self(rawValue: "other")
  }
}

extension HookEvent where Input == SessionEndInput {
  /// When a session ends, as by `/clear`; the CLI does not ask a hook of this library when it ends itself. All hooks
  /// share one and a half seconds, more where their time-outs say so. Matches ``SessionEndInput/reason-swift.property``.
  public static var sessionEnd: Self { Self("SessionEnd") }
}

/// When the CLI was started to set up or to look after a project (`Setup`).
public struct SetupInput: ContextHookInput {
  /// The whole input, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// What for (`trigger`).
  public var trigger: Trigger? { open("trigger") }

  /// What the CLI can be started for.
  public struct Trigger: OpenStringEnum {
    /// The name as the CLI writes it.
    public let rawValue: String
    /// Any name, known or not.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// To set up.
    public static let initialize = Self(rawValue: "init")
    /// To look after it.
    public static let maintenance = Self(rawValue: "maintenance")
  }
}

extension HookEvent where Input == SetupInput {
  /// When the CLI was started to set up or to look after a project. Matches ``SetupInput/trigger-swift.property``.
  public static var setup: Self { Self("Setup") }
}
