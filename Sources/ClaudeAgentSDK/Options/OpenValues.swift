/// How hard the model thinks (`--effort`). Other values reach the CLI as they are.
public struct Effort: OpenStringEnum {
  /// The value on the command line.
  public let rawValue: String
  /// Makes a level from the CLI's word for it.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Little thought, quick answers.
  public static let low = Effort(rawValue: "low")
  /// The middle.
  public static let medium = Effort(rawValue: "medium")
  /// Much thought.
  public static let high = Effort(rawValue: "high")
  /// More than `high`, where the model has it.
  public static let xhigh = Effort(rawValue: "xhigh")
  /// All the model has.
  public static let max = Effort(rawValue: "max")
}

/// A kind of settings file that the CLI may load (`--setting-sources`).
public struct SettingSource: OpenStringEnum {
  /// The value on the command line.
  public let rawValue: String
  /// Makes a source from the CLI's word for it.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// `~/.claude/settings.json` and the user's `CLAUDE.md`.
  public static let user = SettingSource(rawValue: "user")
  /// `.claude/settings.json` and the project's `CLAUDE.md`.
  public static let project = SettingSource(rawValue: "project")
  /// `.claude/settings.local.json`.
  public static let local = SettingSource(rawValue: "local")
}

/// Who answers when the CLI would ask for a permission and no rule decides (`--permission-prompts`).
public struct PermissionPrompts: OpenStringEnum {
  /// The value on the command line.
  public let rawValue: String
  /// Makes a value from the CLI's word for it.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// The program that runs the CLI is asked.
  public static let host = PermissionPrompts(rawValue: "host")
  /// Nobody is asked: the call is denied.
  public static let none = PermissionPrompts(rawValue: "none")
}
