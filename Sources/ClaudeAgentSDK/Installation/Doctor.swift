internal import FastTransport

/// Looks for what keeps the CLI from working here, and says what to do about it.
///
/// ```swift
/// let report = await Doctor().examine()
/// print(report)                           // text; report.json for programs
/// ```
///
/// It starts the CLI once, for its version; it uses no network and changes nothing.
public struct Doctor: Sendable {
  /// What to examine.
  public struct Subject: Sendable {
    /// The path the user chose, if any (the option `cliPath`).
    public var cliPath: String?
    /// The environment that the CLI would get.
    public var environment: [String: String]
    /// True when the CLI is to run without asking for permission (`bypassPermissions`).
    public var bypassesPermissions: Bool
    /// How long the CLI may take to say its version.
    public var patience: Duration

    /// Makes a subject.
    ///
    /// - Parameters:
    ///   - cliPath: The path the user chose, if any.
    ///   - environment: The environment that the CLI would get; this process's own when nil.
    ///   - bypassesPermissions: True when the CLI is to run without asking for permission.
    ///   - patience: How long the CLI may take to say its version.
    public init(
      cliPath: String? = nil, environment: [String: String]? = nil, bypassesPermissions: Bool = false,
      patience: Duration = .seconds(30)
    ) {
      self.cliPath = cliPath
      self.environment = environment ?? HostSystem.environment()
      self.bypassesPermissions = bypassesPermissions
      self.patience = patience
    }
  }

  /// What this process was given; a value, so that tests can be any process.
  struct Host: Sendable {
    var userID = HostSystem.userID
    var openFileLimit = HostSystem.openFileLimit
    var machine = ExecutableImage.hostMachine
  }

  let subject: Subject
  let files: any FileProbe
  let runner: any CommandRunner
  let host: Host

  /// Makes a doctor; touches nothing yet.
  ///
  /// - Parameter subject: What to examine.
  public init(_ subject: Subject = Subject()) {
    self.init(subject, files: DiskProbe(), runner: ChildRunner(), host: Host())
  }

  init(_ subject: Subject, files: any FileProbe, runner: any CommandRunner, host: Host) {
    self.subject = subject
    self.files = files
    self.runner = runner
    self.host = host
  }

  /// Examines everything.
  ///
  /// - Returns: Where the CLI is, its version, and all findings: of the CLI first, then of its surroundings.
  public func examine() async -> DoctorReport {
    var findings: [Finding] = []
    var version: CLIVersion?
    var location: CLILocation?
    do throws(ClaudeAgentError) {
      let found = try CLILocator(cliPath: subject.cliPath, environment: subject.environment, files: files).locate()
      location = found
      let file = examine(file: found)
      findings += file
      if !file.contains(where: { $0.severity == .fault }) {
        let run = await examineVersion(of: found.path)
        version = run.version
        findings += run.findings
      }
    } catch {
      findings.append(
        Finding(
          .cliNotFound, .fault, fault: error.detail,
          remedy: "Run `claude-agent install`, or put claude on PATH, or set CLAUDE_AGENT_CLI to its path."))
    }
    findings += examineSurroundings()
    return DoctorReport(location: location, version: version, findings: findings)
  }
}
