/// A subagent that the model may hand work to (an entry of `initialize.agents`).
public struct AgentDefinition: Hashable, Sendable {
  /// When to use this agent; the model reads it.
  public var description: String
  /// The agent's system prompt.
  public var prompt: String
  /// The tools it has; nil for those of the main agent.
  public var tools: [String]?
  /// Tools it does not have; patterns for MCP servers are allowed.
  public var disallowedTools: [String]?
  /// An alias (`sonnet`, `opus`, `haiku`, `inherit`) or a model's full name.
  public var model: String?
  /// Skills loaded for it from the start.
  public var skills: [String]?
  /// Where it remembers things: `user`, `project` or `local`.
  public var memory: SettingSource?
  /// MCP servers it has.
  public var mcpServers: [MCPServer]?
  /// The first turn when it runs as the main agent.
  public var initialPrompt: String?
  /// The most turns it may take.
  public var maxTurns: Int?
  /// Whether it runs in the background.
  public var background: Bool?
  /// How hard it thinks.
  public var effort: EffortLevel?
  /// Its permission mode.
  public var permissionMode: PermissionMode?
  /// Fields that this library does not know, such as `omitClaudeMd`.
  public var additionalFields: JSONObject = [:]

  /// An MCP server of an agent.
  public enum MCPServer: Hashable, Sendable, ExpressibleByStringLiteral {
    /// A server of the session, by name.
    case named(String)
    /// A server for this agent alone.
    case inline(name: String, MCPServerConfiguration)

    /// Names a server of the session.
    public init(stringLiteral value: String) { self = .named(value) }
  }

  /// How hard an agent thinks: a level, or a number.
  public enum EffortLevel: Hashable, Sendable {
    /// A level.
    case level(Effort)
    /// A number; the CLI knows what it means.
    case number(Int)
  }

  /// Makes an agent; set what else it needs afterwards.
  ///
  /// - Parameters:
  ///   - description: When to use it.
  ///   - prompt: Its system prompt.
  ///   - tools: The tools it has; nil for those of the main agent.
  ///   - model: An alias or a model's full name.
  public init(description: String, prompt: String, tools: [String]? = nil, model: String? = nil) {
    self.description = description
    self.prompt = prompt
    self.tools = tools
    self.model = model
  }

  /// The definition as the CLI reads it: unset fields are left out, empty lists and `false` are kept.
  var json: JSONObject {
    var fields: JSONObject = ["description": .string(description), "prompt": .string(prompt)]
    fields["tools"] = JSONValue(strings: tools)
    fields["disallowedTools"] = JSONValue(strings: disallowedTools)
    fields["model"] = model.map { .string($0) }
    fields["skills"] = JSONValue(strings: skills)
    fields["memory"] = memory.map { .string($0.rawValue) }
    fields["mcpServers"] = mcpServers.map { .array($0.map(\.json)) }
    fields["initialPrompt"] = initialPrompt.map { .string($0) }
    fields["maxTurns"] = maxTurns.map { .integer($0) }
    fields["background"] = background.map { .bool($0) }
    switch effort {
    case .level(let level): fields["effort"] = .string(level.rawValue)
    case .number(let number): fields["effort"] = .integer(number)
    case nil: break
    }
    fields["permissionMode"] = permissionMode.map { .string($0.rawValue) }
    for (key, value) in additionalFields { fields[key] = value }
    return fields
  }
}

extension AgentDefinition.MCPServer {
  var json: JSONValue {
    switch self {
    case .named(let name): .string(name)
    case .inline(let name, let configuration): .object([name: .object(configuration.fields)])
    }
  }
}

extension JSONValue {
  /// A list of texts; nil for nil.
  init?(strings: [String]?) {
    guard let strings else { return nil }
    self = .array(strings.map { .string($0) })
  }
}
