internal import FastTransport

/// A transcript read through once: how its entries hang together, and where each one is.
struct ConversationIndex {
  /// The types of entries that are part of a conversation.
  static let types: [StaticString] = ["user", "assistant", "progress", "system", "attachment"]

  private(set) var graph = ConversationGraph()
  /// The names of entries, and all others.
  private var names = EntryNames()
  private var labels = EntryNames()

  /// Adds an entry; false for what is none.
  mutating func add(_ json: JSONNode) -> Bool {
    guard let type = json.name(at: "type", among: Self.types), let uuid = json.string(at: "uuid") else { return false }
    var entry = ConversationGraph.Entry(id: names.number(uuid))
    let parent = json.string(at: "parentUuid").nonEmpty
    entry.parent = names.number(parent)
    if json.isTrue("isSidechain") { entry.flags.insert(.isSidechain) }
    if json.isTrue("isMeta") { entry.flags.insert(.isMeta) }
    if json.isTrue("teamName") { entry.flags.insert(.isTeam) }
    let isSide = entry.flags.contains(.isSidechain) ? "side " : "main "
    entry.writer = labels.number(
      "writer " + isSide + (json.at("agentId").flatMap { $0.isNull ? nil : $0.rawText } ?? ""))
    entry.source = names.number(json.string(at: "sourceToolAssistantUUID"))
    let message = json.at("message")
    if type == 0 { entry.flags.insert(.user) }
    if type == 1 {
      entry.flags.insert(.assistant)
      entry.response = labels.number(message?.string(at: "id").nonEmpty.map { "response " + $0 })
    }
    let isResponse = entry.response != ConversationGraph.none
    var calls: [Int32] = []
    if let content = message?.at("content"), content.kind == .array {
      for block in content.elements {
        guard block.at("type")?.equals(isResponse ? "tool_use" : "tool_result") == true else { continue }
        if type == 0, parent != nil { entry.flags.insert(.isToolResult) }
        if let id = block.string(at: isResponse ? "id" : "tool_use_id") { calls.append(labels.number("call " + id)) }
      }
    }
    graph.add(entry, calls: calls)
    return true
  }
}

extension JSONNode {
  /// Whether a member is there and says yes: `true`, a number but zero, a text, an array or an object with anything in.
  func isTrue(_ key: StaticString) -> Bool {
    guard let value = at(key), let kind = value.kind else { return false }
    return switch kind {
    case .bool: value.bool == true
    case .number: value.double != 0
    case .string: !value.equals("")
    case .array: value.elements.contains { _ in true }
    case .object: value.members.contains { _ in true }
    case .null: false
    }
  }
}
