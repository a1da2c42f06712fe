internal import FastTransport

/// Everything that makes two processes differ, as the bytes they would be given: only runs of equal fingerprints are
/// served by the same processes. Compared in full; the hash only finds it.
final class Fingerprint: Hashable, Sendable {
  private let executable: [String]
  private let arguments: [String]
  private let environment: [String: String]
  private let folder: String?
  private let user: String?
  private let tenant: String?
  private let initialize: [UInt8]
  /// What the servers inside this process say about themselves, by name.
  private let tools: [String: [UInt8]]
  /// What the receiving side was made with.
  private let limits: [Int]
  private let digest: Int

  init(_ request: LaunchRequest) {
    let (options, plan, host) = (request.options, request.plan, request.hostEnvironment)
    // What finding the executable depends on.
    executable = [options.cliPath, host["PATH"], host["HOME"], host[CLILocator.environmentVariable]].map { $0 ?? "" }
    arguments = plan.arguments
    environment = plan.environment
    folder = plan.workingDirectory
    user = plan.user
    tenant = options.tenant
    initialize = request.initialize
    var tools: [String: [UInt8]] = [:]
    for (name, configuration) in options.mcpServers {
      guard let server = configuration.server else { continue }
      tools[name] = Array("\(server.name)\n\(server.version)\n\(server.instructions ?? "")\n".utf8) + server.listing
    }
    self.tools = tools
    limits = [
      options.maxLineLength, options.maxUnreadBytes, Int(clamping: options.shutdownGrace.components.seconds),
      Int(clamping: options.shutdownGrace.components.attoseconds),
    ]
    var hasher = Hasher()
    hasher.combine(arguments)
    hasher.combine(environment)
    hasher.combine(folder)
    hasher.combine(tenant)
    hasher.combine(initialize)
    digest = hasher.finalize()
  }

  static func == (left: Fingerprint, right: Fingerprint) -> Bool {
    left === right || (left.digest == right.digest && left.differences(from: right, first: true).isEmpty)
  }

  func hash(into hasher: inout Hasher) { hasher.combine(digest) }

  /// The parts in which two fingerprints differ, by name: never a value, since these hold secrets.
  ///
  /// - Parameter first: Whether one is enough.
  func differences(from other: Fingerprint, first: Bool = false) -> [String] {
    var names: [String] = []
    func compare(_ name: String, _ isEqual: Bool) { if !isEqual, !(first && !names.isEmpty) { names.append(name) } }
    compare("executable", executable == other.executable)
    compare("arguments", arguments == other.arguments)
    compare("environment", environment == other.environment)
    compare("folder", folder == other.folder)
    compare("user", user == other.user)
    compare("tenant", tenant == other.tenant)
    compare("initialize", initialize == other.initialize)
    compare("tools", tools == other.tools)
    compare("limits", limits == other.limits)
    return names
  }

  /// The same, with the first option or variable that differs.
  func explanation(against other: Fingerprint) -> String {
    differences(from: other).map { name in
      switch name {
      case "arguments": "arguments (\(Self.firstOption(arguments, other.arguments)))"
      case "environment": "environment (\(Self.firstVariable(environment, other.environment)))"
      default: name
      }
    }.joined(separator: ", ")
  }

  private static func firstOption(_ one: [String], _ other: [String]) -> String {
    let longer = one.count >= other.count ? one : other
    let place =
      zip(one, other).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(one.count, other.count)
    // The value that differs stands behind its option.
    return longer.prefix(place + 1).last { $0.hasPrefix("--") } ?? "order"
  }

  private static func firstVariable(_ one: [String: String], _ other: [String: String]) -> String {
    Set(one.keys).union(other.keys).sorted().first { one[$0] != other[$0] } ?? ""
  }
}
