/// When a folder was added to those that the tools may work in (`DirectoryAdded`).
public struct DirectoryAddedInput: HookInput {
  /// The whole input, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The folder (`directory`).
  public var directory: String { text("directory") }
  /// Who added it (`source`).
  public var source: Source? { open("source") }

  /// Who can add a folder.
  public struct Source: OpenStringEnum {
    /// The name as the CLI writes it.
    public let rawValue: String
    /// Any name, known or not.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The user, by a command.
    public static let slashCommand = Self(rawValue: "slash_command")
    /// The host, by a control request.
    public static let registerRepoRoot = Self(rawValue: "register_repo_root")
  }
}

extension HookEvent where Input == DirectoryAddedInput {
  /// When a folder was added. Matches ``DirectoryAddedInput/source-swift.property``.
  public static var directoryAdded: Self { Self("DirectoryAdded") }
}

/// When the session has gone to another folder (`CwdChanged`).
public struct CwdChangedInput: WatchHookInput {
  /// The whole input, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The folder until now (`old_cwd`).
  public var oldWorkingDirectory: String { text("old_cwd") }
  /// The folder from now on (`new_cwd`).
  public var newWorkingDirectory: String { text("new_cwd") }
}

extension HookEvent where Input == CwdChangedInput {
  /// When the session has gone to another folder: say which files to watch there. Has no matcher.
  public static var cwdChanged: Self { Self("CwdChanged") }
}

/// When a file that is watched has changed (`FileChanged`).
public struct FileChangedInput: WatchHookInput {
  /// The whole input, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The file (`file_path`).
  public var filePath: String { text("file_path") }
  /// What happened to it (`event`).
  public var change: Change? { open("event") }

  /// What can happen to a file.
  public struct Change: OpenStringEnum {
    /// The name as the CLI writes it.
    public let rawValue: String
    /// Any name, known or not.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// It has another content.
    public static let change = Self(rawValue: "change")
    /// It is new.
    public static let add = Self(rawValue: "add")
    /// It is gone.
    public static let unlink = Self(rawValue: "unlink")
  }
}

extension HookEvent where Input == FileChangedInput {
  /// When a file that is watched has changed: say which to watch from now on. Matches names of files, parted by `|`.
  public static var fileChanged: Self { Self("FileChanged") }
}

/// When a working tree is needed (`WorktreeCreate`).
public struct WorktreeCreateInput: HookInput {
  /// The whole input, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// What it may be called (`name`).
  public var name: String { text("name") }
}

extension HookEvent where Input == WorktreeCreateInput {
  /// When a working tree is needed: make it in place of the CLI and say where it is. Has no matcher.
  public static var worktreeCreate: Self { Self("WorktreeCreate") }
}

extension HookOutput where Input == WorktreeCreateInput {
  /// Where the working tree is, absolute. (`worktreePath`)
  public var worktreePath: String? {
    get { self[text: "worktreePath"] }
    set { self[text: "worktreePath"] = newValue }
  }

  /// Says where the working tree is that was made.
  ///
  /// - Parameter path: Its absolute path.
  /// - Returns: The output.
  public static func worktree(at path: String) -> Self { .with { $0.worktreePath = path } }
}

/// When a working tree is no longer needed (`WorktreeRemove`).
public struct WorktreeRemoveInput: HookInput {
  /// The whole input, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// Where it is (`worktree_path`).
  public var worktreePath: String { text("worktree_path") }
}

extension HookEvent where Input == WorktreeRemoveInput {
  /// When a working tree is no longer needed. Has no matcher.
  public static var worktreeRemove: Self { Self("WorktreeRemove") }
}
