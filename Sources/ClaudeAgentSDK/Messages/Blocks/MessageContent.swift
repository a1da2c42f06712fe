internal import FastTransport

/// Content that is a text, or a list of blocks.
public enum MessageContent: Sendable {
  /// A text.
  case text(String)
  /// Blocks, in order; none when there is no content at all.
  case blocks([ContentBlock])

  init(_ node: JSONNode?) {
    if let text = node?.string { self = .text(text) } else { self = .blocks(ContentBlock.blocks(node)) }
  }

  /// The blocks; none for a text.
  public var blocks: [ContentBlock] {
    if case .blocks(let blocks) = self { blocks } else { [] }
  }

  /// The text itself, or the text blocks joined.
  public var text: String {
    switch self {
    case .text(let text): text
    case .blocks(let blocks): blocks.lazy.compactMap(\.text).joined()
    }
  }
}
