/// Carries frames between this process and one CLI, or something that speaks like one.
///
/// The child process is one transport; a scripted one for tests another; a socket or a service may be a third. All of
/// them pass the same conformance suite (`TransportConformance` in the test kit).
///
/// A transport is started once and closed once. Between the two it hands everything it receives to its inbox, in
/// order, and finishes the inbox exactly once, last.
public protocol Transport: AnyObject, Sendable {
  /// What this transport can do beyond carrying frames.
  var capabilities: TransportCapabilities { get }

  /// Starts to carry frames.
  ///
  /// - Parameter inbox: Takes what arrives, until ``TransportInbox/finish(_:)``.
  /// - Throws: When nothing was started; the inbox need not be finished then.
  func start(delivering inbox: TransportInbox) async throws

  /// Sends one frame: a line of JSON with its line end. Frames leave in the order of the calls, never interleaved.
  /// Returns at once.
  ///
  /// - Parameters:
  ///   - line: The bytes of the line, line feed included.
  ///   - sent: Called once: with nil when the line has left, else with the reason it has not (the other side takes no
  ///     more input, or too much waits to be sent).
  func send(_ line: [UInt8], sent: @escaping @Sendable ((any Error)?) -> Void)

  /// Tells the other side that no more frames come, once everything sent before has gone out. Again is nothing.
  func endInput()

  /// Ends the connection and what was started for it, in bounded time, and finishes the inbox. Again is nothing.
  func close() async

  /// Ends the connection without the steps that give the other side time. Returns at once; again is nothing.
  func cancel()
}

extension Transport {
  /// Sends one frame and waits until it has left.
  ///
  /// - Parameter line: The bytes of the line, line feed included.
  /// - Throws: The reason the line has not left.
  public func send(_ line: [UInt8]) async throws {
    try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
      send(line) { error in
        if let error { done.resume(throwing: error) } else { done.resume() }
      }
    }
  }
}

/// What a transport can do beyond carrying frames.
public struct TransportCapabilities: OptionSet, Sendable {
  /// The bits.
  public let rawValue: Int
  /// Makes a set from its bits.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// The other side speaks the control protocol: it answers `initialize` and other control requests.
  public static let controlProtocol = TransportCapabilities(rawValue: 1)
  /// The other side is a process: the transport finishes with its exit status.
  public static let process = TransportCapabilities(rawValue: 2)
}

/// How a transport ended.
public struct TransportEnd: Sendable {
  /// How the process ended; nil when there is none or it could not be learnt in time.
  public var exitStatus: ClaudeAgentError.ExitStatus?
  /// The last bytes of the standard error, as text.
  public var stderrTail: String
  /// Why carrying frames failed; nil for an ordinary end.
  public var error: ClaudeAgentError?

  /// Makes an end.
  ///
  /// - Parameters:
  ///   - exitStatus: How the process ended.
  ///   - stderrTail: The last bytes of its standard error.
  ///   - error: Why carrying frames failed.
  public init(
    exitStatus: ClaudeAgentError.ExitStatus? = nil, stderrTail: String = "", error: ClaudeAgentError? = nil
  ) {
    self.exitStatus = exitStatus
    self.stderrTail = stderrTail
    self.error = error
  }
}
