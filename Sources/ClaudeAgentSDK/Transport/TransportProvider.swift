/// Makes the transport for a run. `query`, clients and sessions take any provider; a child process is the default.
public protocol TransportProvider: Sendable {
  /// Makes a transport that is not started yet.
  ///
  /// - Parameter request: What the options come to: arguments, environment, directory.
  /// - Returns: The transport.
  func makeTransport(for request: TransportRequest) async throws -> any Transport
}

/// What a run asks of its transport.
public struct TransportRequest: Sendable {
  /// The options of the run.
  public var options: ClaudeAgentOptions { box.options }
  /// The arguments of the CLI, without its path.
  public let arguments: [String]
  /// The whole environment of the CLI.
  public let environment: [String: String]
  /// The directory the CLI works in; nil for that of this process.
  public let workingDirectory: String?

  /// The variables of this process, asked for once for each run.
  let hostEnvironment: [String: String]

  init(options: ClaudeAgentOptions, plan: LaunchPlan, hostEnvironment: [String: String]) {
    box = Box(options)
    self.hostEnvironment = hostEnvironment
    arguments = plan.arguments
    environment = plan.environment
    workingDirectory = plan.workingDirectory
  }

  /// Options are large, and a request travels through asynchronous frames.
  private let box: Box

  private final class Box: Sendable {
    let options: ClaudeAgentOptions
    init(_ options: ClaudeAgentOptions) { self.options = options }
  }
}
