/// A plugin to load for this run.
public struct PluginReference: Hashable, Sendable {
  /// The plugin's directory.
  public let path: String

  /// A plugin in a local directory (`--plugin-dir`); the only kind the CLI takes from a host.
  ///
  /// - Parameter path: The directory.
  /// - Returns: The reference.
  public static func local(path: String) -> PluginReference { PluginReference(path: path) }

  private init(path: String) { self.path = path }
}

/// The value of an argument that this library has no option for.
public enum ExtraArgument: Hashable, Sendable, ExpressibleByStringInterpolation {
  /// The flag alone: `--name`.
  case flag
  /// The flag with a value: `--name value`, or `--name=value` for a value that begins with a dash.
  case value(String)

  /// Makes a flag with a value.
  public init(stringLiteral value: String) { self = .value(value) }
}
