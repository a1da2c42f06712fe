/// The permission rules that hold, and where each is from (`state` of `list_permission_rules`).
public struct PermissionRuleListing: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The rules. (`rules`)
  public var rules: [Rule] { objects("rules") }

  /// Directories beside the working directory that tools may use. (`workspaceDirectories`)
  public var workspaceDirectories: [Directory] { objects("workspaceDirectories") }

  /// The working directory at the start. (`originalCwd`)
  public var originalWorkingDirectory: String? { string("originalCwd") }

  /// Whether only rules of the organisation hold. (`managedOnly`)
  public var isManagedOnly: Bool { flag("managedOnly") }

  /// Settings files that could not be read; their rules do not hold. (`errors`)
  public var errors: JSONView? { view("errors") }

  /// A rule and where it is from (`rules`).
  public struct Rule: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// What happens to the calls it covers. (`behavior`)
    public var behavior: PermissionBehavior? { open("behavior") }

    /// The rule as it was written, such as `Bash(ls:*)`; it may hold invisible characters. (`rule`)
    public var text: String { text("rule") }

    /// Where it is from: `userSettings`, `cliArg`, `session` and others. (`source`)
    public var source: String { text("source") }

    /// The rule in plain words. (`description`)
    public var description: Wording? { object("description") }

    /// How long it lives: `persistent` in a file, `session` until the end, `readonly`. (`editability`)
    public var editability: String? { string("editability") }

    /// Whether the organisation has overruled it. (`notInEffect`)
    public var isNotInEffect: Bool { flag("notInEffect") }
  }

  /// A rule in plain words, in three parts (`description`).
  public struct Wording: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The beginning. (`prefix`)
    public var prefix: String { text("prefix") }

    /// What is from the rule itself. (`emphasis`)
    public var emphasis: String? { string("emphasis") }

    /// The end. (`suffix`)
    public var suffix: String? { string("suffix") }

    /// The whole sentence.
    public var text: String { prefix + (emphasis ?? "") + (suffix ?? "") }
  }

  /// A directory that tools may use (`workspaceDirectories`).
  public struct Directory: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// Where it is. (`path`)
    public var path: String { text("path") }

    /// Who has added it. (`source`)
    public var source: String { text("source") }
  }
}
