/// Serves one connection, request after request, on the thread that calls `serve`.
struct ConnectionHandler {
  let connection: Connection
  let decide: (HTTPRequest) -> Endpoint.Decision
  let isOpen: (_ gate: String) -> Bool
  /// Told of each request whose whole answer was written.
  var report: ((ServedRequest) -> Void)?

  func serve() {
    // Whatever ends the service, the client sees an end; after a reset there is nothing left to end.
    defer { connection.end() }
    var parser = HTTPRequestParser()
    var received = 0.0
    do {
      while let request = try next(from: &parser, received: &received) {
        guard try answer(request, received: received), request.keepsAlive else { return }
      }
    } catch let failure as HTTPRequestParser.Failure {
      let body = Endpoint.failureBody("invalid_request_error", failure.reason).text()
      try? writePlain(status: failure.status, contentType: "application/json", headers: [], body: body, isLast: true)
    } catch {
      // The client went away or the server stops: nobody waits for an answer.
    }
  }

  private func next(from parser: inout HTTPRequestParser, received: inout Double) throws -> HTTPRequest? {
    while true {
      if let request = try parser.next() { return request }
      if parser.awaitsContinue {
        try connection.write("HTTP/1.1 100 Continue\r\n\r\n")
        parser.continueIsSent()
      }
      let bytes = try connection.read()
      if report != nil { received = ServedRequest.now }
      if bytes.isEmpty { return nil }
      parser.append(bytes)
    }
  }

  /// Says whether the connection can be used again.
  private func answer(_ request: HTTPRequest, received: Double) throws -> Bool {
    let decision = decide(request)
    if let gate = decision.gate {
      while !isOpen(gate) { try connection.pause(0.005) }
    }
    try connection.pause(decision.secondsToFirstByte)
    switch decision.answer {
    case .plain(let status, let contentType, let headers, let body):
      try writePlain(
        status: status, contentType: contentType, headers: headers, body: body, isLast: !request.keepsAlive)
      tell(decision.record, received: received)
      return true
    case .stream(let reply, let headers):
      try stream(reply, headers: headers)
      tell(decision.record, received: received)
      return false
    }
  }

  private func tell(_ record: ReceivedRequest, received: Double) {
    report?(ServedRequest(record: record, received: received, answered: ServedRequest.now))
  }

  private func writePlain(
    status: Int, contentType: String, headers: [(name: String, value: String)], body: String, isLast: Bool
  ) throws {
    var all = [(name: "content-type", value: contentType), (name: "content-length", value: String(body.utf8.count))]
    if isLast { all.append((name: "connection", value: "close")) }
    try connection.write(HTTPResponseHead(status: status, headers: all + headers).text + body)
  }

  /// The end of the connection is the end of the stream, so that a stream cut short looks like one.
  private func stream(_ reply: Reply, headers: [(name: String, value: String)]) throws {
    let all = [
      (name: "content-type", value: "text/event-stream; charset=utf-8"), (name: "cache-control", value: "no-cache"),
      (name: "connection", value: "close"),
    ]
    try connection.write(HTTPResponseHead(status: 200, headers: all + headers).text)
    var writer = EventStreamWriter(reply: reply, send: connection.write, pause: connection.pause)
    do {
      try writer.write()
    } catch let broken as EventStreamWriter.Broken {
      try interrupt(broken.interruption)
    }
  }

  private func interrupt(_ interruption: Reply.Break) throws {
    switch interruption.mode {
    case .close: return
    case .rst: connection.reset()
    case .badJSON:
      try connection.write(
        "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"del\n\n")
    case .errorEvent:
      try connection.write(EventStreamWriter.text(of: ["type": "error", "error": interruption.error]))
    case .hang:
      if let seconds = interruption.seconds {
        try connection.pause(seconds)
      } else {
        try connection.waitForEnd()
      }
    }
  }
}
