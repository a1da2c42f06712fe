/// What rewinding the conversation has done (`rewind_conversation`).
public struct ConversationRewind: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// Whether the conversation was rewound. (`rewound`)
  public var isRewound: Bool { flag("rewound") }

  /// The prompt that it was rewound to. (`targetMessageUuid`)
  public var targetMessageUUID: String? { string("targetMessageUuid") }

  /// The text of that prompt, for an editor to begin with. (`prefillText`)
  public var prefillText: String? { string("prefillText") }

  /// The last answer that is left; nil when none is. (`precedingAssistantUuid`)
  public var precedingAssistantUUID: String? { string("precedingAssistantUuid") }

  /// Why not, in words. (`error`)
  public var error: String? { string("error") }

  /// Why not: `target_not_found`, `turn_running`, `commands_queued` and others. (`reason`)
  public var reason: String? { string("reason") }
}
