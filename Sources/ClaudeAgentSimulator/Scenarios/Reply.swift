/// One answer to a request for a message, read from the data of a step.
struct Reply: Sendable {
  /// An HTTP error instead of a message.
  struct Failure: Sendable {
    var status: Int
    var contentType: String
    var body: String
    var headers: [(name: String, value: String)]
  }

  /// How and when a stream breaks.
  struct Break: Sendable {
    enum Mode: String {
      case close
      case rst
      case badJSON = "bad_json"
      case errorEvent = "error_event"
      case hang
    }

    var eventCount: Int
    var mode: Mode
    var seconds: Double?
    var error: JSONValue
  }

  /// The whole message, as it goes out when the answer is not a stream.
  var message: JSONValue
  var headers: [(name: String, value: String)]
  var failure: Failure?
  var interruption: Break?
  var charactersPerDelta: Int
  var secondsBetweenDeltas: Double
  var secondsToFirstByte: Double
  /// The gate that must be open before the answer begins.
  var gate: String?
  var hasPing: Bool
  var writesASCIIOnly: Bool
  /// What tool calls stream as their input instead of their real one.
  var rawInput: String?

  /// - Parameters:
  ///   - step: the data, with its variables put in place.
  ///   - identity: what the ids of the answer are made from; the same identity gives the same ids.
  init(step: JSONValue, model: String?, identity: String) {
    message = Self.message(step: step, model: model, identity: identity)
    headers = Self.headers(of: step["headers"])
    failure = step["error"].map { Self.failure(of: $0, identity: identity) }
    interruption = step["break"].map(Self.interruption(of:))
    charactersPerDelta = max(step["chunk"]?.integer ?? 24, 1)
    secondsBetweenDeltas = (step["delay_ms"]?.double ?? 0) / 1000
    secondsToFirstByte = (step["ttft_ms"]?.double ?? 0) / 1000
    gate = step["gate"]?.string
    hasPing = step["ping"]?.bool ?? true
    writesASCIIOnly = step["ascii"]?.bool ?? true
    rawInput = step["raw_input"]?.string
  }

  /// An answer of one plain text.
  init(text: String, model: String?, identity: String) {
    self.init(
      step: ["content": [["type": "text", "text": .string(text)]]], model: model, identity: identity)
  }

  private static func headers(of value: JSONValue?) -> [(name: String, value: String)] {
    (value?.members ?? []).map { ($0.name, $0.value.string ?? $0.value.text()) }
  }

  private static func failure(of error: JSONValue, identity: String) -> Failure {
    let raw = error["raw"]?.string
    let body: JSONValue = [
      "type": "error",
      "error": ["type": error["type"] ?? "api_error", "message": error["message"] ?? "simulated error"],
      "request_id": .string(Identifier.make("req_01", from: identity)),
    ]
    return Failure(
      status: error["status"]?.integer ?? 500,
      contentType: error["content_type"]?.string ?? (raw == nil ? "application/json" : "text/html"),
      body: raw ?? body.text(),
      headers: headers(of: error["headers"]))
  }

  private static func interruption(of data: JSONValue) -> Break {
    Break(
      eventCount: data["after"]?.integer ?? 0,
      mode: data["mode"]?.string.flatMap(Break.Mode.init(rawValue:)) ?? .close,
      seconds: data["seconds"]?.double,
      error: data["error"] ?? ["type": "overloaded_error", "message": "Overloaded"])
  }

  private static func message(step: JSONValue, model: String?, identity: String) -> JSONValue {
    let blocks = (step["content"]?.array ?? [["type": "text", "text": "ok"]]).enumerated().map { index, block in
      completed(block, identity: "\(identity)|\(index)")
    }
    let callsTools = blocks.contains { $0["type"]?.string == "tool_use" }
    var message: JSONValue = [
      "id": step["id"] ?? .string(Identifier.make("msg_01", from: identity)),
      "type": "message",
      "role": "assistant",
      "model": step["model"] ?? model.map(JSONValue.string) ?? .null,
      "content": .array(blocks),
      "stop_reason": step["stop_reason"] ?? (callsTools ? "tool_use" : "end_turn"),
      "stop_sequence": step["stop_sequence"] ?? .null,
      "usage": usage(of: blocks, changes: step["usage"]),
    ]
    for name in ["stop_details", "container", "context_management"] {
      if let value = step[name] { message[name] = value }
    }
    return message
  }

  private static func completed(_ block: JSONValue, identity: String) -> JSONValue {
    var block = block
    switch block["type"]?.string {
    case "tool_use" where block["id"] == nil:
      block["id"] = .string(Identifier.make("toolu_01", from: identity))
    case "server_tool_use" where block["id"] == nil:
      block["id"] = .string(Identifier.make("srvtoolu_01", from: identity))
    case "thinking" where block["signature"] == nil:
      block["signature"] = .string(Identifier.make("Er", from: identity, count: 128))
    default: break
    }
    return block
  }

  private static func usage(of blocks: [JSONValue], changes: JSONValue?) -> JSONValue {
    // Four bytes to a token is near enough for a simulation.
    let output = blocks.reduce(0) { $0 + max(1, $1.text(asciiOnly: false).utf8.count / 4) }
    var usage: JSONValue = [
      "input_tokens": 12,
      "cache_creation_input_tokens": 0,
      "cache_read_input_tokens": 0,
      "cache_creation": ["ephemeral_5m_input_tokens": 0, "ephemeral_1h_input_tokens": 0],
      "output_tokens": .number(String(output)),
      "service_tier": "standard",
    ]
    for change in changes?.members ?? [] { usage[change.name] = change.value }
    return usage
  }
}
