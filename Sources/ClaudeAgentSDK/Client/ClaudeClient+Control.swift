internal import FastTransport

extension ClaudeClient {
  /// Sends any control request, for those that have no method here.
  ///
  /// - Parameters:
  ///   - subtype: What is asked for. (`request.subtype`)
  ///   - fields: What else the request says.
  ///   - timeout: How long the answer may take; nil for ``ClaudeAgentOptions/controlTimeout``.
  /// - Returns: The answer's payload; an empty object for an answer without one.
  /// - Throws: ``ClaudeAgentError/Code/controlRequestFailed`` with the CLI's words;
  ///   ``ClaudeAgentError/Code/controlRequestTimedOut``; ``ClaudeAgentError/Code/notConnected``; what ended the
  ///   conversation.
  @discardableResult
  public func control(
    _ subtype: String, _ fields: JSONObject = [:], timeout: Duration? = nil
  ) async throws(ClaudeAgentError) -> JSONView {
    let link = try await link()
    return try await link.connection.call(subtype, timeout: timeout ?? link.controlTimeout) { writer in
      for (key, value) in fields {
        writer.key(key)
        value.write(to: &writer)
      }
    }
  }

  /// Interrupts the turn that runs; the conversation goes on, and so do prompts that wait. Nothing happens when none
  /// runs. (`interrupt`)
  ///
  /// - Parameter cancellingQueued: Whether prompts that wait are taken back too. (`cancel_queued`)
  /// - Returns: What became of prompts that were waiting.
  /// - Throws: As ``control(_:_:timeout:)``.
  @discardableResult
  public func interrupt(cancellingQueued: Bool = false) async throws(ClaudeAgentError) -> InterruptReceipt {
    InterruptReceipt(json: try await control("interrupt", cancellingQueued ? ["cancel_queued": true] : [:]))
  }

  /// Changes what happens when a tool needs a permission. (`set_permission_mode`)
  ///
  /// - Parameter mode: The mode from here on.
  /// - Throws: As ``control(_:_:timeout:)``; the CLI refuses modes that it does not know.
  public func setPermissionMode(_ mode: PermissionMode) async throws(ClaudeAgentError) {
    try await control("set_permission_mode", ["mode": .string(mode.rawValue)])
  }

  /// Changes the model, from the next request to the service on. (`set_model`)
  ///
  /// - Parameter model: An alias or a full name; nil for the default.
  /// - Throws: As ``control(_:_:timeout:)``; the CLI refuses models that it cannot use.
  public func setModel(_ model: String?) async throws(ClaudeAgentError) {
    try await control("set_model", ["model": model.map { .string($0) } ?? nil])
  }

  /// Answers a permission request whose decision was put off with ``PermissionDecision/deferred``.
  ///
  /// - Parameters:
  ///   - id: ``PermissionRequest/requestID``.
  ///   - decision: The decision; not ``PermissionDecision/deferred``.
  /// - Returns: False when the request waits no longer: it was answered, taken back, or the CLI has ended.
  /// - Throws: ``ClaudeAgentError/Code/notConnected``.
  @discardableResult
  public func answer(
    permissionRequest id: String, with decision: PermissionDecision
  ) async throws(ClaudeAgentError) -> Bool {
    let connection = try await link().connection
    return await connection.fromLoop { $0.router.answerLater(id, decision) }
  }
}

/// What became of prompts that were waiting when a turn was interrupted. Empty from a CLI older than 2.1.205.
public struct InterruptReceipt: JSONBacked {
  /// The whole answer, as it arrived.
  public let json: JSONView

  /// A face over any value.
  public init(json: JSONView) { self.json = json }

  /// Prompts that still wait, each to be a turn of its own, by their ids (`still_queued`).
  public var stillQueued: [String] { strings("still_queued") }
  /// Prompts that were taken back, by their ids (`cancelled`).
  public var cancelled: [String] { strings("cancelled") }
}
