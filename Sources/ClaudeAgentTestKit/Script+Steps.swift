public import ClaudeAgentSDK

// MARK: Waiting and answering

extension Script.Step {
  /// Waits for the `initialize` request and answers it with success.
  public static let answerInitialize = Script.Step(action: .awaitInitialize)
  /// Waits for a user message.
  public static let awaitPrompt = Script.Step(action: .awaitPrompt)
  /// Waits for the end of the input.
  public static let awaitEndOfInput = Script.Step(action: .awaitEndOfInput)
  /// From now on no control request gets an answer that the script does not give itself.
  public static let stopAnswering = Script.Step(action: .stopAnswering)

  /// Waits for a line that holds this text; if it is a control request, ``answer(_:)`` or ``answerError(_:)`` follow.
  ///
  /// - Parameter part: The text.
  public static func awaitLine(containing part: String) -> Script.Step {
    Script.Step(action: .awaitLine(containing: part))
  }

  /// Waits for the host's answer to the request with this id.
  ///
  /// - Parameter id: The id of a request made with ``request(_:id:)``.
  public static func awaitAnswer(to id: String) -> Script.Step {
    .awaitLine(containing: #""request_id":"\#(id)""#)
  }

  /// Answers the control request that was waited for with success.
  ///
  /// - Parameter payload: The response.
  public static func answer(_ payload: JSONObject = [:]) -> Script.Step {
    Script.Step(action: .answer(payload.serialized()))
  }

  /// Answers the control request that was waited for with an error.
  ///
  /// - Parameter message: The words of the error.
  public static func answerError(_ message: String) -> Script.Step {
    Script.Step(action: .answerError(message))
  }
}

// MARK: Speaking

extension Script.Step {
  /// Sends one line.
  ///
  /// - Parameter json: The line without its end; it need not be JSON.
  public static func line(_ json: String) -> Script.Step { .bytes(Array(json.utf8) + [0x0A]) }

  /// Sends one message.
  ///
  /// - Parameter json: The message.
  public static func message(_ json: JSONObject) -> Script.Step { .line(json.serialized()) }

  /// Sends bytes; lines may be cut anywhere.
  ///
  /// - Parameter bytes: The bytes.
  public static func bytes(_ bytes: [UInt8]) -> Script.Step { Script.Step(action: .bytes(bytes)) }

  /// Asks the host for something (`control_request`).
  ///
  /// - Parameters:
  ///   - body: The request, with its `subtype`.
  ///   - id: Its id.
  public static func request(_ body: JSONObject, id: String) -> Script.Step {
    .message(["type": "control_request", "request_id": .string(id), "request": .object(body)])
  }

  /// Takes a request back (`control_cancel_request`).
  ///
  /// - Parameter id: The id of the request.
  public static func cancelRequest(id: String) -> Script.Step {
    .message(["type": "control_cancel_request", "request_id": .string(id)])
  }

  /// Sends the first message of a session (`system`, `init`).
  ///
  /// - Parameter sessionID: The id of the session.
  public static func initMessage(sessionID: String = Script.sessionID) -> Script.Step {
    .message([
      "type": "system", "subtype": "init", "session_id": .string(sessionID), "model": "scripted",
      "claude_code_version": "2.1.330", "tools": [], "cwd": "/",
    ])
  }

  /// Sends a part of an answer with one block of text.
  ///
  /// - Parameter text: The text.
  public static func assistant(_ text: String) -> Script.Step {
    .message([
      "type": "assistant",
      "message": [
        "id": "msg_scripted", "type": "message", "role": "assistant", "model": "scripted",
        "content": [["type": "text", "text": .string(text)]],
      ], "parent_tool_use_id": nil, "session_id": .string(Script.sessionID),
    ])
  }

  /// Sends a good end of a turn.
  ///
  /// - Parameters:
  ///   - text: The final text.
  ///   - sessionID: The id of the session.
  public static func result(_ text: String, sessionID: String = Script.sessionID) -> Script.Step {
    .message([
      "type": "result", "subtype": "success", "is_error": false, "result": .string(text), "num_turns": 1,
      "duration_ms": 1, "duration_api_ms": 1, "total_cost_usd": 0, "session_id": .string(sessionID),
    ])
  }

  /// Sends a bad end of a turn.
  ///
  /// - Parameters:
  ///   - text: What is said to be wrong.
  ///   - subtype: Its kind.
  public static func errorResult(_ text: String, subtype: String = "error_during_execution") -> Script.Step {
    .message([
      "type": "result", "subtype": .string(subtype), "is_error": true, "errors": [.string(text)], "num_turns": 1,
      "duration_ms": 1, "duration_api_ms": 1, "session_id": .string(Script.sessionID),
    ])
  }

  /// Tells the state of the session (`session_state_changed`): `running`, `requires_action` or `idle`.
  ///
  /// - Parameter state: The state.
  public static func state(_ state: String) -> Script.Step {
    .message([
      "type": "system", "subtype": "session_state_changed", "state": .string(state), "sdk_host_only": true,
      "session_id": .string(Script.sessionID),
    ])
  }
}

extension Script {
  /// The id of the session that steps use when they are given none.
  public static let sessionID = "00000000-0000-4000-8000-000000000001"
}

// MARK: Time and ending

extension Script.Step {
  /// Waits, by the clock of the transport.
  ///
  /// - Parameter duration: How long.
  public static func delay(_ duration: Duration) -> Script.Step { Script.Step(action: .delay(duration)) }

  /// From now on nothing can be sent to this side: sending fails.
  public static let refuseInput = Script.Step(action: .refuseInput)
  /// From now on closing takes the transport's whole grace, and ends with signal 9.
  public static let ignoreClose = Script.Step(action: .ignoreClose)
  /// Ends the output; the end of the other side is still to come.
  public static let endFrames = Script.Step(action: .endFrames)
  /// Says nothing more, whatever the input does, until the transport is closed.
  public static let stall = Script.Step(action: .stall)

  /// Ends like a process that leaves.
  ///
  /// - Parameters:
  ///   - code: Its exit code.
  ///   - stderr: The tail of its standard error.
  public static func exit(_ code: Int32, stderr: String = "") -> Script.Step {
    .end(TransportEnd(exitStatus: .exited(code: code), stderrTail: stderr))
  }

  /// Ends like a process that a signal has ended.
  ///
  /// - Parameters:
  ///   - number: The signal.
  ///   - stderr: The tail of its standard error.
  public static func signal(_ number: Int32, stderr: String = "") -> Script.Step {
    .end(TransportEnd(exitStatus: .signalled(number: number), stderrTail: stderr))
  }

  /// Ends because carrying frames has failed.
  ///
  /// - Parameter error: Why.
  public static func fail(_ error: ClaudeAgentError) -> Script.Step { .end(TransportEnd(error: error)) }

  /// Ends in this way.
  ///
  /// - Parameter end: How.
  public static func end(_ end: TransportEnd) -> Script.Step { Script.Step(action: .end(end)) }
}
