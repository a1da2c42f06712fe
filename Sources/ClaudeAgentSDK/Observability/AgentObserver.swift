/// Learns what happens inside the library, off the path of messages: for logs, metrics and traces.
///
/// Called on the library's own threads; must not block.
public protocol AgentObserver: Sendable {
  /// Something happened.
  ///
  /// - Parameter event: What.
  func observe(_ event: AgentEvent)
}

/// Something that happened inside the library. The set is open: a `switch` needs a `default`.
public enum AgentEvent: Sendable {
  /// The CLI runs, with this process id.
  case started(processID: Int32)
  /// The CLI has answered `initialize`.
  case initialized(after: Duration)
  /// The CLI has told its version (`claude_code_version` of its first `init` message).
  case version(String)
  /// The CLI wrote lines that are no JSON objects; they were left out.
  case skippedLines(count: Int)
  /// The CLI asked for something that nobody serves; it got an error.
  case unsupportedRequest(subtype: String)
  /// A frame could not be answered, since it has no id.
  case unanswerableFrame
  /// A synchronous callback has kept the loop for over 10 ms; every session of that loop has waited.
  case slowCallback(String, took: Duration)
  /// A callback has thrown; what it was asked for is denied, or told to the CLI as an error.
  case callbackFailed(String, any Error)
  /// The CLI has asked under an id whose answer is still being made; the second request is left alone.
  case repeatedRequest(id: String)
  /// Permission updates were not sent, since the one at this place cannot be.
  case permissionUpdatesDropped(index: Int)
  /// Nothing has come for longer than the watchdog allows; see ``Watchdog``.
  case stalled(StallReport)
  /// Something is probably not as it was meant: options that cancel each other out, hooks that the CLI did not accept.
  case warning(String)
  /// Prompts stopped coming with an error; the run goes on with what was sent.
  case promptsFailed(any Error)
  /// The wait for agents in the background has reached its ceiling; the input is ended.
  case backgroundWaitEnded
  /// The input of the CLI was ended.
  case inputEnded
  /// The process has ended.
  case exited(TransportEnd)
  /// A turn has ended: its result has come.
  case turnEnded(TurnSummary)
  /// Code of yours that the CLI has waited for has ended.
  case callbackEnded(CallbackSummary)
  /// Something has happened in a ``ConnectionPool``; told to the observer of its configuration.
  case pool(PoolEvent)
}
