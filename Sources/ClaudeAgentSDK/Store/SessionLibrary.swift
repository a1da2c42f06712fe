internal import FastTransport

/// The sessions at rest: what the CLI has written down of every conversation.
///
/// ```swift
/// let library = SessionLibrary()
/// for session in await library.sessions(in: "/srv/project", limit: 20) { print(session.id, session.summary) }
/// ```
///
/// No CLI is started, and the transcripts may be as long as they like: to list one, 64 KiB are read at each of its ends.
/// What cannot be read, or is no transcript, is passed over; its neighbours are not.
public struct SessionLibrary: Sendable {
  let folders: SessionFolders
  let worktrees: Worktrees

  /// The sessions of a user.
  ///
  /// - Parameter configurationDirectory: The CLI's configuration folder; by default the one that the CLI would take:
  ///   `CLAUDE_CONFIG_DIR`, else `.claude` in the home folder.
  public init(configurationDirectory: String? = nil) {
    self.init(configurationDirectory: configurationDirectory, environment: HostSystem.environment(), ChildRunner())
  }

  init(configurationDirectory: String?, environment: [String: String], _ runner: any CommandRunner) {
    let named = configurationDirectory ?? environment["CLAUDE_CONFIG_DIR"].nonEmpty
    folders = SessionFolders(configuration: named ?? (environment["HOME"] ?? "") + "/.claude")
    worktrees = Worktrees(runner: runner, environment: environment)
  }

  /// Lists sessions, the most recently written first.
  ///
  /// - Parameters:
  ///   - directory: The project: the folder that the CLI ran in. Nil for all projects.
  ///   - limit: At most this many; nil, zero or less for all.
  ///   - offset: How many of the first are passed over.
  ///   - includesWorktrees: Whether those count that were begun in another working tree of the project's repository.
  /// - Returns: What there is to show of each. Sessions in which nothing was asked, and those of subagents, are not
  ///   listed. Of equal ids the most recently written one is.
  @concurrent public func sessions(
    in directory: String? = nil, limit: Int? = nil, offset: Int = 0, includesWorktrees: Bool = true
  ) async -> [SessionInfo] {
    var listing = SessionListing(folders)
    guard let directory else {
      for folder in folders.all() { listing.add(folder, project: nil) }
      return listing.page(limit: limit, offset: offset)
    }
    // A folder inside a repository with one working tree is a project of its own, as in the official SDK.
    for project in await projects(directory, treesFrom: includesWorktrees ? 2 : nil) {
      listing.add(project.folder, project: project.directory)
    }
    return listing.page(limit: limit, offset: offset)
  }

  /// What there is to show of one session.
  ///
  /// - Parameters:
  ///   - id: The session's id.
  ///   - directory: The project, or a working tree of its repository; nil to look in all projects.
  /// - Returns: Nil when there is no such session, when it is a subagent's, and when nothing was asked in it.
  @concurrent public func info(of id: String, in directory: String? = nil) async -> SessionInfo? {
    guard SessionID.isValid(id) else { return nil }
    var window = TranscriptWindow()
    for project in await places(directory) where window.read("\(project.folder)/\(id).jsonl") {
      return SessionInfo(id: id, window, project: project.directory)
    }
    return nil
  }

  /// The conversation of a session: what user and model said, without the branches that were given up.
  ///
  /// Behind a compaction the summary stands for what was before it. Tools that ran side by side are all there, each
  /// call before its result.
  ///
  /// - Parameters:
  ///   - id: The session's id.
  ///   - directory: The project, or a working tree of its repository; nil to look in all projects.
  ///   - limit: At most this many; nil, zero or less for all.
  ///   - offset: How many from the beginning are passed over.
  /// - Returns: Nothing when there is no such session. Lines that are broken are passed over.
  @concurrent public func messages(
    of id: String, in directory: String? = nil, limit: Int? = nil, offset: Int = 0
  ) async -> [TranscriptMessage] {
    guard SessionID.isValid(id) else { return [] }
    for project in await places(directory) {
      do throws(TransportError) {
        let reader = try TranscriptReader("\(project.folder)/\(id).jsonl")
        guard !reader.isEmpty else { continue }
        return reader.messages(limit: limit, offset: offset)
      } catch { continue }
    }
    return []
  }
}
