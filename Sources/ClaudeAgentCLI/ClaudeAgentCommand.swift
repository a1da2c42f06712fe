import ArgumentParser
import ClaudeAgentSDK

/// The tool `claude-agent`.
@main
struct ClaudeAgentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "claude-agent",
    abstract: "Runs the Claude Code CLI as an agent, and helps with everything around it.",
    discussion: """
      Exit codes: 0 for success, 1 for a failure, 2 for arguments that make no sense, 130 and 143 for a run ended by \
      SIGINT and SIGTERM.
      """,
    version: "claude-agent \(SDKIdentity.version) (Claude Code CLI \(CLIVersion.pinned))",
    subcommands: [
      QueryCommand.self, BenchmarkCommand.self, DecodeCommand.self, InstallCommand.self, DoctorCommand.self,
    ])

  static func main() async {
    StandardStream.ignoreBrokenPipes()
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      exit(with: error)
    }
  }

  private static func exit(with error: any Error) -> Never {
    switch error {
    case let error as ClaudeAgentError:
      Failure.report(error)
      StandardStream.exit(1)
    case let error as Failure:
      StandardStream.error.print("claude-agent: error: \(error.text)")
      StandardStream.exit(error.code)
    case is StandardStream.Closed:
      // Whoever read our output has had enough: the status of a program that SIGPIPE ended.
      StandardStream.exit(141)
    default:
      let text = fullMessage(for: error)
      let code = exitCode(for: error)
      if !text.isEmpty {
        let stream: StandardStream = code.isSuccess ? .output : .error
        stream.print(text)
      }
      StandardStream.exit(code == .validationFailure ? 2 : code.rawValue)
    }
  }
}
