private import Foundation

/// What a request for a message says that decides its answer.
struct Conversation: Sendable {
  let body: JSONValue
  private let messages: [JSONValue]

  init(body: JSONValue) {
    self.body = body
    messages = body["messages"]?.array ?? []
  }

  var model: String? { body["model"]?.string }
  var isStreaming: Bool { body["stream"]?.bool ?? false }
  var toolNames: [String] {
    (body["tools"]?.array ?? []).compactMap { $0["name"]?.string ?? $0["type"]?.string }
  }

  /// The newest text block of the user that is more than reminders, without them.
  var lastUserText: String {
    for message in messages.reversed() where message.role == "user" {
      for text in message.texts.reversed() {
        let own = Self.withoutReminders(text)
        if !own.isEmpty { return own }
      }
    }
    return ""
  }

  /// The content of the newest user message as JSON.
  var lastUserContent: String {
    messages.last { $0.role == "user" }?["content"]?.text(asciiOnly: false) ?? ""
  }

  /// Every text of the conversation, tool results included: what `{{CAPTURE:...}}` searches.
  var wholeText: String {
    messages.map(\.wholeText).joined(separator: "\n")
  }

  /// The newest marker in a text of the user, and how many assistant messages came after it. Tool results do not
  /// count: a file that was read may hold a marker.
  var marker: (name: String, step: Int)? {
    for (index, message) in messages.enumerated().reversed() where message.role == "user" {
      if let name = message.texts.reversed().lazy.compactMap(Self.lastMarker(in:)).first {
        return (name, messages[(index + 1)...].count { $0.role == "assistant" })
      }
    }
    return nil
  }

  /// The scenario of a request that the CLI makes on its own account.
  var sideRequest: String? {
    let last = (messages.last?.texts ?? []) + (messages.last { $0.role == "user" }?.texts ?? [])
    let system = body["system"]?.asContent.compactMap(\.ownText).joined(separator: "\n") ?? ""
    let hasTools = !(body["tools"]?.array ?? []).isEmpty
    func lastHolds(_ part: String) -> Bool { last.contains { $0.contains(part) } }

    if lastHolds("detailed summary of the conversation") || lastHolds("detailed summary of the RECENT portion")
      || system.contains("tasked with summarizing conversations")
    {
      return "_compact"
    }
    if !hasTools, Self.asksForTitle(String(system.prefix(1500))) { return "_title" }
    if lastHolds("[SUGGESTION MODE") { return "_suggestion" }
    if !hasTools, body["max_tokens"]?.integer == 1 { return "_quota" }
    return nil
  }

  private static func asksForTitle(_ system: String) -> Bool {
    Pattern("(?is)(title|topic).{0,200}(conversation|session|coding)")?.lastMatch(in: system) != nil
  }

  private static func lastMarker(in text: String) -> String? {
    Pattern("SCENARIO:([A-Za-z0-9_.\\-]+)")?.lastMatch(in: text)
  }

  static func withoutReminders(_ text: String) -> String {
    var rest = text
    while let start = rest.range(of: "<system-reminder>") {
      let end = rest.range(of: "</system-reminder>", range: start.upperBound..<rest.endIndex)?.upperBound
      rest.removeSubrange(start.lowerBound..<(end ?? rest.endIndex))
    }
    return rest.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

extension JSONValue {
  fileprivate var role: String? { self["role"]?.string }

  /// A content that may be a plain string, as blocks.
  fileprivate var asContent: [JSONValue] {
    if let string { return [["type": "text", "text": .string(string)]] }
    return array ?? []
  }

  fileprivate var ownText: String? {
    self["type"]?.string == "text" ? self["text"]?.string : nil
  }

  /// The text blocks of a message.
  fileprivate var texts: [String] { (self["content"]?.asContent ?? []).compactMap(\.ownText) }

  fileprivate var wholeText: String {
    let parts = (self["content"]?.asContent ?? []).compactMap { block -> String? in
      guard block["type"]?.string == "tool_result" else { return block.ownText }
      return block["content"]?.string ?? block["content"]?.text(asciiOnly: false)
    }
    return parts.joined(separator: "\n")
  }
}
