/// When a settings file or a skill has changed (`ConfigChange`).
public struct ConfigChangeInput: BlockableHookInput {
  /// The whole input, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// What has changed (`source`).
  public var source: Source? { open("source") }
  /// The file (`file_path`).
  public var filePath: String? { string("file_path") }

  /// What can change.
  public struct Source: OpenStringEnum {
    /// The name as the CLI writes it.
    public let rawValue: String
    /// Any name, known or not.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The user's settings.
    public static let userSettings = Self(rawValue: "user_settings")
    /// The project's settings.
    public static let projectSettings = Self(rawValue: "project_settings")
    /// The user's settings for the project.
    public static let localSettings = Self(rawValue: "local_settings")
    /// The organisation's settings, which cannot be blocked.
    public static let policySettings = Self(rawValue: "policy_settings")
    /// The skills.
    public static let skills = Self(rawValue: "skills")
  }
}

extension HookEvent where Input == ConfigChangeInput {
  /// When a settings file or a skill has changed: a block keeps the session as it is. Matches
  /// ``ConfigChangeInput/source-swift.property``.
  public static var configChange: Self { Self("ConfigChange") }
}

/// When a file of instructions, such as `CLAUDE.md`, was read (`InstructionsLoaded`).
public struct InstructionsLoadedInput: HookInput {
  /// The whole input, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The file (`file_path`).
  public var filePath: String { text("file_path") }
  /// Whose instructions they are (`memory_type`).
  public var memoryType: MemoryType? { open("memory_type") }
  /// Why it was read (`load_reason`).
  public var loadReason: LoadReason? { open("load_reason") }
  /// The patterns of a rule that hold for some files only (`globs`).
  public var globs: [String] { strings("globs") }
  /// The file whose use led to it (`trigger_file_path`).
  public var triggerFilePath: String? { string("trigger_file_path") }
  /// The file that includes it (`parent_file_path`).
  public var parentFilePath: String? { string("parent_file_path") }

  /// Whose instructions can be read.
  public struct MemoryType: OpenStringEnum {
    /// The name as the CLI writes it.
    public let rawValue: String
    /// Any name, known or not.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The user's.
    public static let user = Self(rawValue: "User")
    /// The project's.
    public static let project = Self(rawValue: "Project")
    /// The user's for the project.
    public static let local = Self(rawValue: "Local")
    /// The organisation's.
    public static let managed = Self(rawValue: "Managed")
  }

  /// Why instructions can be read.
  public struct LoadReason: OpenStringEnum {
    /// The name as the CLI writes it.
    public let rawValue: String
    /// Any name, known or not.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The session starts.
    public static let sessionStart = Self(rawValue: "session_start")
    /// A file below their folder is used.
    public static let nestedTraversal = Self(rawValue: "nested_traversal")
    /// A file is used that their patterns name.
    public static let pathGlobMatch = Self(rawValue: "path_glob_match")
    /// Others include them.
    public static let include = Self(rawValue: "include")
    /// The conversation was compacted.
    public static let compact = Self(rawValue: "compact")
  }
}

extension HookEvent where Input == InstructionsLoadedInput {
  /// When a file of instructions was read, even before the CLI has answered the start of the session. Matches
  /// ``InstructionsLoadedInput/loadReason-swift.property``.
  public static var instructionsLoaded: Self { Self("InstructionsLoaded") }
}
