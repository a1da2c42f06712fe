/// How the CLI fences in the commands it runs. Merged into the settings under `sandbox`.
///
/// What is nil is left out, and the CLI's default holds. Which files and hosts *tools* may use is a matter of
/// permission rules, not of the sandbox.
public struct SandboxSettings: Hashable, Sendable {
  /// Whether commands run in a sandbox; the CLI's default is false.
  public var enabled: Bool?
  /// Whether sandboxed Bash commands need no permission; the CLI's default is true.
  public var autoAllowBashIfSandboxed: Bool?
  /// Commands that run outside.
  public var excludedCommands: [String]?
  /// Whether the model may ask to run a command outside; the CLI's default is true.
  public var allowUnsandboxedCommands: Bool?
  /// Whether a run fails when there is no sandbox on this machine. The TypeScript SDK sets true, the Python SDK and
  /// this one leave it to you.
  public var failIfUnavailable: Bool?
  /// A weaker sandbox that works inside unprivileged containers; the CLI's default is false.
  public var enableWeakerNestedSandbox: Bool?
  /// What may be reached.
  public var network: Network?
  /// Violations to ignore: a part of a command (`*` for all) and parts of the violation's text.
  public var ignoreViolations: OrderedMap<[String]>?
  /// Fields that this library does not know, such as `filesystem` or `credentials`; they win.
  public var additionalFields: JSONObject = [:]

  /// Makes settings with nothing but the switch.
  ///
  /// - Parameter enabled: Whether commands run in a sandbox.
  public init(enabled: Bool? = nil) { self.enabled = enabled }

  /// What sandboxed commands may reach.
  public struct Network: Hashable, Sendable {
    /// Hosts that may be reached.
    public var allowedDomains: [String]?
    /// Hosts that may not.
    public var deniedDomains: [String]?
    /// Whether only managed settings may allow hosts.
    public var allowManagedDomainsOnly: Bool?
    /// Unix sockets that may be used.
    public var allowUnixSockets: [String]?
    /// Whether every Unix socket may be used.
    public var allowAllUnixSockets: Bool?
    /// Whether ports may be bound on this machine.
    public var allowLocalBinding: Bool?
    /// macOS services that may be looked up.
    public var allowMachLookup: [String]?
    /// The port of an HTTP proxy of yours.
    public var httpProxyPort: Int?
    /// The port of a SOCKS proxy of yours.
    public var socksProxyPort: Int?
    /// Fields that this library does not know; they win.
    public var additionalFields: JSONObject = [:]

    /// Makes settings that leave everything to the CLI.
    public init() {}
  }

  var json: JSONObject {
    var fields: JSONObject = [:]
    fields["enabled"] = enabled.map { .bool($0) }
    fields["autoAllowBashIfSandboxed"] = autoAllowBashIfSandboxed.map { .bool($0) }
    fields["excludedCommands"] = JSONValue(strings: excludedCommands)
    fields["allowUnsandboxedCommands"] = allowUnsandboxedCommands.map { .bool($0) }
    fields["failIfUnavailable"] = failIfUnavailable.map { .bool($0) }
    fields["enableWeakerNestedSandbox"] = enableWeakerNestedSandbox.map { .bool($0) }
    fields["network"] = network.map { .object($0.json) }
    if let ignoreViolations {
      fields["ignoreViolations"] = .object(
        JSONObject(ignoreViolations.lazy.map { (key: $0.key, value: .array($0.value.map { .string($0) })) }))
    }
    for (key, value) in additionalFields { fields[key] = value }
    return fields
  }
}

extension SandboxSettings.Network {
  var json: JSONObject {
    var fields: JSONObject = [:]
    fields["allowedDomains"] = JSONValue(strings: allowedDomains)
    fields["deniedDomains"] = JSONValue(strings: deniedDomains)
    fields["allowManagedDomainsOnly"] = allowManagedDomainsOnly.map { .bool($0) }
    fields["allowUnixSockets"] = JSONValue(strings: allowUnixSockets)
    fields["allowAllUnixSockets"] = allowAllUnixSockets.map { .bool($0) }
    fields["allowLocalBinding"] = allowLocalBinding.map { .bool($0) }
    fields["allowMachLookup"] = JSONValue(strings: allowMachLookup)
    fields["httpProxyPort"] = httpProxyPort.map { .integer($0) }
    fields["socksProxyPort"] = socksProxyPort.map { .integer($0) }
    for (key, value) in additionalFields { fields[key] = value }
    return fields
  }
}
