/// Changes how the CLI is started: in a container, on another machine, under another user.
///
/// The command it returns is started on this machine, without a shell, in a session of its own; its standard streams
/// must reach the CLI.
///
/// ```swift
/// struct InContainer: ProcessSpawner {
///   func prepare(_ command: ProcessCommand) -> ProcessCommand {
///     command.wrapped(in: "/usr/bin/docker", ["exec", "-i", "agents"])
///   }
/// }
/// ```
public protocol ProcessSpawner: Sendable {
  /// Turns the command of the CLI into the one to start.
  ///
  /// - Parameter command: The CLI as it would be started here.
  /// - Returns: What to start instead.
  func prepare(_ command: ProcessCommand) async throws -> ProcessCommand
}

/// Starts the CLI on this machine, as it is.
public struct LocalSpawner: ProcessSpawner {
  /// Makes the spawner.
  public init() {}
  /// Returns the command unchanged.
  public func prepare(_ command: ProcessCommand) -> ProcessCommand { command }
}

/// A program to start: nothing is searched for, and no shell is involved.
public struct ProcessCommand: Hashable, Sendable {
  /// The path of the executable.
  public var executable: String
  /// The arguments, without the program's own name.
  public var arguments: [String]
  /// The whole environment.
  public var environment: [String: String]
  /// The directory to work in; nil for that of this process.
  public var workingDirectory: String?
  /// The user of the operating system to run as; nil for that of this process.
  public var user: String?

  /// Makes a command.
  ///
  /// - Parameters:
  ///   - executable: The path of the executable.
  ///   - arguments: The arguments, without the program's own name.
  ///   - environment: The whole environment.
  ///   - workingDirectory: The directory to work in.
  ///   - user: The user to run as.
  public init(
    executable: String, arguments: [String] = [], environment: [String: String] = [:], workingDirectory: String? = nil,
    user: String? = nil
  ) {
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
    self.workingDirectory = workingDirectory
    self.user = user
  }

  /// This command as the arguments of another one.
  ///
  /// - Parameters:
  ///   - executable: The program that starts this one.
  ///   - arguments: Its own arguments, which come first.
  /// - Returns: The outer command.
  public func wrapped(in executable: String, _ arguments: [String]) -> ProcessCommand {
    var outer = self
    outer.executable = executable
    outer.arguments = arguments + [self.executable] + self.arguments
    return outer
  }
}
