import ArgumentParser
import ClaudeAgentSDK

/// `claude-agent install`: puts a Claude Code CLI where this library finds it.
struct InstallCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Installs the Claude Code CLI, verified, for this user.",
    discussion: "Without a version it installs the one that this library is tested against (\(CLIVersion.pinned)).")

  @Option(help: ArgumentHelp("Another release, as the source names it.", valueName: "version"))
  var version: String?

  @Option(help: ArgumentHelp("The SHA-256 that the binary must have.", valueName: "digits"))
  var sha256: String?

  func run() async throws {
    let interruption = Interruption()
    let bar = ProgressBar()
    let result = await interruption.watch { [version, sha256] in
      try await CLIInstaller().install(version: version, sha256: sha256) { bar.show($0) }
    }
    bar.end()
    if let code = interruption.exitCode { throw ExitCode(code) }
    let cli = try result.get()
    let verb = cli.isNew ? "installed" : "already installed:"
    try StandardStream.output.write("\(verb) Claude Code CLI \(cli.version) at \(cli.path)\n".utf8)
  }
}
