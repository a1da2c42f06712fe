internal import FastTransport

/// An MCP server of the session and how it is (an entry of `mcp_status`).
public struct MCPServerStatus: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The server, as it was configured. (`name`)
  public var name: String { text("name") }

  /// How it is. (`status`)
  public var status: State? { open("status") }

  /// What the server says about itself, once it is connected. (`serverInfo`)
  public var serverInfo: Info? { object("serverInfo") }

  /// Why it failed, in words. (`error`)
  public var error: String? { string("error") }

  /// Why it is not connected, where a program can do something about it. (`error_code`)
  public var errorCode: String? { string("error_code") }

  /// The entry it was configured with; nil for a server inside this process. (`config`)
  public var configuration: JSONView? { view("config") }

  /// How it is reached: `stdio`, `sse`, `http`, `sdk` and others. (`transport`)
  public var transport: String? { string("transport") }

  /// Where it was configured: `project`, `user`, `local`, `dynamic` and others. (`scope`)
  public var scope: String? { string("scope") }

  /// Who defined it: `sdk` for a server inside this process, `dynamic`, `plugin` and others. (`source`)
  public var source: String? { string("source") }

  /// Its tools, once it is connected. (`tools`)
  public var tools: [Tool] { objects("tools") }

  /// What a server says about itself (`serverInfo`).
  public struct Info: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// Its name. (`name`)
    public var name: String { text("name") }

    /// Its version. (`version`)
    public var version: String { text("version") }
  }

  /// A tool of a server (`tools`).
  public struct Tool: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The tool, as the server calls it. (`name`)
    public var name: String { text("name") }

    /// What it does. (`description`)
    public var description: String? { string("description") }

    /// Whether it changes nothing; nil when the server does not say (`annotations.readOnly`).
    public var isReadOnly: Bool? { json.node.at("annotations", "readOnly")?.bool }

    /// Whether it may destroy something; nil when the server does not say (`annotations.destructive`).
    public var isDestructive: Bool? { json.node.at("annotations", "destructive")?.bool }

    /// Whether it reaches beyond a closed set of things; nil when the server does not say (`annotations.openWorld`).
    public var isOpenWorld: Bool? { json.node.at("annotations", "openWorld")?.bool }

    /// More about the tool, for a host that shows its `ui://` resource. (`_meta`)
    public var metadata: JSONView? { view("_meta") }
  }

  /// How a server can be.
  public struct State: OpenStringEnum {
    /// The name as the CLI writes it.
    public let rawValue: String
    /// Any name, known or not.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// It is there.
    public static let connected = Self(rawValue: "connected")
    /// It is being connected.
    public static let pending = Self(rawValue: "pending")
    /// It could not be connected.
    public static let failed = Self(rawValue: "failed")
    /// Somebody has to sign in.
    public static let needsAuth = Self(rawValue: "needs-auth")
    /// It is switched off.
    public static let disabled = Self(rawValue: "disabled")
  }
}
