/// Knows the paths of the API: decides what a request is answered with. It does no I/O.
struct Endpoint: Sendable {
  enum Answer {
    case plain(status: Int, contentType: String, headers: [(name: String, value: String)], body: String)
    case stream(Reply, headers: [(name: String, value: String)])
  }

  /// The answer, what to wait for before it, and what the log keeps of the request.
  struct Decision {
    var answer: Answer
    /// The gate that must be open.
    var gate: String?
    var secondsToFirstByte = 0.0
    var record: ReceivedRequest
  }

  private(set) var script: Script
  private var answerCount = 0

  init(script: Script) {
    self.script = script
  }

  mutating func setVariable(_ name: String, to value: String?) {
    script.setVariable(name, to: value)
  }

  mutating func decide(on request: HTTPRequest) -> Decision {
    answerCount += 1
    let (run, path) = Self.route(request.target)
    var record = ReceivedRequest(request)
    if path == "/v1/messages", request.method == "POST" {
      return message(for: request, run: run, record: record)
    }
    if path == "/v1/messages/count_tokens", request.method == "POST" {
      return plain(["input_tokens": .number(String(max(1, request.body.count / 4)))], record: record)
    }
    if path.hasPrefix("/v1/models"), request.method == "GET" {
      return plain(["data": [], "has_more": false, "first_id": .null, "last_id": .null], record: record)
    }
    if request.method == "HEAD" {
      record.status = 200
      return Decision(
        answer: .plain(status: 200, contentType: "application/json", headers: [], body: ""), record: record)
    }
    return failure(404, "not_found_error", "there is no \(request.method) \(path) here", record: record)
  }

  /// `/run/<id>/v1/messages` separates the attempt counters of several users.
  private static func route(_ target: String) -> (run: String, path: String) {
    let path = String(target.prefix { $0 != "?" })
    let parts = path.split(separator: "/", maxSplits: 2)
    guard parts.count == 3, parts[0] == "run" else { return ("default", path) }
    return (String(parts[1]), "/" + parts[2])
  }

  private mutating func message(for request: HTTPRequest, run: String, record: ReceivedRequest) -> Decision {
    var record = record
    guard let body = try? JSONParser.parse(request.body), body["messages"]?.array?.isEmpty == false else {
      return failure(400, "invalid_request_error", "the body is not JSON with messages", record: record)
    }
    let conversation = Conversation(body: body)
    let choice = script.answer(to: conversation, run: run)
    record.describe(conversation, choice)

    let reply = choice.reply
    var headers = [(name: "request-id", value: Identifier.make("req_01", from: "\(answerCount)"))]
    headers += reply.headers
    let answer: Answer
    if let failure = reply.failure {
      record.status = failure.status
      answer = .plain(
        status: failure.status, contentType: failure.contentType, headers: headers + failure.headers,
        body: failure.body)
    } else if conversation.isStreaming {
      answer = .stream(reply, headers: headers)
    } else {
      answer = .plain(
        status: 200, contentType: "application/json", headers: headers, body: reply.message.text())
    }
    return Decision(
      answer: answer, gate: reply.gate, secondsToFirstByte: reply.secondsToFirstByte, record: record)
  }

  private func plain(_ body: JSONValue, status: Int = 200, record: ReceivedRequest) -> Decision {
    var record = record
    record.status = status
    return Decision(
      answer: .plain(status: status, contentType: "application/json", headers: [], body: body.text()), record: record)
  }

  private func failure(_ status: Int, _ type: String, _ words: String, record: ReceivedRequest) -> Decision {
    plain(Self.failureBody(type, words), status: status, record: record)
  }

  /// An error as the API words it.
  static func failureBody(_ type: String, _ words: String) -> JSONValue {
    ["type": "error", "error": ["type": .string(type), "message": .string(words)]]
  }
}

extension ReceivedRequest {
  init(_ request: HTTPRequest) {
    method = request.method
    path = request.target
    headers = request.headers.filter { $0.key != "authorization" && $0.key != "x-api-key" }
    bodyByteCount = request.body.count
    isStreaming = false
    lastUserText = ""
    lastUserContent = ""
    conversationText = ""
    tools = []
    step = 0
    attempt = 0
    status = 200
  }

  mutating func describe(_ conversation: Conversation, _ choice: Script.Choice) {
    model = conversation.model
    isStreaming = conversation.isStreaming
    lastUserText = conversation.lastUserText
    lastUserContent = String(conversation.lastUserContent.prefix(Self.longestContent))
    conversationText = String(conversation.wholeText.suffix(Self.longestContent))
    tools = conversation.toolNames
    scenario = choice.scenario
    step = choice.step
    attempt = choice.attempt
  }
}
