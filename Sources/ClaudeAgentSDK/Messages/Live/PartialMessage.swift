internal import FastTransport

/// An answer while it is being written, put together from its pieces. Needs
/// ``ClaudeAgentOptions/includePartialMessages``.
///
/// ```swift
/// var answer = PartialMessage()
/// for try await message in try await client.send("Write a poem") {
///   if case .streamEvent(let event) = message, answer.add(event) { show(answer.text) }
/// }
/// ```
///
/// It holds the answer that is being written, or the last one: where an answer begins, what was there before is gone.
/// That happens several times in a turn with tools, and when the service has failed and the CLI asks again. Events that
/// make no sense, such as a piece of a block that has not begun, change nothing.
public struct PartialMessage: Sendable {
  /// The API's id of the answer, ``AssistantMessage/messageID``; nil before the first answer (`message.id`).
  public private(set) var id: String?
  /// The model that answers (`message.model`).
  public private(set) var model = ""
  /// The content blocks so far, in order.
  public private(set) var blocks: [Block] = []
  /// Tokens as counted so far: at the beginning those that were read, at the end all of them (`usage`).
  public private(set) var usage: Usage?
  /// Why the answer has ended; nil while it is written, and where it was interrupted (`delta.stop_reason`).
  public private(set) var stopReason: StopReason?
  /// The sequence that has ended it (`delta.stop_sequence`).
  public private(set) var stopSequence: String?
  /// Whether the answer has ended, well or not (`message_stop`).
  public private(set) var isFinished = false
  /// Whether pieces were left out because of ``byteLimit``.
  public private(set) var isTruncated = false
  /// How many bytes of content an answer may have; further pieces are left out.
  public let byteLimit: Int
  /// Whose answer it is: the `Agent` tool call of a subagent, or nil for the main conversation.
  public let parentToolUseID: String?
  private var byteCount = 0

  /// What a block costs beside its content.
  private static var blockCost: Int { 256 }

  /// Makes an answer that has not begun.
  ///
  /// - Parameters:
  ///   - byteLimit: How many bytes of content an answer may have.
  ///   - parentToolUseID: Whose answer it is; events of others change nothing. So far the CLI sends those of the main
  ///     conversation only.
  public init(byteLimit: Int = 64 << 20, parentToolUseID: String? = nil) {
    self.byteLimit = byteLimit
    self.parentToolUseID = parentToolUseID
  }

  /// The text of all text blocks, joined.
  public var text: String { blocks.reduce(into: "") { $0 += $1.text } }

  /// The thoughts of all thinking blocks, joined.
  public var thinking: String { blocks.reduce(into: "") { $0 += $1.thinking } }

  /// Takes the next event in.
  ///
  /// - Parameter event: The event.
  /// - Returns: Whether it has changed the answer.
  @discardableResult
  public mutating func add(_ event: StreamEvent) -> Bool {
    guard event.parentToolUseID == parentToolUseID else { return false }
    switch event.event {
    case .contentBlockDelta(let piece): return add(piece)
    case .messageStart(let start): return begin(start)
    case .contentBlockStart(let start): return begin(start)
    case .contentBlockStop(let stop):
      guard let place = place(of: stop.index) else { return false }
      blocks[place].isFinished = true
      return true
    case .messageDelta(let change): return add(change)
    case .messageStop:
      guard id != nil, !isFinished else { return false }
      isFinished = true
      if let first = event.abandonedBlocks?.fromBlockIndex { abandon(from: first) }
      return true
    case .ping, .error, .unknown: return false
    }
  }

  private mutating func begin(_ start: APIEvent.MessageStart) -> Bool {
    guard let message = start.message, let id = message.id else { return false }
    self = PartialMessage(byteLimit: byteLimit, parentToolUseID: parentToolUseID)
    self.id = id
    model = message.model
    // Copies, here and below: the answer outlives the slabs of its events.
    usage = message.usage?.copy()
    return true
  }

  private mutating func begin(_ start: APIEvent.ContentBlockStart) -> Bool {
    guard id != nil, let content = start.contentBlock else { return false }
    guard hasRoom(for: Self.blockCost + (content.json.node.rawSlice?.count ?? 0)) else { return false }
    let block = Block(index: start.index, start: ContentBlock(json: content.json.copy()))
    if let place = place(of: start.index) { blocks[place] = block } else { blocks.append(block) }
    return true
  }

  private mutating func add(_ piece: APIEvent.ContentBlockDelta) -> Bool {
    guard let place = place(of: piece.index) else { return false }
    switch piece.delta {
    case .text(let text):
      guard hasRoom(for: text.utf8.count) else { return false }
      blocks[place].text += text
    case .inputJSON(let text):
      guard hasRoom(for: text.utf8.count) else { return false }
      blocks[place].inputJSON += text
    case .thinking(let text):
      guard hasRoom(for: text.utf8.count) else { return false }
      blocks[place].thinking += text
    case .signature(let text):
      guard hasRoom(for: text.utf8.count) else { return false }
      blocks[place].signature = text
    case .citation(let source):
      guard hasRoom(for: Self.blockCost + (source.json.node.rawSlice?.count ?? 0)) else { return false }
      blocks[place].citations.append(source.copy())
    case .unknown: return false
    }
    return true
  }

  private mutating func add(_ change: APIEvent.MessageDelta) -> Bool {
    guard id != nil else { return false }
    if let usage = change.usage { self.usage = usage.copy() }
    stopReason = change.stopReason ?? stopReason
    stopSequence = change.stopSequence ?? stopSequence
    return true
  }

  private mutating func abandon(from first: Int) {
    for place in blocks.indices where blocks[place].index >= first { blocks[place].isAbandoned = true }
  }

  private mutating func hasRoom(for bytes: Int) -> Bool {
    guard bytes <= byteLimit - byteCount else {
      isTruncated = true
      return false
    }
    byteCount += bytes
    return true
  }

  /// Where a block stands; mostly it is the last.
  private func place(of index: Int) -> Int? {
    if let last = blocks.last, last.index == index { return blocks.count - 1 }
    return blocks.lastIndex { $0.index == index }
  }
}
