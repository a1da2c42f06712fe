extension PartialMessage {
  /// A content block while it is being written.
  public struct Block: Sendable {
    /// Its number in the answer, from 0 (`index`).
    public let index: Int
    /// The block as it began: its type, and the tool it calls (`content_block`).
    public let start: ContentBlock
    /// The text so far, of a text block.
    public internal(set) var text: String
    /// The thought so far, of a thinking block.
    public internal(set) var thinking: String
    /// The signature of the thought, once it is there.
    public internal(set) var signature: String
    /// The input so far, of a tool call, as JSON text that may end anywhere.
    public internal(set) var inputJSON = ""
    /// Sources of the text so far.
    public internal(set) var citations: [Citation] = []
    /// Whether nothing more comes (`content_block_stop`).
    public internal(set) var isFinished = false
    /// Whether the block will not become part of the answer: the stream has broken, or the turn was interrupted.
    public internal(set) var isAbandoned = false

    init(index: Int, start: ContentBlock) {
      self.index = index
      self.start = start
      text = ""
      thinking = ""
      signature = ""
      switch start {
      case .text(let block): text = block.text
      case .thinking(let block):
        thinking = block.thinking
        signature = block.signature
      default: break
      }
    }

    /// The call, of a block that calls a tool: the model's own, one at the API, or one of an MCP server.
    public var toolUse: (id: String, name: String)? {
      switch start {
      case .toolUse(let block): (block.id, block.name)
      case .serverToolUse(let block): (block.id, block.name)
      case .mcpToolUse(let block): (block.id, block.name)
      default: nil
      }
    }

    /// The input of a tool call, as far as it is known; nil for other blocks, and before there is any.
    ///
    /// Texts, lists and objects that are not closed yet are closed, and what has only begun is left out; see
    /// ``JSONValue/init(partial:)``. Made anew each time it is read, in time proportional to the input.
    public var input: JSONValue? {
      guard toolUse != nil else { return nil }
      if inputJSON.isEmpty { return start.json["input"]?.value }
      return JSONValue(partial: inputJSON)
    }
  }
}
