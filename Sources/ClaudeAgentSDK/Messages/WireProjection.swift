internal import FastTransport

/// Shows a line in the words of the official SDK, for comparing the two line by line.
///
/// ```
/// {"line":7,"type":"user","subtype":null,"kind":"message","class":"UserMessage","fields":{"content":…}}
/// ```
///
/// `fields` has the names and the values of the official SDK's class; nested objects name theirs in `$class`. Content
/// blocks that the official parser drops stand in `beyond`, as they are. A value is written as it stands in the line
/// if the typed property reads as just that; else as the property reads it, so that a difference shows.
package struct WireProjection: ~Copyable {
  /// What becomes of a line in the official SDK.
  package enum Kind: String, Sendable {
    /// It is given to the caller.
    case message
    /// It is a message that only the host program reads.
    case hostOnly = "host_only"
    /// It belongs to the control protocol.
    case control
    /// It goes to the session store.
    case mirror
    /// Its type is not known there, and it is skipped.
    case unknown
    /// It cannot be read.
    case notJSON = "not_json"
    /// It is JSON, but no message.
    case parseError = "parse_error"
  }

  var writer = JSONWriter(capacity: 1024)
  /// Blocks the official parser drops.
  var beyond: [JSONView] = []

  private init() {}

  /// The record of a line, as JSON on one line.
  ///
  /// - Parameters:
  ///   - number: The number of the line, from 0.
  ///   - json: The line.
  package static func record(line number: Int, _ json: JSONView) -> [UInt8] {
    record(line: number, Message(json: json))
  }

  /// The record of a line that is a message already.
  package static func record(line number: Int, _ message: Message) -> [UInt8] {
    let json = message.json
    let kind = kind(of: message)
    var projection = WireProjection()
    projection.writer.beginObject()
    projection.writer.key("line")
    projection.writer.integer(number)
    projection.string("type", kind == .notJSON ? nil : json.node.string(at: "type"), nil)
    projection.string("subtype", kind == .notJSON ? nil : json.node.string(at: "subtype"), nil)
    projection.writer.key("kind")
    projection.writer.string(kind.rawValue)
    if kind == .message || kind == .hostOnly {
      projection.typed(message)
    } else {
      projection.null("class")
      projection.null("fields")
      projection.rest(of: message, kind)
    }
    projection.writer.endObject()
    return projection.writer.finish()
  }

  /// What the official SDK makes of a line.
  package static func kind(of message: Message) -> Kind {
    if case .malformed(let line) = message { return line.fault.code == .notAnObject ? .parseError : .notJSON }
    guard (try? message.json.validate()) != nil else { return .notJSON }
    switch MessageKind(of: message.json.node) {
    case .controlRequest, .controlResponse, .controlCancelRequest: return .control
    case .transcriptMirror: return .mirror
    case .system:
      guard case .system(let system) = message, system.subtype == .sessionStateChanged else { return .message }
      return system.isHostOnly ? .hostOnly : .message
    case .assistant, .user, .result, .streamEvent, .rateLimit, .conversationReset: return .message
    default: return message.type.isEmpty ? .parseError : .unknown
    }
  }

  private mutating func rest(of message: Message, _ kind: Kind) {
    if kind == .unknown { value("json", message.json) }
    guard kind == .notJSON, let fault = fault(of: message) else { return }
    writer.key("error")
    writer.beginObject()
    string("code", fault.code.rawValue, nil)
    writer.key("offset")
    writer.integer(fault.offset)
    writer.endObject()
  }

  private func fault(of message: Message) -> JSONFault? {
    if case .malformed(let line) = message { return line.fault }
    do {
      try message.json.validate()
      return nil
    } catch {
      return error
    }
  }

  private mutating func typed(_ message: Message) {
    switch message {
    case .assistant(let message): fields("AssistantMessage") { $0.put(message) }
    case .user(let message): fields("UserMessage") { $0.put(message) }
    case .system(let message): put(message)
    case .result(let message): fields("ResultMessage") { $0.put(message) }
    case .streamEvent(let message): fields("StreamEvent") { $0.put(message) }
    case .rateLimit(let message): fields("RateLimitEvent") { $0.put(message) }
    case .conversationReset(let message): fields("ConversationResetMessage") { $0.put(message) }
    default:
      null("class")
      null("fields")
    }
    guard !beyond.isEmpty else { return }
    writer.key("beyond")
    writer.beginArray()
    for block in beyond { element(block) }
    writer.endArray()
  }

  mutating func fields(_ name: String, _ body: (inout WireProjection) -> Void) {
    string("class", name, nil)
    writer.key("fields")
    writer.beginObject()
    body(&self)
    writer.endObject()
  }
}

// MARK: Values

extension WireProjection {
  mutating func null(_ name: String) {
    writer.key(name)
    writer.null()
  }

  /// A text: as it stands in the line when it reads as `typed`; a value of another kind passes, as it does there.
  mutating func string(_ name: String, _ typed: String?, _ raw: JSONView?) {
    writer.key(name)
    if let typed, raw?.string != typed { return writer.string(typed) }
    guard let raw, typed != nil || raw.kind != .string else { return writer.null() }
    element(raw)
  }

  mutating func integer(_ name: String, _ typed: Int?, _ raw: JSONView?) {
    writer.key(name)
    if let typed, raw?.int != typed { return writer.integer(typed) }
    guard let raw else { return writer.null() }
    element(raw)
  }

  mutating func double(_ name: String, _ typed: Double?, _ raw: JSONView?) {
    writer.key(name)
    if let typed, raw?.double != typed { return writer.double(typed) }
    guard let raw else { return writer.null() }
    element(raw)
  }

  mutating func milliseconds(_ name: String, _ typed: Duration, _ raw: JSONView?) {
    let (seconds, attoseconds) = typed.components
    let whole = Double(seconds) * 1000 + Double(attoseconds) / 1e15
    double(name, raw == nil ? nil : whole, raw)
  }

  /// A flag. `typed` is what the property says where the line says nothing.
  mutating func bool(_ name: String, _ typed: Bool, _ raw: JSONView?) {
    writer.key(name)
    guard let raw else { return writer.null() }
    if let value = raw.bool, value != typed { return writer.bool(typed) }
    element(raw)
  }

  /// A list of texts; null where the line has none.
  mutating func strings(_ name: String, _ typed: [String], _ raw: JSONView?) {
    writer.key(name)
    guard let raw else { return writer.null() }
    if raw.kind != .array || raw.elements.elementsEqual(typed, by: { $0.string == $1 }) { return element(raw) }
    writer.beginArray()
    for text in typed { writer.string(text) }
    writer.endArray()
  }

  /// A value that has no type of its own.
  mutating func value(_ name: String, _ value: JSONView?) {
    writer.key(name)
    guard let value else { return writer.null() }
    element(value)
  }

  /// A value as it stands in the line. One that spans lines is written anew.
  mutating func element(_ value: JSONView) {
    guard let text = value.rawText else { return writer.null() }
    do {
      try writer.raw(text.utf8)
    } catch {
      guard let value = value.value else { return writer.null() }
      value.write(to: &writer)
    }
  }
}
