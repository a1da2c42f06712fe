internal import FastTransport

extension ClaudeClient {
  /// Puts files back to what they were when a prompt was sent. Needs ``ClaudeAgentOptions/enableFileCheckpointing``;
  /// the conversation stays as it is. (`rewind_files`)
  ///
  /// - Parameters:
  ///   - uuid: The prompt, ``Turn/promptUUID``. (`user_message_id`)
  ///   - isDryRun: Whether nothing is changed, and only told. (`dry_run`)
  /// - Returns: What was done, or would be.
  /// - Throws: As ``control(_:_:timeout:)``; the CLI refuses without checkpoints, and prompts that it has none for.
  @discardableResult
  public func rewindFiles(
    to uuid: String, dryRun isDryRun: Bool = false
  ) async throws(ClaudeAgentError) -> RewindResult {
    var fields: JSONObject = ["user_message_id": .string(uuid)]
    if isDryRun { fields["dry_run"] = true }
    return RewindResult(json: try await control("rewind_files", fields))
  }

  /// Reads a file with the CLI's eyes: where it runs, and within what its permissions let it read. (`read_file`)
  ///
  /// The official SDK gives null for whatever fails. Here the failure is thrown, because "may not be read" and "the
  /// connection is gone" want different answers; `try?` makes nil of it.
  ///
  /// - Parameters:
  ///   - path: The file; a relative path starts from the session's working directory.
  ///   - limit: How many bytes to read at most, up to ten million; nil for a million. (`max_bytes`)
  ///   - encoding: How the bytes travel; nil for text.
  /// - Returns: The contents.
  /// - Throws: As ``control(_:_:timeout:)``; the CLI refuses files that are not there or may not be read.
  public func readFile(
    _ path: String, maxBytes limit: Int? = nil, encoding: FileEncoding? = nil
  ) async throws(ClaudeAgentError) -> FileContents {
    var fields: JSONObject = ["path": .string(path)]
    fields["max_bytes"] = limit.map { .integer($0) }
    fields["encoding"] = encoding.map { .string($0.rawValue) }
    return FileContents(json: try await control("read_file", fields))
  }

  /// Tells the CLI that the model knows a file, so that it may be edited without being read again. (`seed_read_state`)
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - modifiedEpochMilliseconds: When the file was changed last as the model has seen it, in milliseconds since
  ///     1970: a file that was changed later has to be read again. (`mtime`)
  /// - Throws: As ``control(_:_:timeout:)``.
  public func seedReadState(path: String, modifiedEpochMilliseconds: Int) async throws(ClaudeAgentError) {
    try await control("seed_read_state", ["path": .string(path), "mtime": .integer(modifiedEpochMilliseconds)])
  }

  /// Files that the beginning of a path may mean, as the terminal offers them behind `@`. (`file_suggestions`)
  ///
  /// - Parameter query: The beginning.
  /// - Returns: The files, the best first.
  /// - Throws: As ``control(_:_:timeout:)``.
  public func fileSuggestions(_ query: String) async throws(ClaudeAgentError) -> FileSuggestions {
    FileSuggestions(json: try await control("file_suggestions", ["query": .string(query)]))
  }

  /// Adds a directory below the working directory as a root of its own, with the memory files, plugins and skills in
  /// it. (`register_repo_root`)
  ///
  /// - Parameters:
  ///   - directory: The directory.
  ///   - reloads: What is read again.
  /// - Returns: Where the directory is.
  /// - Throws: As ``control(_:_:timeout:)``; the CLI refuses directories that are somewhere else.
  @discardableResult
  public func registerRepositoryRoot(
    _ directory: String, reloading reloads: RepositoryReloads = []
  ) async throws(ClaudeAgentError) -> String {
    var fields: JSONObject = ["directory": .string(directory)]
    if reloads.contains(.memory) { fields["reload_claude_md"] = true }
    if reloads.contains(.plugins) { fields["reload_plugins"] = true }
    if reloads.contains(.skills) { fields["reload_skills"] = true }
    return try await control("register_repo_root", fields)["directory"]?.string ?? directory
  }
}

/// What is read again when a directory becomes a root.
public struct RepositoryReloads: OptionSet, Sendable {
  /// The set as a number.
  public let rawValue: UInt8
  /// A set from its number.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Memory files, such as `CLAUDE.md` (`reload_claude_md`).
  public static let memory = RepositoryReloads(rawValue: 1)
  /// Plugins (`reload_plugins`).
  public static let plugins = RepositoryReloads(rawValue: 2)
  /// Skills (`reload_skills`).
  public static let skills = RepositoryReloads(rawValue: 4)
}
