internal import FastTransport

/// The working trees of a git repository: its sessions may have been begun in any of them.
struct Worktrees: Sendable {
  /// How long git may take.
  static let timeLimit = Duration.seconds(5)

  let runner: any CommandRunner
  /// The environment of git; without a `PATH` there is none.
  let environment: [String: String]

  /// The working trees of the repository that a folder is in. Without git, or outside of a repository, there are none.
  func paths(of directory: String) async -> [String] {
    guard let git = executable() else { return [] }
    let command = HostCommand(
      path: git, arguments: ["worktree", "list", "--porcelain"], environment: environment, directory: directory,
      timeLimit: Self.timeLimit)
    do throws(ClaudeAgentError) {
      let outcome = try await runner.run(command)
      return outcome.succeeded ? Self.read(outcome.output) : []
    } catch { return [] }
  }

  static func read(_ output: String) -> [String] {
    output.split(separator: "\n").compactMap { line in
      let mark = "worktree "
      return line.hasPrefix(mark) ? String(line.dropFirst(mark.count)) : nil
    }
  }

  private func executable() -> String? {
    (environment["PATH"] ?? "").split(separator: ":").map { $0 + "/git" }.first(where: FileSystem.isExecutable)
  }
}
