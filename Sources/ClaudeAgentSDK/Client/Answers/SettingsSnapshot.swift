/// The settings as they are (`get_settings`).
public struct SettingsSnapshot: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// All settings, merged. (`effective`)
  public var effective: JSONView? { view("effective") }

  /// The settings by source, the weakest first. (`sources`)
  public var sources: [Source] { objects("sources") }

  /// What is in force. (`applied`)
  public var applied: Applied? { object("applied") }

  /// How the settings that the service sends are. (`served_settings_state`)
  public var servedSettingsState: String? { string("served_settings_state") }

  /// Files that could not be read. (`errors`)
  public var errors: JSONView? { view("errors") }

  /// The settings of one source (`sources`).
  public struct Source: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The source: `userSettings`, `projectSettings`, `localSettings`, `flagSettings` or `policySettings`. (`source`)
    public var name: String { text("source") }

    /// Its settings, as they were written. (`settings`)
    public var settings: JSONView? { view("settings") }
  }

  /// What is in force (`applied`).
  public struct Applied: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The model. (`model`)
    public var model: String? { string("model") }

    /// The effort; nil for a model without. (`effort`)
    public var effort: Effort? { open("effort") }

    /// The model that advises; nil for none. (`advisor`)
    public var advisor: String? { string("advisor") }

    /// Whether workflows run by themselves. (`ultracode`)
    public var isUltracode: Bool? { bool("ultracode") }
  }
}
