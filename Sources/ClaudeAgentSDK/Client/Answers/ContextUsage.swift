internal import FastTransport

/// What fills the context window (`get_context_usage`).
public struct ContextUsage: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// What there is, by kind. (`categories`)
  public var categories: [Category] { objects("categories") }

  /// Tokens in use. (`totalTokens`)
  public var totalTokens: Int { int("totalTokens") ?? 0 }

  /// How many there is room for. (`maxTokens`)
  public var maxTokens: Int { int("maxTokens") ?? 0 }

  /// How many the model has room for. (`rawMaxTokens`)
  public var rawMaxTokens: Int { int("rawMaxTokens") ?? 0 }

  /// How much is in use, in percent. (`percentage`)
  public var percentage: Double { double("percentage") ?? 0 }

  /// The model. (`model`)
  public var model: String { text("model") }

  /// Whether the CLI makes the context smaller by itself. (`isAutoCompactEnabled`)
  public var isAutoCompactEnabled: Bool { flag("isAutoCompactEnabled") }

  /// At how many tokens it does. (`autoCompactThreshold`)
  public var autoCompactThreshold: Int? { int("autoCompactThreshold") }

  /// What that number rests on: `auto`, `model-default` and others. (`autocompactSource`)
  public var autoCompactSource: String? { string("autocompactSource") }

  /// Memory files. (`memoryFiles`)
  public var memoryFiles: [MemoryFile] { objects("memoryFiles") }

  /// Tools of MCP servers. (`mcpTools`)
  public var mcpTools: [Tool] { objects("mcpTools") }

  /// Instructions of MCP servers. (`mcpInstructions`)
  public var mcpInstructions: [ServerInstructions] { objects("mcpInstructions") }

  /// Built-in tools that are loaded when they are needed. (`deferredBuiltinTools`)
  public var deferredBuiltInTools: [Tool] { objects("deferredBuiltinTools") }

  /// Built-in tools. (`systemTools`)
  public var systemTools: [Tool] { objects("systemTools") }

  /// Parts of the system prompt. (`systemPromptSections`)
  public var systemPromptSections: [Section] { objects("systemPromptSections") }

  /// Kinds of subagents. (`agents`)
  public var agents: [Agent] { objects("agents") }

  /// Slash commands. (`slashCommands`)
  public var slashCommands: SlashCommands? { object("slashCommands") }

  /// Skills. (`skills`)
  public var skills: Skills? { object("skills") }

  /// What the messages are made of. (`messageBreakdown`)
  public var messageBreakdown: MessageBreakdown? { object("messageBreakdown") }

  /// Tokens as the service counted them last; nil before the first answer. (`apiUsage`)
  public var apiUsage: Usage? { object("apiUsage") }

  /// The picture that the terminal shows, row by row (`gridRows`).
  public var gridRows: [[Square]] {
    guard let rows = json.node.at("gridRows") else { return [] }
    return rows.elements.map { row in
      row.elements.compactMap { $0.kind == .object ? Square(json: JSONView(node: $0)) : nil }
    }
  }
}
