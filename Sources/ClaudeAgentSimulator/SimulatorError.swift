/// What can go wrong before a simulated API answers requests.
///
/// Once it runs, nothing throws: a bad request gets an HTTP error as its answer, as the real API does it.
public enum SimulatorError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The port could not be opened, with the system's reason.
  case cannotListen(String)
  /// A scenario file could not be read: its path and the system's reason.
  case unreadableFile(path: String, reason: String)
  /// Scenario data is not what the format asks for: what is wrong, and where.
  case invalidScenarios(String)

  /// A sentence for people.
  public var description: String {
    switch self {
    case .cannotListen(let reason): "the simulated API cannot listen: \(reason)"
    case .unreadableFile(let path, let reason): "the scenario file \(path) cannot be read: \(reason)"
    case .invalidScenarios(let detail): "the scenarios are not valid: \(detail)"
    }
  }
}
