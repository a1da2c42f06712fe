internal import FastTransport

/// Serves in-process MCP servers to one connection: each message of the protocol comes as a control request
/// (`mcp_message`) and its answer goes back in the reply.
///
/// On the loop. A call's id is taken until its tool has really ended, so that the id of a call that was taken back is
/// not given to two.
final class MCPBridge: @unchecked Sendable {
  // Sendable: everything is touched on the loop only.

  private let runner: CallbackRunner
  private let deadlines: any DeadlineSource
  private let events: EventSink
  private let answers: ControlAnswers
  /// Calls that have not ended, by server and id.
  private var calls: [CallKey: Call] = [:]
  private var serial = 0

  /// How many calls may run at once on one connection; a further one is refused.
  static let callLimit = 1024

  private static let keys = JSONKeys(["method", "id", "params", "result", "error"])
  private static let parameterKeys = JSONKeys(["name", "arguments", "_meta"])

  private struct CallKey: Hashable {
    let server: String
    /// The id as it stands in the request: `1` and `"1"` are two ids.
    let id: String
  }

  private struct Call {
    /// Tells this call from an earlier one of the same id.
    let serial: Int
    /// The control request that waits; nil once it was answered or taken back.
    var requestID: RequestID?
    let deadline: (any Deadline)?
  }

  init(
    runner: CallbackRunner, deadlines: any DeadlineSource, events: EventSink, answers: ControlAnswers
  ) {
    self.runner = runner
    self.deadlines = deadlines
    self.events = events
    self.answers = answers
  }

  /// One message to one server.
  func receive(_ request: ControlRequest, servers: [String: MCPServer], execution: CallbackExecution) {
    guard let name = request.serverName, let node = request.message, !node.isNull else {
      return answers.failure(request.id, "Missing server_name or message for MCP request")
    }
    let message = node.pick(Self.keys)
    let id = message[1].flatMap { $0.isNull ? nil : $0 }
    guard let method = message[0], method.kind == .string else {
      // A response to something that was never asked.
      if message[3] != nil || message[4] != nil { return acknowledge(request) }
      return refuse(request, id, .invalidRequest, "The message has no method")
    }
    guard let server = servers[name] else {
      return refuse(request, id, .methodNotFound, "Server '\(name)' not found")
    }
    guard let id else {
      if method.equals("notifications/cancelled") { cancelled(message[2], server: name) }
      return acknowledge(request)
    }
    if method.equals("tools/call") {
      call(request, id, message[2], server: server, name: name, execution: execution)
    } else if method.equals("tools/list") {
      answer(request, id) { writer in (try? writer.raw(server.listing)) ?? writer.null() }
    } else if method.equals("initialize") {
      initialize(request, id, message[2], server)
    } else if method.equals("ping") {
      answer(request, id) { writer in
        writer.beginObject()
        writer.endObject()
      }
    } else {
      refuse(request, id, .methodNotFound, "Method not found: \(method.string ?? "")")
    }
  }

  /// The control request is taken back: its tool is told, and its call stays known until the tool has ended.
  ///
  /// - Returns: False for a request that is none of this bridge.
  func abandon(_ requestID: String) -> Bool {
    guard let key = calls.first(where: { $0.value.requestID?.text == requestID })?.key else { return false }
    giveUp(key)
    return true
  }

  /// Nobody waits for the call any more. Its outcome is still wanted: it frees the id.
  private func giveUp(_ key: CallKey) {
    guard let requestID = calls[key]?.requestID else { return }
    calls[key]?.deadline?.cancel()
    calls[key]?.requestID = nil
    runner.interrupt(requestID.text)
  }

  /// The connection has ended.
  func close() {
    for call in calls.values { call.deadline?.cancel() }
    calls = [:]
  }

  // MARK: Methods

  private func initialize(_ request: ControlRequest, _ id: JSONNode, _ params: JSONNode?, _ server: MCPServer) {
    let wanted = params?.string(at: "protocolVersion") ?? ""
    let version = JSONRPC.protocolVersions.contains(wanted) ? wanted : JSONRPC.protocolVersions[0]
    answer(request, id) { writer in
      writer.beginObject()
      writer.field("protocolVersion", version)
      writer.key("capabilities")
      (["tools": ["listChanged": false]] as JSONObject).write(to: &writer)
      writer.key("serverInfo")
      (["name": .string(server.name), "version": .string(server.version)] as JSONObject).write(to: &writer)
      if let instructions = server.instructions { writer.field("instructions", instructions) }
      writer.endObject()
    }
  }

  private func call(
    _ request: ControlRequest, _ id: JSONNode, _ params: JSONNode?, server: MCPServer, name: String,
    execution: CallbackExecution
  ) {
    if !calls.isEmpty, calls[CallKey(server: name, id: id.rawText ?? "")] != nil {
      return refuse(request, id, .internalError, "Request id \(id.rawText ?? "") is already in flight")
    }
    guard calls.count < Self.callLimit else {
      return refuse(request, id, .internalError, "\(Self.callLimit) calls are in flight already")
    }
    let parts = (params ?? JSONView.null.node).pick(Self.parameterKeys)
    let toolName = parts[0]?.string ?? ""
    guard let served = server.served[toolName] else {
      return finish(request.id, id, .error("Tool '\(toolName)' not found"))
    }
    let arguments = JSONView(node: parts[1].flatMap { $0.isNull ? nil : $0 } ?? Self.noArguments)
    if let violation = served.schema.violation(in: arguments) {
      return finish(request.id, id, .error("Input validation error: \(violation)"))
    }
    serial += 1
    let serial = serial
    let isAsynchronous = if case .asynchronous = served.tool.body { true } else { false }
    let meta = parts[2]
    let key = CallKey(server: name, id: isAsynchronous ? id.rawText ?? "" : "")
    let call = ToolCall(
      arguments: arguments,
      context: ToolContext(
        serverName: name, toolName: toolName, metadata: meta.map(JSONView.init(node:)),
        progress: isAsynchronous ? meta?.at("progressToken").map { progress(for: $0, key, serial) } : nil))
    if isAsynchronous {
      let deadline = served.tool.timeout.map { timeout in
        deadlines.schedule(after: timeout) { [weak self, loop = runner.loop] in
          loop.run { [weak self] in self?.expire(key, serial, id, timeout) }
        }
      }
      calls[key] = Call(serial: serial, requestID: request.id, deadline: deadline)
    }
    let requestID = request.id
    switch served.tool.body {
    case .synchronous(let body):
      ended(
        nil, requestID, id,
        runner.outcome(of: body, call, name: served.label, CallbackSubject(kind: .tool, name: toolName)),
        tool: served)
    case .asynchronous(let body):
      runner.start(
        body, call, id: requestID, execution: execution, CallbackSubject(kind: .tool, name: toolName)
      ) { [self] in
        ended(key, requestID, id, $0, tool: served)
      }
    }
  }

  private static let noArguments = JSONNode(literal: "{}")

  private func ended(
    _ key: CallKey?, _ requestID: RequestID, _ id: JSONNode, _ outcome: Result<ToolResult, any Error>,
    tool: MCPServer.ServedTool
  ) {
    // A synchronous tool has no entry: nothing can come between its call and its end.
    if let key, let call = calls.removeValue(forKey: key) {
      call.deadline?.cancel()
      guard call.requestID != nil else { return }
    }
    switch outcome {
    case .success(let result): finish(requestID, id, result)
    case .failure(let error):
      events.emit(.callbackFailed(tool.label, error))
      finish(requestID, id, .error(ControlAnswers.text(of: error)))
    }
  }

  private func expire(_ key: CallKey, _ serial: Int, _ id: JSONNode, _ timeout: Duration) {
    guard let call = calls[key], call.serial == serial, let requestID = call.requestID else { return }
    giveUp(key)
    finish(requestID, id, .error("The tool did not end within \(timeout)."))
  }

  /// `notifications/cancelled`: the call's own request is answered now, whatever the tool does.
  private func cancelled(_ params: JSONNode?, server: String) {
    guard let id = params?.at("requestId") else { return }
    let key = CallKey(server: server, id: id.rawText ?? "")
    guard let requestID = calls[key]?.requestID else { return }
    giveUp(key)
    answers.success(requestID) { JSONRPC.error(to: &$0, id: id, .requestCancelled, "Request cancelled") }
  }

  /// Progress goes to the CLI as a message of the server's own, as long as the call waits.
  private func progress(
    for token: JSONNode, _ key: CallKey, _ serial: Int
  ) -> @Sendable (Double, Double?, String?) -> Void {
    { [weak self, loop = runner.loop] progress, total, message in
      loop.run { [weak self] in
        // JSON has no other numbers.
        guard progress.isFinite, let self, let call = calls[key], call.serial == serial, call.requestID != nil else {
          return
        }
        report(progress, total, message, token: token, server: key.server)
      }
    }
  }

  private func report(_ progress: Double, _ total: Double?, _ message: String?, token: JSONNode, server: String) {
    var writer = JSONWriter()
    writer.beginObject()
    writer.field("type", "control_request")
    writer.field("request_id", "progress_\(FreshID.short())")
    writer.key("request")
    writer.beginObject()
    writer.field("subtype", "mcp_message")
    writer.field("server_name", server)
    writer.key("message")
    writer.beginObject()
    writer.field("jsonrpc", "2.0")
    writer.field("method", "notifications/progress")
    writer.key("params")
    writer.beginObject()
    writer.key("progressToken")
    if !writer.copy(token) { writer.null() }
    writer.key("progress")
    writer.double(progress)
    if let total, total.isFinite {
      writer.key("total")
      writer.double(total)
    }
    if let message { writer.field("message", message) }
    writer.endObject()
    writer.endObject()
    writer.endObject()
    writer.endObject()
    writer.endLine()
    answers.send(writer.finish())
  }

  // MARK: Answers

  private func finish(_ requestID: RequestID, _ id: JSONNode, _ result: ToolResult) {
    answers.success(requestID) { JSONRPC.result(to: &$0, id: id, result.write) }
  }

  private func answer(_ request: ControlRequest, _ id: JSONNode, _ write: (inout JSONWriter) -> Void) {
    answers.success(request.id) { JSONRPC.result(to: &$0, id: id, write) }
  }

  private func refuse(_ request: ControlRequest, _ id: JSONNode?, _ code: JSONRPC.Code, _ message: String) {
    answers.success(request.id) { JSONRPC.error(to: &$0, id: id, code, message) }
  }

  private func acknowledge(_ request: ControlRequest) {
    answers.success(request.id) { JSONRPC.acknowledgement(to: &$0) }
  }
}
