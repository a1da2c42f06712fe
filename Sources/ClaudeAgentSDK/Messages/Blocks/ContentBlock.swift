internal import FastTransport

/// A piece of a message's content.
///
/// Types this version does not know are kept as ``unknown(_:)``, so that the number and the order of blocks are right.
public enum ContentBlock: Sendable {
  /// Text (`text`).
  case text(TextBlock)
  /// What the model thought (`thinking`).
  case thinking(ThinkingBlock)
  /// Thinking that only the API can read (`redacted_thinking`).
  case redactedThinking(RedactedThinkingBlock)
  /// A call of a tool (`tool_use`).
  case toolUse(ToolUseBlock)
  /// What a tool call came to (`tool_result`).
  case toolResult(ToolResultBlock)
  /// A call of a tool that runs at the API (`server_tool_use`).
  case serverToolUse(ServerToolUseBlock)
  /// What such a call came to: all types that end in `_tool_result` but `mcp_tool_result`.
  case serverToolResult(ServerToolResultBlock)
  /// A call of an MCP tool by the API (`mcp_tool_use`).
  case mcpToolUse(MCPToolUseBlock)
  /// What such a call came to (`mcp_tool_result`).
  case mcpToolResult(MCPToolResultBlock)
  /// An image (`image`).
  case image(ImageBlock)
  /// A document (`document`).
  case document(DocumentBlock)
  /// A search result given to the model (`search_result`).
  case searchResult(SearchResultBlock)
  /// A file put into the code execution container (`container_upload`).
  case containerUpload(ContainerUploadBlock)
  /// A tool that a tool search found (`tool_reference`).
  case toolReference(ToolReferenceBlock)
  /// A type this version does not know, or something that is no object.
  case unknown(JSONView)

  /// Reads a block, going by its `type`.
  ///
  /// - Parameter json: The block.
  public init(json: JSONView) {
    guard let number = json.node.name(at: "type", among: Self.wireNames) else {
      self = .unknown(json)
      return
    }
    switch number {
    case 0: self = .text(TextBlock(json: json))
    case 1: self = .thinking(ThinkingBlock(json: json))
    case 2: self = .redactedThinking(RedactedThinkingBlock(json: json))
    case 3: self = .toolUse(ToolUseBlock(json: json))
    case 4: self = .toolResult(ToolResultBlock(json: json))
    case 5: self = .serverToolUse(ServerToolUseBlock(json: json))
    case 6...12: self = .serverToolResult(ServerToolResultBlock(json: json))
    case 13: self = .mcpToolUse(MCPToolUseBlock(json: json))
    case 14: self = .mcpToolResult(MCPToolResultBlock(json: json))
    case 15: self = .image(ImageBlock(json: json))
    case 16: self = .document(DocumentBlock(json: json))
    case 17: self = .searchResult(SearchResultBlock(json: json))
    case 18: self = .containerUpload(ContainerUploadBlock(json: json))
    case 19: self = .toolReference(ToolReferenceBlock(json: json))
    default: self = .unknown(json)
    }
  }

  /// The types in the order of the numbers above.
  private static let wireNames: [StaticString] = [
    "text", "thinking", "redacted_thinking", "tool_use", "tool_result", "server_tool_use", "web_search_tool_result",
    "web_fetch_tool_result", "advisor_tool_result", "code_execution_tool_result", "bash_code_execution_tool_result",
    "text_editor_code_execution_tool_result", "tool_search_tool_result", "mcp_tool_use", "mcp_tool_result", "image",
    "document", "search_result", "container_upload", "tool_reference",
  ]

  /// The elements of an array as blocks; none for anything else.
  static func blocks(_ node: JSONNode?) -> [ContentBlock] {
    guard let node else { return [] }
    return node.elements.map { ContentBlock(json: JSONView(node: $0)) }
  }
}

extension ContentBlock {
  /// The block, as it arrived.
  public var json: JSONView {
    switch self {
    case .text(let block): block.json
    case .thinking(let block): block.json
    case .redactedThinking(let block): block.json
    case .toolUse(let block): block.json
    case .toolResult(let block): block.json
    case .serverToolUse(let block): block.json
    case .serverToolResult(let block): block.json
    case .mcpToolUse(let block): block.json
    case .mcpToolResult(let block): block.json
    case .image(let block): block.json
    case .document(let block): block.json
    case .searchResult(let block): block.json
    case .containerUpload(let block): block.json
    case .toolReference(let block): block.json
    case .unknown(let json): json
    }
  }

  /// The block's `type`; empty for something without one.
  public var type: String { json.node.string(at: "type") ?? "" }

  /// The text of a text block; nil for the others.
  public var text: String? {
    if case .text(let block) = self { block.text } else { nil }
  }
}
