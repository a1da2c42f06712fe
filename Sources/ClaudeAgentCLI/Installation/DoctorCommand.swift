import ArgumentParser
import ClaudeAgentSDK

/// `claude-agent doctor`: looks for what keeps the CLI from working here.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Looks for what keeps the Claude Code CLI from working here, and says what to do.",
    discussion: "Starts the CLI once, for its version; uses no network. The exit code is 1 when there is a fault.")

  @Flag(help: "Prints the report as JSON on one line.") var json = false
  @Option(help: ArgumentHelp("The Claude Code CLI to examine.", valueName: "path")) var cli: String?
  @Option(help: "The permission mode that runs will use.") var permissionMode: String?

  func run() async throws {
    let bypasses = permissionMode.map(PermissionMode.init(rawValue:)) == .bypassPermissions
    let report = await Doctor(Doctor.Subject(cliPath: cli, bypassesPermissions: bypasses)).examine()
    let text = json ? report.json.serialized() : report.description
    try StandardStream.output.write((text + "\n").utf8)
    if !report.isHealthy { throw ExitCode.failure }
  }
}
