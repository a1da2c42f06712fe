internal import FastTransport

/// What became of the set of dynamic MCP servers (`mcp_set_servers`).
public struct MCPServerChanges: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// Servers that are new; those that failed are in ``errors`` too. (`added`)
  public var added: [String] { strings("added") }

  /// Servers that are gone. (`removed`)
  public var removed: [String] { strings("removed") }

  /// Why servers could not be connected, by server (`errors`).
  public var errors: OrderedMap<String> {
    OrderedMap((json.node.at("errors")?.members).map { $0.compactMap(Self.reason) } ?? [])
  }

  private static func reason(_ name: String, _ node: JSONNode) -> (key: String, value: String)? {
    node.string.map { (name, $0) }
  }
}
