/// Which environment variables the CLI gets.
///
/// The CLI passes its environment on to the tools it runs, so what is inherited here can be read by the model.
///
/// ```swift
/// options.environment = ["LANG": "C"]                                       // inherited, with one change
/// options.environment = .inherit(removing: ["AWS_*"])                       // everything but those
/// options.environment = .inherit(allowing: ["PATH", "HOME", "ANTHROPIC_*"]) // nothing but those
/// options.environment = .only(["PATH": "/usr/bin:/bin", "HOME": "/srv/agent", "ANTHROPIC_API_KEY": key])
/// ```
///
/// A name that ends in `*` stands for every name that begins so. `CLAUDECODE`, the mark of a session inside Claude
/// Code, is never inherited; set it if you mean it. This library adds the variables it needs on top; see
/// ``ClaudeAgentOptions/environment``.
public struct EnvironmentProfile: Hashable, Sendable {
  enum Base: Hashable, Sendable {
    case everything(except: [String])
    case allowed([String])
    case nothing
  }

  let base: Base
  /// The variables set explicitly; they win over inherited ones.
  public var settings: [String: String]

  /// The variables of this process, some of them left out, some of them set.
  ///
  /// - Parameters:
  ///   - names: Variables to leave out.
  ///   - settings: Variables to set.
  /// - Returns: The profile.
  public static func inherit(
    removing names: [String] = [], setting settings: [String: String] = [:]
  ) -> EnvironmentProfile {
    EnvironmentProfile(base: .everything(except: names), settings: settings)
  }

  /// Some variables of this process and no others, some of them set.
  ///
  /// - Parameters:
  ///   - names: Variables to inherit. The CLI needs `HOME` and `PATH`.
  ///   - settings: Variables to set.
  /// - Returns: The profile.
  public static func inherit(
    allowing names: [String], setting settings: [String: String] = [:]
  ) -> EnvironmentProfile {
    EnvironmentProfile(base: .allowed(names), settings: settings)
  }

  /// An environment built from nothing.
  ///
  /// - Parameter settings: All its variables. The CLI needs `HOME` and `PATH`.
  /// - Returns: The profile.
  public static func only(_ settings: [String: String]) -> EnvironmentProfile {
    EnvironmentProfile(base: .nothing, settings: settings)
  }

  /// A variable set explicitly; nil for one that is inherited or absent.
  ///
  /// - Parameter name: The variable.
  public subscript(name: String) -> String? {
    get { settings[name] }
    set { settings[name] = newValue }
  }

  /// The part of the host's variables that is inherited.
  func inherited(from host: [String: String]) -> [String: String] {
    var kept: [String: String]
    switch base {
    case .everything(let except): kept = host.filter { !Self.matches($0.key, except) }
    case .allowed(let names): kept = host.filter { Self.matches($0.key, names) }
    case .nothing: kept = [:]
    }
    kept["CLAUDECODE"] = nil
    return kept
  }

  private static func matches(_ name: String, _ patterns: [String]) -> Bool {
    patterns.contains { $0.hasSuffix("*") ? name.hasPrefix($0.dropLast()) : name == $0 }
  }
}

extension EnvironmentProfile: ExpressibleByDictionaryLiteral {
  /// Everything inherited, with these variables set; of equal names the last value wins.
  public init(dictionaryLiteral elements: (String, String)...) {
    self = .inherit(setting: Dictionary(elements) { $1 })
  }
}
