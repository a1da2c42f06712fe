internal import FastTransport

extension ClaudeClient {
  /// Names the session. (`rename_session`)
  ///
  /// - Parameters:
  ///   - title: The name.
  ///   - isByUser: Whether a user of your program has chosen it, which the CLI then does not change by itself.
  ///     (`source`: `host`)
  ///   - sessionID: The session that is meant: the request is refused once another has begun. (`session_id`)
  /// - Throws: As ``control(_:_:timeout:)``.
  public func renameSession(
    _ title: String, byUser isByUser: Bool = true, sessionID: String? = nil
  ) async throws(ClaudeAgentError) {
    var fields: JSONObject = ["title": .string(title), "source": .string(isByUser ? "host" : "remote")]
    fields["session_id"] = sessionID.map { .string($0) }
    try await control("rename_session", fields)
  }

  /// Sets the colour of the session. The CLI 2.1.330 does not take it without a terminal. (`set_color`)
  ///
  /// - Parameter color: A colour of the CLI's, or `default`.
  /// - Throws: As ``control(_:_:timeout:)``.
  public func setColor(_ color: String) async throws(ClaudeAgentError) {
    try await control("set_color", ["color": .string(color)])
  }

  /// Has a small model find a name for the session. (`generate_session_title`)
  ///
  /// - Parameters:
  ///   - description: What the session is about.
  ///   - persists: Whether the session is named so, too. (`persist`)
  /// - Returns: The name; nil when none was found.
  /// - Throws: As ``control(_:_:timeout:)``.
  public func generateSessionTitle(
    from description: String, persisting persists: Bool = false
  ) async throws(ClaudeAgentError) -> String? {
    try await control(
      "generate_session_title", ["description": .string(description), "persist": .bool(persists)])["title"]?.string
  }

  /// Takes back a prompt that still waits. (`cancel_async_message`)
  ///
  /// - Parameter uuid: The prompt, ``Turn/promptUUID``.
  /// - Returns: Whether it was taken back; false when it is being answered, was answered, or was never there.
  /// - Throws: As ``control(_:_:timeout:)``.
  @discardableResult
  public func cancelMessage(_ uuid: String) async throws(ClaudeAgentError) -> Bool {
    try await control("cancel_async_message", ["message_uuid": .string(uuid)])["cancelled"]?.bool ?? false
  }

  /// Takes the conversation back to a prompt, as if it and everything after it had not been said. Files stay as they
  /// are; see ``rewindFiles(to:dryRun:)``. (`rewind_conversation`)
  ///
  /// - Parameters:
  ///   - uuid: The prompt. (`target_message_uuid`)
  ///   - interruptsTurn: Whether a turn that runs is interrupted; otherwise nothing is rewound while one runs.
  ///     (`interrupt_if_running`)
  /// - Returns: What became of it; a refusal is an answer, and no error.
  /// - Throws: As ``control(_:_:timeout:)``.
  @discardableResult
  public func rewindConversation(
    to uuid: String, interruptingTurn interruptsTurn: Bool = false
  ) async throws(ClaudeAgentError) -> ConversationRewind {
    ConversationRewind(
      json: try await control(
        "rewind_conversation",
        ["target_message_uuid": .string(uuid), "interrupt_if_running": .bool(interruptsTurn)]))
  }

  /// Asks a question about the conversation that does not become part of it. (`side_question`)
  ///
  /// - Parameters:
  ///   - question: What to ask.
  ///   - history: Questions beside the conversation that were asked before.
  /// - Returns: The answer.
  /// - Throws: As ``control(_:_:timeout:)``.
  public func sideQuestion(
    _ question: String, history: [SideExchange] = []
  ) async throws(ClaudeAgentError) -> SideAnswer {
    var fields: JSONObject = ["question": .string(question)]
    if !history.isEmpty { fields["history"] = .array(history.map(\.json)) }
    return SideAnswer(json: try await control("side_question", fields))
  }

  /// Has the CLI end the session: a turn that runs is aborted, and the process ends by itself. ``close()`` is the usual
  /// way. (`end_session`)
  ///
  /// - Parameter reason: Why, for the CLI's log.
  /// - Throws: As ``control(_:_:timeout:)``.
  public func endSession(reason: String? = nil) async throws(ClaudeAgentError) {
    try await control("end_session", reason.map { ["reason": .string($0)] } ?? [:])
  }
}
