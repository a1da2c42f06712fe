/// Tells a message as the events of a stream, in the order of the real API.
///
/// It knows nothing of sockets: `send` gets each event's text, `pause` each delay, and what either throws ends the
/// stream. The break of a reply is thrown as ``Broken`` where it falls due, before the next event.
struct EventStreamWriter {
  /// The stream broke as the reply wanted it; the connection does the rest.
  struct Broken: Error {
    var interruption: Reply.Break
  }

  private let reply: Reply
  private let send: (String) throws -> Void
  private let pause: (Double) throws -> Void
  private var sentCount = 0

  init(reply: Reply, send: @escaping (String) throws -> Void, pause: @escaping (Double) throws -> Void) {
    self.reply = reply
    self.send = send
    self.pause = pause
  }

  /// One event as it stands in a stream.
  static func text(of event: JSONValue, asciiOnly: Bool = true) -> String {
    "event: \(event["type"]?.string ?? "message")\ndata: \(event.text(asciiOnly: asciiOnly))\n\n"
  }

  mutating func write() throws {
    let message = reply.message
    try event(["type": "message_start", "message": head(of: message)])
    if reply.hasPing { try event(["type": "ping"]) }
    for (index, block) in (message["content"]?.array ?? []).enumerated() {
      try self.block(block, index: .number(String(index)))
    }
    try event(["type": "message_delta", "delta": end(of: message), "usage": finalUsage(of: message)])
    try event(["type": "message_stop"])
  }

  private mutating func event(_ event: JSONValue, asciiOnly: Bool = true) throws {
    if let interruption = reply.interruption, sentCount >= interruption.eventCount {
      throw Broken(interruption: interruption)
    }
    sentCount += 1
    try send(Self.text(of: event, asciiOnly: asciiOnly))
  }

  private func head(of message: JSONValue) -> JSONValue {
    var head = message
    head["content"] = []
    head["stop_reason"] = .null
    head["stop_sequence"] = .null
    head["stop_details"] = nil
    var usage = message["usage"] ?? [:]
    usage["output_tokens"] = 1
    head["usage"] = usage
    return head
  }

  private func end(of message: JSONValue) -> JSONValue {
    var end: JSONValue = [
      "stop_reason": message["stop_reason"] ?? .null, "stop_sequence": message["stop_sequence"] ?? .null,
    ]
    end["stop_details"] = message["stop_details"]
    end["container"] = message["container"]
    return end
  }

  private func finalUsage(of message: JSONValue) -> JSONValue {
    var usage = message["usage"] ?? [:]
    usage["service_tier"] = nil
    usage["cache_creation"] = nil
    return usage
  }

  private mutating func block(_ block: JSONValue, index: JSONValue) throws {
    switch block["type"]?.string {
    case "text": try textBlock(block, index: index)
    case "thinking": try thinkingBlock(block, index: index)
    case "tool_use", "server_tool_use": try toolBlock(block, index: index)
    default: try start(block, index: index)
    }
    try event(["type": "content_block_stop", "index": index])
  }

  private mutating func textBlock(_ block: JSONValue, index: JSONValue) throws {
    var empty = block
    empty["text"] = ""
    if block["citations"] != nil { empty["citations"] = [] }
    try start(empty, index: index)
    try deltas(of: block["text"]?.string ?? "", type: "text_delta", member: "text", index: index)
    for citation in block["citations"]?.array ?? [] {
      try delta(["type": "citations_delta", "citation": citation], index: index)
    }
  }

  private mutating func thinkingBlock(_ block: JSONValue, index: JSONValue) throws {
    try start(["type": "thinking", "thinking": "", "signature": ""], index: index)
    try deltas(of: block["thinking"]?.string ?? "", type: "thinking_delta", member: "thinking", index: index)
    try delta(["type": "signature_delta", "signature": block["signature"] ?? ""], index: index)
  }

  private mutating func toolBlock(_ block: JSONValue, index: JSONValue) throws {
    var empty = block
    empty["input"] = [:]
    try start(empty, index: index)
    try delta(["type": "input_json_delta", "partial_json": ""], index: index)
    let input = reply.rawInput ?? (block["input"] ?? [:]).text()
    try deltas(of: input, type: "input_json_delta", member: "partial_json", index: index)
  }

  private mutating func start(_ block: JSONValue, index: JSONValue) throws {
    try event(["type": "content_block_start", "index": index, "content_block": block])
  }

  private mutating func delta(_ delta: JSONValue, index: JSONValue, asciiOnly: Bool = true) throws {
    try event(["type": "content_block_delta", "index": index, "delta": delta], asciiOnly: asciiOnly)
  }

  private mutating func deltas(of text: String, type: String, member: String, index: JSONValue) throws {
    let asciiOnly = type == "text_delta" ? reply.writesASCIIOnly : true
    var rest = text.unicodeScalars[...]
    while !rest.isEmpty {
      let piece = String(rest.prefix(reply.charactersPerDelta))
      rest = rest.dropFirst(reply.charactersPerDelta)
      try delta(["type": .string(type), member: .string(piece)], index: index, asciiOnly: asciiOnly)
      if reply.secondsBetweenDeltas > 0 { try pause(reply.secondsBetweenDeltas) }
    }
  }
}
