/// The hooks of the session, from settings, plugins and the session itself (`get_hooks_listing`). Those that this
/// process serves are not among them.
public struct HooksListing: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The events that have a hook. (`events`)
  public var events: [Event] { objects("events") }

  /// The hooks, one entry for each. (`hooks`)
  public var entries: [Entry] { objects("hooks") }

  /// All events there are. (`eventCatalog`)
  public var catalog: [Event] { objects("eventCatalog") }

  /// What the organisation has decided about hooks. (`policy`)
  public var policy: Policy? { object("policy") }

  /// How to leave safe mode; nil outside of it. (`safeMode`)
  public var safeMode: JSONView? { view("safeMode") }

  /// How to leave bare mode; nil outside of it. (`bareMode`)
  public var bareMode: JSONView? { view("bareMode") }

  /// Settings files that could not be read; their hooks do not run. (`errors`)
  public var errors: JSONView? { view("errors") }

  /// An event and how many hooks it has.
  public struct Event: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The event. (`name`)
    public var name: String { text("name") }

    /// When it happens, in words. (`summary`)
    public var summary: String { text("summary") }

    /// Whether its hooks can be limited to some tools or causes. (`supportsMatcher`)
    public var supportsMatcher: Bool { flag("supportsMatcher") }

    /// How many hooks it has; nil in ``HooksListing/catalog``. (`hookCount`)
    public var hookCount: Int? { int("hookCount") }
  }

  /// A hook (`hooks`).
  public struct Entry: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// Its event. (`event`)
    public var event: String { text("event") }

    /// What it is limited to; empty for nothing. (`matcher`)
    public var matcher: String { text("matcher") }

    /// Where it is from, such as `userSettings` or `pluginHook`. (`source`)
    public var source: String { text("source") }

    /// Where it is from, in words. (`sourceLabel`)
    public var sourceLabel: String { text("sourceLabel") }

    /// The plugin it is from. (`pluginName`)
    public var pluginName: String? { string("pluginName") }

    /// The kind of hook: `command`, `prompt`, `agent`, `http` and others. (`type`)
    public var type: String { text("type") }

    /// Its name in a list. (`displayText`)
    public var displayText: String { text("displayText") }

    /// The command, prompt or address itself. (`commandText`)
    public var commandText: String { text("commandText") }

    /// What ``commandText`` is, in a word. (`contentLabel`)
    public var contentLabel: String { text("contentLabel") }

    /// What else must hold. (`condition`)
    public var condition: String? { string("condition") }

    /// How long it may take. (`timeout`)
    public var timeout: Duration? { seconds("timeout") }

    /// What is shown while it runs. (`statusMessage`)
    public var statusMessage: String? { string("statusMessage") }

    /// Whether it runs only once. (`runsOnce`)
    public var runsOnce: Bool { flag("runsOnce") }

    /// Whether nothing waits for it. (`runsInBackground`)
    public var runsInBackground: Bool { flag("runsInBackground") }

    /// Whether something keeps it from running. (`disabled`)
    public var isDisabled: Bool { flag("disabled") }
  }

  /// What the organisation has decided about hooks (`policy`).
  public struct Policy: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// Nothing runs at all. (`disabledByPolicy`)
    public var isDisabledByPolicy: Bool { flag("disabledByPolicy") }

    /// Only hooks of the organisation run; they are not listed. (`managedOnly`)
    public var isManagedOnly: Bool { flag("managedOnly") }

    /// Only hooks of plugins run. (`pluginOnly`)
    public var isPluginOnly: Bool { flag("pluginOnly") }

    /// Hooks are switched off, by whatever setting. (`allDisabled`)
    public var areAllDisabled: Bool { flag("allDisabled") }

    /// How many hooks the organisation has. (`policyHookCount`)
    public var policyHookCount: Int { int("policyHookCount") ?? 0 }

    /// The settings of the organisation could not be read. (`policyUnreadable`)
    public var isPolicyUnreadable: Bool { flag("policyUnreadable") }
  }
}
