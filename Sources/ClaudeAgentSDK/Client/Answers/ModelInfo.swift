/// A model to choose from (an entry of `models`).
public struct ModelInfo: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// What to pass to ``ClaudeClient/setModel(_:)`` or ``ClaudeAgentOptions/model``. (`value`)
  public var value: String { text("value") }

  /// The full name behind it. (`resolvedModel`)
  public var resolvedModel: String? { string("resolvedModel") }

  /// Its name, for people. (`displayName`)
  public var displayName: String { text("displayName") }

  /// What it is good for. (`description`)
  public var description: String { text("description") }

  /// Whether it can think harder or less hard. (`supportsEffort`)
  public var supportsEffort: Bool { flag("supportsEffort") }

  /// How hard it can think (`supportedEffortLevels`).
  public var supportedEffortLevels: [Effort] { strings("supportedEffortLevels").map(Effort.init(rawValue:)) }

  /// Whether it decides by itself when to think. (`supportsAdaptiveThinking`)
  public var supportsAdaptiveThinking: Bool { flag("supportsAdaptiveThinking") }

  /// Whether it has a fast mode. (`supportsFastMode`)
  public var supportsFastMode: Bool { flag("supportsFastMode") }

  /// Whether the permission mode `auto` works with it. (`supportsAutoMode`)
  public var supportsAutoMode: Bool { flag("supportsAutoMode") }

  /// Whether thinking can be switched off; nil when the CLI does not say. (`supportsThinkingOff`)
  public var supportsThinkingOff: Bool? { bool("supportsThinkingOff") }

  /// Whether it is shown and may not be chosen. (`disabled`)
  public var isDisabled: Bool { flag("disabled") }
}
