/// Everything that is decided before a CLI is started: its arguments, its environment, where it runs.
///
/// Made in one step that finds every fault of the options first, so that nothing is started for options that cannot
/// work. The executable is not part of it: finding it is another room's work.
struct LaunchPlan: Equatable, Sendable {
  /// The arguments behind the executable's name.
  let arguments: [String]
  /// The whole environment of the child.
  let environment: [String: String]
  /// The directory it runs in; nil for that of this process.
  let workingDirectory: String?
  /// The user of the operating system it runs as; nil for that of this process.
  let user: String?

  /// Checks the options and maps them.
  ///
  /// - Parameters:
  ///   - options: What is asked for.
  ///   - host: What the host serves.
  ///   - hostEnvironment: The variables of this process.
  ///   - readFile: Reads a whole file; used for settings that a sandbox is merged into.
  /// - Throws: ``ClaudeAgentError/Code/invalidOptions`` with every fault.
  init(
    _ options: ClaudeAgentOptions, host: HostCapabilities = .none, hostEnvironment: [String: String],
    readFile: (String) throws -> [UInt8]
  ) throws(ClaudeAgentError) {
    var faults = options.faults(host: host)
    var settings: String?
    do {
      settings = try SettingsMerge.text(for: options, readFile: readFile)
    } catch {
      let fault = OptionFault(option: "settings", reason: error.reason)
      if !faults.contains(fault) { faults.append(fault) }
    }
    let line = CommandLine(options, host: host, settings: settings)
    for fault in ClaudeAgentOptions.faults(in: line) where !faults.contains(fault) { faults.append(fault) }
    try ClaudeAgentOptions.throwIfAny(faults)
    arguments = line.arguments
    environment = ChildEnvironment.variables(for: options, host: hostEnvironment)
    workingDirectory = options.workingDirectory.flatMap { $0.isEmpty ? nil : $0 }
    user = options.user
  }

  /// The same plan for a session of this id; nil leaves it as it is.
  func naming(session id: String?) -> LaunchPlan {
    guard let id else { return self }
    return LaunchPlan(
      arguments: arguments + ["--session-id", id], environment: environment, workingDirectory: workingDirectory,
      user: user)
  }

  private init(arguments: [String], environment: [String: String], workingDirectory: String?, user: String?) {
    self.arguments = arguments
    self.environment = environment
    self.workingDirectory = workingDirectory
    self.user = user
  }
}
