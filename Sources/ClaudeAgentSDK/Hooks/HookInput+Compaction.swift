/// Before the conversation is compacted (`PreCompact`).
public struct PreCompactInput: BlockableHookInput {
  /// The whole input, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// Who asked for it (`trigger`).
  public var trigger: CompactionTrigger? { open("trigger") }
  /// What stood behind `/compact` (`custom_instructions`).
  public var customInstructions: String? { string("custom_instructions") }
}

extension HookEvent where Input == PreCompactInput {
  /// Before the conversation is compacted: a block keeps it as it is. Matches ``PreCompactInput/trigger``.
  public static var preCompact: Self { Self("PreCompact") }
}

/// After the conversation was compacted (`PostCompact`).
public struct PostCompactInput: HookInput {
  /// The whole input, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// Who asked for it (`trigger`).
  public var trigger: CompactionTrigger? { open("trigger") }
  /// What stands in place of the conversation now (`compact_summary`).
  public var compactSummary: String { text("compact_summary") }
}

extension HookEvent where Input == PostCompactInput {
  /// After the conversation was compacted. Matches ``PostCompactInput/trigger``.
  public static var postCompact: Self { Self("PostCompact") }
}

/// Who can ask for a compaction.
public struct CompactionTrigger: OpenStringEnum {
  /// The name as the CLI writes it.
  public let rawValue: String
  /// Any name, known or not.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// A person or a program, by `/compact`.
  public static let manual = Self(rawValue: "manual")
  /// The CLI, because the context is nearly full.
  public static let auto = Self(rawValue: "auto")
}
