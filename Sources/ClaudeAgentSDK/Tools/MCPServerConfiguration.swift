/// How the CLI reaches an MCP server: outside this process, or inside (an entry of `--mcp-config`).
public struct MCPServerConfiguration: Hashable, Sendable {
  /// The entry as the CLI reads it. Keys that this library does not know, such as `timeout` (milliseconds) or
  /// `alwaysLoad`, can be added here.
  public var fields: JSONObject
  /// The server inside this process; nil for one outside.
  public private(set) var server: MCPServer?

  /// Makes an entry from its fields.
  ///
  /// - Parameter fields: The entry as the CLI reads it.
  public init(fields: JSONObject) { self.fields = fields }

  /// A program that the CLI starts and talks to over its standard streams.
  ///
  /// - Parameters:
  ///   - command: The program.
  ///   - arguments: Its arguments.
  ///   - environment: Variables on top of the CLI's own environment.
  /// - Returns: The entry.
  public static func stdio(
    command: String, arguments: [String] = [], environment: OrderedMap<String> = [:]
  ) -> MCPServerConfiguration {
    var fields: JSONObject = ["type": "stdio", "command": .string(command)]
    fields["args"] = .array(arguments.map { .string($0) })
    if !environment.isEmpty { fields["env"] = .object(environment.json) }
    return MCPServerConfiguration(fields: fields)
  }

  /// A server reached by streaming HTTP.
  ///
  /// - Parameters:
  ///   - url: Its address.
  ///   - headers: Headers sent with each request.
  /// - Returns: The entry.
  public static func http(url: String, headers: OrderedMap<String> = [:]) -> MCPServerConfiguration {
    remote("http", url, headers)
  }

  /// A server reached by server-sent events.
  ///
  /// - Parameters:
  ///   - url: Its address.
  ///   - headers: Headers sent with each request.
  /// - Returns: The entry.
  public static func sse(url: String, headers: OrderedMap<String> = [:]) -> MCPServerConfiguration {
    remote("sse", url, headers)
  }

  /// A server inside this process.
  ///
  /// - Parameter server: The server.
  /// - Returns: The entry.
  public static func inProcess(_ server: MCPServer) -> MCPServerConfiguration {
    var entry = MCPServerConfiguration(fields: ["type": "sdk", "name": .string(server.name)])
    entry.server = server
    return entry
  }

  /// The same entry, without the code of the host.
  var standIn: MCPServerConfiguration {
    var entry = self
    entry.server = server?.standIn
    return entry
  }

  private static func remote(_ type: String, _ url: String, _ headers: OrderedMap<String>) -> MCPServerConfiguration {
    var fields: JSONObject = ["type": .string(type), "url": .string(url)]
    if !headers.isEmpty { fields["headers"] = .object(headers.json) }
    return MCPServerConfiguration(fields: fields)
  }
}

extension MCPServerConfiguration {
  /// Whether both name the same server in the same way.
  public static func == (left: Self, right: Self) -> Bool {
    left.fields == right.fields && left.server === right.server
  }

  /// Feeds the hasher with the fields; equal entries have equal ones.
  ///
  /// - Parameter hasher: The hasher.
  public func hash(into hasher: inout Hasher) { hasher.combine(fields) }
}

extension OrderedMap<String> {
  /// The map as a JSON object of texts.
  var json: JSONObject { JSONObject(lazy.map { (key: $0.key, value: .string($0.value)) }) }
}
