internal import FastTransport

extension Connection {
  /// A control request that waits for its answer.
  struct Call {
    let subtype: String
    let deadline: any Deadline
    let complete: @Sendable (Result<JSONView, ClaudeAgentError>) -> Void
  }

  /// Sends a control request and waits for its answer: the CLI's, a deadline's, or the end of the connection's.
  ///
  /// - Parameters:
  ///   - subtype: What is asked for.
  ///   - timeout: How long the answer may take.
  ///   - fields: What else the request says.
  /// - Returns: The answer's payload, in a block of its own; an empty object for an answer without one.
  func call(
    _ subtype: String, timeout: Duration, fields: @escaping @Sendable (inout JSONWriter) -> Void = { _ in }
  ) async throws(ClaudeAgentError) -> JSONView {
    guard transport.capabilities.contains(.controlProtocol) else {
      throw ClaudeAgentError(
        .unsupported, detail: "The transport carries no control requests, so \(subtype) cannot be asked for.")
    }
    let result = await LoopWait<Result<JSONView, ClaudeAgentError>>.value(on: loop) { [self] wait in
      begin(subtype, timeout: timeout, fields: fields) { wait.finish($0) }
    }
    guard let result else {
      throw ClaudeAgentError(.cancelled, detail: "The task that waited for the answer to \(subtype) was cancelled.")
    }
    return try result.get()
  }

  /// Sends `initialize` and waits for its answer; a connection that was taken over has it already.
  ///
  /// - Parameters:
  ///   - prompt: The only prompt of the run, if there is one: it follows on the answer at once, from the loop.
  ///   - verify: Looks at the answer, on the loop, before any prompt is written; an error ends the start.
  ///   - write: Writes the request with the id it is given.
  /// - Returns: The answer; nil from a transport without control requests.
  @discardableResult
  func shakeHands(
    then prompt: Prompt? = nil, verify: @escaping @Sendable (JSONView) -> ClaudeAgentError? = { _ in nil },
    fields: @escaping @Sendable (inout JSONWriter) -> Void
  ) async throws(ClaudeAgentError) -> JSONView? {
    guard transport.capabilities.contains(.controlProtocol) else {
      onLoop { connection in
        connection.watchdog?.saw(.initialized)
        if let prompt { connection.write(only: prompt) }
      }
      return nil
    }
    let began = ContinuousClock.now
    let result = await withCheckedContinuation {
      (done: CheckedContinuation<Result<JSONView, ClaudeAgentError>, Never>) in
      onLoop { connection in
        let greeted: @Sendable (Result<JSONView, ClaudeAgentError>) -> Void = { [weak connection] result in
          guard case .success(let answer) = result else { return done.resume(returning: result) }
          if let refusal = verify(answer) { return done.resume(returning: .failure(refusal)) }
          connection?.watchdog?.saw(.initialized)
          if let prompt { connection?.write(only: prompt) }
          done.resume(returning: result)
        }
        if let answer = connection.greeting.take() { return greeted(.success(answer)) }
        connection.begin(
          "initialize", timeout: connection.initializeTimeout, fields: fields, complete: greeted)
      }
    }
    let answer = try result.get()
    onLoop { $0.events.emit(.initialized(after: began.duration(to: .now))) }
    return answer
  }

  /// Sends a control request. On the loop.
  func begin(
    _ subtype: String, timeout: Duration, fields: (inout JSONWriter) -> Void,
    complete: @escaping @Sendable (Result<JSONView, ClaudeAgentError>) -> Void
  ) {
    if framesEnded || end != nil {
      return complete(.failure(makeFailure(end, reading: .endOfStream) ?? .connectionClosed(during: subtype)))
    }
    note(subtype)
    let id = calls.add { id in
      let deadline = deadlines.schedule(after: timeout) { [weak self] in
        self?.onLoop { $0.finishCall(id, .failure($0.overdue(subtype, timeout))) }
      }
      return Call(subtype: subtype, deadline: deadline, complete: complete)
    }
    guard let id else {
      let limit = CallTable<Call>.limit
      return complete(
        .failure(
          ClaudeAgentError(.memoryLimitReached, detail: "\(limit) control requests wait for their answers already.")))
    }
    var writer = JSONWriter()
    writer.beginObject()
    writer.field("type", "control_request")
    writer.field("request_id", id)
    writer.key("request")
    writer.beginObject()
    writer.field("subtype", subtype)
    fields(&writer)
    writer.endObject()
    writer.endObject()
    writer.endLine()
    transport.send(writer.finish()) { [weak self] error in
      guard let error else { return }
      let failure = ClaudeAgentError(transport: error, during: "sending the control request \(subtype)")
      self?.onLoop { connection in
        let overflow = failure.code == .memoryLimitReached
        guard !overflow, connection.transport.capabilities.contains(.process) else {
          return connection.finishCall(id, .failure(failure))
        }
        // The end of a process says more than its broken pipe, and mostly it is on its way.
        _ = connection.deadlines.schedule(after: Self.exitGrace) { [weak connection] in
          connection?.onLoop { $0.finishCall(id, .failure(failure)) }
        }
      }
    }
  }

  private func overdue(_ subtype: String, _ timeout: Duration) -> ClaudeAgentError {
    let detail = "The CLI did not answer the control request \(subtype) in \(timeout)."
    guard inbox.isPaused else { return ClaudeAgentError(.controlRequestTimedOut, detail: detail) }
    return ClaudeAgentError(
      .controlRequestTimedOut,
      detail: "\(detail) Its answer stands behind \(inbox.unreadBytes) bytes of messages that nobody has read.",
      advice: "Read the messages while a control request waits, or raise `ClaudeAgentOptions.maxUnreadBytes`.")
  }

  func answered(_ node: JSONNode) {
    guard let response = node.at("response"), let id = response.string(at: "request_id") else { return }
    guard let call = calls.remove(id) else { return }
    call.deadline.cancel()
    if response.at("subtype")?.equals("error") == true {
      let text = response.string(at: "error") ?? "Unknown error"
      call.complete(
        .failure(
          ClaudeAgentError(
            .controlRequestFailed, detail: "The CLI refused the control request \(call.subtype): \(text)")))
    } else {
      // A copy: the answer outlives the slab it came in.
      let payload = response.at("response").flatMap { $0.kind == .object ? $0.copy() : nil }
      call.complete(.success(JSONView(node: payload ?? Self.emptyObject)))
    }
    considerRest()
    // Requests that waited when the host attached come along with the answer.
    let waiting: [StaticString] = ["pending_permission_requests", "pending_user_dialog_requests"]
    for key in waiting {
      guard let requests = response.at(key)?.elements else { continue }
      for request in requests.prefix(ControlRouter.deferredLimit) { router.receive(request) }
    }
  }

  private static let emptyObject = JSONNode(literal: "{}")

  private func finishCall(_ id: String, _ result: Result<JSONView, ClaudeAgentError>) {
    guard let call = calls.remove(id) else { return }
    call.deadline.cancel()
    call.complete(result)
  }

  /// Ends every waiting call with the reason the connection ended.
  func failCalls() {
    for call in calls.removeAll() {
      call.deadline.cancel()
      call.complete(.failure(makeFailure(end, reading: .endOfStream) ?? .connectionClosed(during: call.subtype)))
    }
  }
}
