/// What every event about one tool call tells.
public protocol ToolHookInput: HookInput {
  /// The call (`tool_use_id`).
  var toolUseID: String { get }
}

extension ToolHookInput {
  /// The call (`tool_use_id`).
  public var toolUseID: String { text("tool_use_id") }
  /// The tool; `mcp__server__tool` for an MCP tool (`tool_name`).
  public var toolName: String { text("tool_name") }
  /// The tool's input; `null` when there is none (`tool_input`).
  public var toolInput: JSONView { view("tool_input") ?? .null }
  /// The server of an MCP tool; nil for others (`mcp_server`).
  public var mcpServer: HookMCPServer? { object("mcp_server") }
}

/// The server that an MCP tool belongs to (`mcp_server`). Trust ``source-swift.property``, not the name: servers of
/// different sources may have the same.
public struct HookMCPServer: JSONBacked {
  /// The whole value, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// Its name in the configuration (`name`).
  public var name: String { text("name") }
  /// Where it comes from (`source`).
  public var source: Source? { open("source") }

  /// Where a server can come from.
  public struct Source: OpenStringEnum {
    /// The name as the CLI writes it.
    public let rawValue: String
    /// Any name, known or not.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// From this process, or another that serves the CLI.
    public static let sdk = Self(rawValue: "sdk")
    /// From a plugin.
    public static let plugin = Self(rawValue: "plugin")
    /// From the user's configuration.
    public static let user = Self(rawValue: "user")
    /// From the project's configuration.
    public static let project = Self(rawValue: "project")
    /// From the user's configuration for the project.
    public static let local = Self(rawValue: "local")
    /// From the command line or a control request.
    public static let dynamic = Self(rawValue: "dynamic")
    /// From managed settings.
    public static let managed = Self(rawValue: "managed")
    /// From the organisation.
    public static let enterprise = Self(rawValue: "enterprise")
    /// From the user's account.
    public static let claudeAI = Self(rawValue: "claudeai")
    /// From the definition of an agent.
    public static let agent = Self(rawValue: "agent")
  }
}

/// Before a tool is called (`PreToolUse`).
public struct PreToolUseInput: ToolHookInput, PermissionHookInput, ContextHookInput {
  /// The whole input, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }
}

extension HookEvent where Input == PreToolUseInput {
  /// Before a tool is called: allow, deny, ask, put off, or change the input. Gating. Matches the tool's name.
  public static var preToolUse: Self { Self("PreToolUse") }
}

extension HookOutput where Input == PreToolUseInput {
  /// What the tool is called with instead, whole. It counts with `allow` and `ask`. (`updatedInput`)
  public var updatedInput: JSONObject? {
    get { self[object: "updatedInput"] }
    set { self[object: "updatedInput"] = newValue }
  }

  /// Allows the call. Rules that deny or ask are still heeded.
  ///
  /// - Parameters:
  ///   - reason: Why.
  ///   - updatedInput: What the tool is called with instead, whole; nil for what the model wrote.
  /// - Returns: The output.
  public static func allow(_ reason: String? = nil, updatedInput: JSONObject? = nil) -> Self {
    var output = Self(.allow, reason)
    output.updatedInput = updatedInput
    return output
  }

  /// Puts the call off: the run ends with ``ResultMessage/deferredToolUse``, and the call is made when the session is
  /// resumed.
  ///
  /// - Parameter reason: Why.
  /// - Returns: The output.
  public static func `defer`(_ reason: String? = nil) -> Self { Self(.defer, reason) }
}

/// After a tool call that succeeded (`PostToolUse`).
public struct PostToolUseInput: ToolHookInput, BlockableHookInput, ContextHookInput {
  /// The whole input, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// What the tool returned, in a form of its own; `null` when there is none (`tool_response`).
  public var toolResponse: JSONView { view("tool_response") ?? .null }
  /// How long the tool ran, without the time for permissions and hooks (`duration_ms`).
  public var duration: Duration? { milliseconds("duration_ms") }
}

extension HookEvent where Input == PostToolUseInput {
  /// After a tool call that succeeded: add to what the model sees, or change it. Matches the tool's name.
  public static var postToolUse: Self { Self("PostToolUse") }
}

extension HookOutput where Input == PostToolUseInput {
  /// What the model sees instead of the tool's response. For a built-in tool it must have the form of its response.
  /// (`updatedToolOutput`)
  public var updatedToolOutput: JSONValue? {
    get { specific["updatedToolOutput"] }
    set { specific["updatedToolOutput"] = newValue }
  }

  /// What the classifier of the permission mode ``PermissionMode/auto`` is told, at most 2000 characters.
  /// (`classifierContext`)
  public var classifierContext: String? {
    get { self[text: "classifierContext"] }
    set { self[text: "classifierContext"] = newValue }
  }
}

/// After a tool call that failed (`PostToolUseFailure`).
public struct PostToolUseFailureInput: ToolHookInput, BlockableHookInput, ContextHookInput {
  /// The whole input, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// What went wrong (`error`).
  public var error: String { text("error") }
  /// Whether it was interrupted rather than wrong (`is_interrupt`).
  public var isInterrupt: Bool { flag("is_interrupt") }
  /// How long the tool ran, without the time for permissions and hooks (`duration_ms`).
  public var duration: Duration? { milliseconds("duration_ms") }
}

extension HookEvent where Input == PostToolUseFailureInput {
  /// After a tool call that failed: tell the model something about it. Matches the tool's name.
  public static var postToolUseFailure: Self { Self("PostToolUseFailure") }
}

/// After all tool calls of one message of the model (`PostToolBatch`).
public struct PostToolBatchInput: BlockableHookInput, ContextHookInput {
  /// The whole input, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// The calls (`tool_calls`).
  public var toolCalls: [ToolCall] { objects("tool_calls") }

  /// A call and what came of it.
  public struct ToolCall: JSONBacked {
    /// The whole value, as it arrived.
    public let json: JSONView

    /// A face over any value.
    public init(json: JSONView) { self.json = json }

    /// The tool (`tool_name`).
    public var toolName: String { text("tool_name") }
    /// The tool's input; `null` when there is none (`tool_input`).
    public var toolInput: JSONView { view("tool_input") ?? .null }
    /// The call (`tool_use_id`).
    public var toolUseID: String { text("tool_use_id") }
    /// What the model sees of the result: a text or content blocks (`tool_response`).
    public var toolResponse: JSONView? { view("tool_response") }
  }
}

extension HookEvent where Input == PostToolBatchInput {
  /// After all tool calls of one message, before the model reads their results. Has no matcher.
  public static var postToolBatch: Self { Self("PostToolBatch") }
}
