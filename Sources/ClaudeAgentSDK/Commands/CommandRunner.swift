/// Runs a program to its end. Behind a protocol, so that tests need no network and no CLI.
protocol CommandRunner: Sendable {
  /// Runs a program without input and collects what it prints.
  ///
  /// - Throws: `spawnFailed` when it cannot be started, `timedOut` at the deadline, `cancelled` with the task. In the
  ///   last two cases the program has been ended.
  func run(_ command: HostCommand) async throws(ClaudeAgentError) -> CommandOutcome
}

/// A program to run.
struct HostCommand: Hashable, Sendable {
  /// The program's absolute path.
  let path: String
  /// Its arguments, without its own name.
  let arguments: [String]
  /// Its whole environment.
  let environment: [String: String]
  /// Where it runs; the caller's directory when nil.
  var directory: String?
  /// How long it may take.
  let timeLimit: Duration
}

/// What became of a program.
struct CommandOutcome: Hashable, Sendable {
  let status: ClaudeAgentError.ExitStatus
  /// The beginning of its standard output.
  let output: String
  /// The end of its standard error.
  let errorTail: String

  var succeeded: Bool { status == .exited(code: 0) }

  /// How it ended, in words: `exit code 1: the last line of its standard error`.
  var failure: String {
    let lines = errorTail.split(separator: "\n").map { $0.trimmingWhitespace() }.filter { !$0.isEmpty }
    return lines.last.map { "\(status): \($0)" } ?? "\(status)"
  }
}
