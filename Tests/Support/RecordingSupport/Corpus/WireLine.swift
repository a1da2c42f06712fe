package import ClaudeAgentSDK

/// One recorded line, checked in every way.
package struct WireLine {
  let number: Int
  let message: Message
  let raw: [UInt8]

  package init(number: Int, message: Message, raw: [UInt8]) {
    self.number = number
    self.message = message
    self.raw = raw
  }

  package func differences(from record: [UInt8]) throws -> [String] {
    let expected = try JSONValue(parsing: record)
    var differences = try projected(beside: expected)
    differences += kept()
    differences += faces()
    return differences
  }

  /// The record that `claude-agent decode` prints, beside the official SDK's.
  private func projected(beside expected: JSONValue) throws -> [String] {
    let ours = try JSONValue(parsing: WireProjection.record(line: number, message))
    var comparison = WireComparison()
    comparison.compare(ours["line"], expected["line"], at: "line")
    comparison.compare(ours["type"], expected["type"], at: "type")
    comparison.compare(ours["subtype"], expected["subtype"], at: "subtype")
    comparison.compare(ours["kind"], expected["kind"], at: "kind")
    comparison.compare(ours["class"], expected["parsed"]?["$class"], at: "class")
    var fields = expected["parsed"]?.object
    fields?["$class"] = nil
    comparison.compare(ours["fields"], fields.map(JSONValue.object), at: "fields")
    return comparison.differences
  }

  /// Nothing of the line is lost: the view gives back its very bytes, and so does a copy.
  private func kept() -> [String] {
    if case .malformed(let line) = message {
      let same = line.withBytes { $0.byteCount == raw.count } && line.firstBytes(raw.count) == raw
      return same ? [] : ["the bytes of a malformed line differ"]
    }
    func bytes(of view: JSONView) -> [UInt8] {
      view.withBytes { unsafe $0.withUnsafeBytes { unsafe Array($0) } }
    }
    var differences: [String] = []
    if bytes(of: message.json) != raw { differences.append("the bytes of the view differ") }
    if bytes(of: message.copy().json) != raw { differences.append("the bytes of a copy differ") }
    return differences
  }

  /// What the official parser has no word for is there too.
  private func faces() -> [String] {
    var differences: [String] = []
    let parts: (content: JSONView?, blocks: [ContentBlock])
    switch message {
    case .assistant(let message): parts = (message.json["message"]?["content"], message.content)
    case .user(let message): parts = (message.json["message"]?["content"], message.content.blocks)
    case .system(let message):
      if WireCorpus.isBundled, case .unknown = message.event { return ["system subtype \(message.subtype) is unknown"] }
      return []
    case .unknown(let message):
      if MessageKind(of: message.json.node)?.isControl != true, WireCorpus.isBundled {
        return ["type \(message.type) is unknown"]
      }
      return []
    default: return []
    }
    let wanted = parts.content.map { Array($0.elements) } ?? []
    if parts.blocks.count != wanted.count { differences.append("\(parts.blocks.count) blocks of \(wanted.count)") }
    for (block, wanted) in zip(parts.blocks, wanted) {
      if block.json.rawText != wanted.rawText { differences.append("block \(block.type) is not the line's") }
      if WireCorpus.isBundled, case .unknown = block { differences.append("block \(block.type) is unknown") }
    }
    return differences
  }
}
