extension ContextUsage {
  /// One kind of content and its tokens (`categories`).
  public struct Category: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// Which kind, by a name that stays the same. (`id`)
    public var id: String? { string("id") }

    /// The kind, in words. (`name`)
    public var name: String { text("name") }

    /// Its tokens. (`tokens`)
    public var tokens: Int { int("tokens") ?? 0 }

    /// The colour in the terminal. (`color`)
    public var color: String { text("color") }

    /// Whether it takes room. (`kind`)
    public var kind: Kind? { open("kind") }

    /// Whether it is loaded when it is needed. (`isDeferred`)
    public var isDeferred: Bool { flag("isDeferred") }

    /// Whether content takes room.
    public struct Kind: OpenStringEnum {
      /// The name as the CLI writes it.
      public let rawValue: String
      /// Any name, known or not.
      public init(rawValue: String) { self.rawValue = rawValue }

      /// It does.
      public static let used = Self(rawValue: "used")
      /// It is the room that is left.
      public static let free = Self(rawValue: "free")
      /// It is kept free.
      public static let buffer = Self(rawValue: "buffer")
      /// It does once it is loaded.
      public static let deferred = Self(rawValue: "deferred")
    }
  }

  /// A memory file (`memoryFiles`).
  public struct MemoryFile: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// Where it is. (`path`)
    public var path: String { text("path") }

    /// Whose it is, such as `Project`. (`type`)
    public var type: String { text("type") }

    /// Its tokens. (`tokens`)
    public var tokens: Int { int("tokens") ?? 0 }
  }

  /// A tool and the tokens of its description.
  public struct Tool: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The tool. (`name`)
    public var name: String { text("name") }

    /// The MCP server it is from. (`serverName`)
    public var serverName: String? { string("serverName") }

    /// Its tokens. (`tokens`)
    public var tokens: Int { int("tokens") ?? 0 }

    /// Whether it is loaded; nil when it always is. (`isLoaded`)
    public var isLoaded: Bool? { bool("isLoaded") }
  }

  /// The instructions of an MCP server (`mcpInstructions`).
  public struct ServerInstructions: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The server. (`serverName`)
    public var serverName: String { text("serverName") }

    /// Their tokens, estimated. (`tokens`)
    public var tokens: Int { int("tokens") ?? 0 }
  }

  /// A part of the system prompt (`systemPromptSections`).
  public struct Section: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The part. (`name`)
    public var name: String { text("name") }

    /// Its tokens. (`tokens`)
    public var tokens: Int { int("tokens") ?? 0 }
  }

  /// A kind of subagent (`agents`).
  public struct Agent: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The kind. (`agentType`)
    public var agentType: String { text("agentType") }

    /// Where it is from. (`source`)
    public var source: String { text("source") }

    /// The plugin it is from. (`pluginId`)
    public var pluginID: String? { string("pluginId") }

    /// The file it is from. (`path`)
    public var path: String? { string("path") }

    /// Its tokens. (`tokens`)
    public var tokens: Int { int("tokens") ?? 0 }
  }

  /// The slash commands (`slashCommands`).
  public struct SlashCommands: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// How many there are. (`totalCommands`)
    public var total: Int { int("totalCommands") ?? 0 }

    /// How many the model is told about. (`includedCommands`)
    public var included: Int { int("includedCommands") ?? 0 }

    /// Their tokens. (`tokens`)
    public var tokens: Int { int("tokens") ?? 0 }
  }

  /// The skills (`skills`).
  public struct Skills: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// How many there are. (`totalSkills`)
    public var total: Int { int("totalSkills") ?? 0 }

    /// How many the model is told about. (`includedSkills`)
    public var included: Int { int("includedSkills") ?? 0 }

    /// Their tokens. (`tokens`)
    public var tokens: Int { int("tokens") ?? 0 }

    /// One by one. (`skillFrontmatter`)
    public var entries: [Skill] { objects("skillFrontmatter") }
  }

  /// A skill (`skillFrontmatter`).
  public struct Skill: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The skill. (`name`)
    public var name: String { text("name") }

    /// Where it is from. (`source`)
    public var source: String { text("source") }

    /// The plugin it is from. (`pluginName`)
    public var pluginName: String? { string("pluginName") }

    /// The file it is from. (`path`)
    public var path: String? { string("path") }

    /// Its tokens. (`tokens`)
    public var tokens: Int { int("tokens") ?? 0 }
  }

  /// What the messages are made of (`messageBreakdown`).
  public struct MessageBreakdown: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// Tokens of tool calls. (`toolCallTokens`)
    public var toolCallTokens: Int { int("toolCallTokens") ?? 0 }

    /// Tokens of their results. (`toolResultTokens`)
    public var toolResultTokens: Int { int("toolResultTokens") ?? 0 }

    /// Tokens of what the CLI adds by itself. (`attachmentTokens`)
    public var attachmentTokens: Int { int("attachmentTokens") ?? 0 }

    /// Tokens of answers. (`assistantMessageTokens`)
    public var assistantMessageTokens: Int { int("assistantMessageTokens") ?? 0 }

    /// Tokens of prompts. (`userMessageTokens`)
    public var userMessageTokens: Int { int("userMessageTokens") ?? 0 }

    /// Tokens of content that stands somewhere else. (`redirectedContextTokens`)
    public var redirectedContextTokens: Int { int("redirectedContextTokens") ?? 0 }

    /// Tokens that belong to none of these. (`unattributedTokens`)
    public var unattributedTokens: Int { int("unattributedTokens") ?? 0 }

    /// Tool calls, by tool. (`toolCallsByType`)
    public var toolCallsByType: [ToolCalls] { objects("toolCallsByType") }

    /// What the CLI adds by itself, by kind. (`attachmentsByType`)
    public var attachmentsByType: [Section] { objects("attachmentsByType") }

    /// The calls of a tool (`toolCallsByType`).
    public struct ToolCalls: JSONBacked {
      /// The whole value, as it arrived.
      public let json: JSONView

      /// A face over any value.
      public init(json: JSONView) { self.json = json }

      /// The tool. (`name`)
      public var name: String { text("name") }

      /// Tokens of the calls. (`callTokens`)
      public var callTokens: Int { int("callTokens") ?? 0 }

      /// Tokens of the results. (`resultTokens`)
      public var resultTokens: Int { int("resultTokens") ?? 0 }
    }
  }

  /// A square of the picture that the terminal shows (`gridRows`).
  public struct Square: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The colour. (`color`)
    public var color: String { text("color") }

    /// Whether it is full. (`isFilled`)
    public var isFilled: Bool { flag("isFilled") }

    /// The kind of content. (`categoryName`)
    public var categoryName: String { text("categoryName") }

    /// Tokens of that kind. (`tokens`)
    public var tokens: Int { int("tokens") ?? 0 }

    /// The share of that kind, in percent. (`percentage`)
    public var percentage: Double { double("percentage") ?? 0 }

    /// How full the square is, from 0 to 1. (`squareFullness`)
    public var fullness: Double { double("squareFullness") ?? 0 }
  }
}
