/// What the host program serves during a run, as far as the command line and `initialize` must tell the CLI.
///
/// Filled by the rooms that serve it (hooks, permissions, in-process tools, session stores); empty by default.
struct HostCapabilities: Sendable {
  /// The hook registration as the CLI reads it: event to list of matchers. Empty for none.
  var hooks: JSONObject = [:]
  /// Whether permission requests are answered by a callback; the CLI then asks over the control protocol.
  var answersPermissions = false
  /// The in-process MCP servers: the name the CLI uses for each, and the name the server gives itself.
  var inProcessServers: OrderedMap<String> = [:]
  /// Whether the CLI mirrors the transcript to the host.
  var mirrorsSession = false
  /// The dialogs that the host can show.
  var dialogKinds: [String] = []

  /// A host that serves nothing.
  static let none = HostCapabilities()
}
