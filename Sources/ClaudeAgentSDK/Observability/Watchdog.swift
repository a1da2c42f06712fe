/// Notices when nothing comes any more, and says so, interrupts or closes.
///
/// It knows what the run is waiting for: a tool that works in silence, a callback of yours and an announced retry are
/// no stall. Each time has a clock of its own; nil turns that clock off. A limit is noticed within its length and the
/// fineness of the loop's clock, and the hot path pays one assignment for each read.
///
/// ```swift
/// options.watchdog = Watchdog()
/// options.watchdog?.streamIdle = .seconds(60)
/// options.watchdog?.response = .interrupt
/// ```
public struct Watchdog: Hashable, Sendable {
  /// From the start of the process to its first byte.
  public var start: Duration? = .seconds(60)
  /// From the first byte of the process to the answer to `initialize`.
  public var initialize: Duration? = .seconds(60)
  /// From a prompt to the first part of an answer.
  public var firstToken: Duration? = .seconds(300)
  /// Silence within a turn, while no tool and no callback is at work.
  public var streamIdle: Duration? = .seconds(120)
  /// Silence within a turn while a tool or a callback is at work. Healthy tools are silent for long, so it is off.
  public var toolIdle: Duration?
  /// The whole run, from the start of the process.
  public var run: Duration?
  /// What is done about it, behind the report.
  public var response = Response.report
  /// How long an interrupt may take to have an effect before the run is closed.
  public var interruptGrace = Duration.seconds(30)

  /// Makes a watchdog that only reports.
  public init() {}

  /// What is done about a stall. A report (``AgentEvent/stalled(_:)``) comes first in any case.
  public enum Response: Hashable, Sendable {
    /// Nothing more.
    case report
    /// The turn is interrupted; when that has no effect, the run is closed.
    case interrupt
    /// The run is closed.
    case close
  }

  /// The clocks.
  public enum Clock: String, Hashable, Sendable {
    /// See ``Watchdog/start``.
    case start
    /// See ``Watchdog/initialize``.
    case initialize
    /// See ``Watchdog/firstToken``.
    case firstToken
    /// See ``Watchdog/streamIdle``.
    case streamIdle
    /// See ``Watchdog/toolIdle``.
    case toolIdle
    /// See ``Watchdog/run``.
    case run
  }

  /// Whether anything could come of it: somebody listens, or something is done.
  func isUseful(_ events: EventSink) -> Bool { events.isListening || response != .report }
}

/// What the watchdog knows about a stall.
public struct StallReport: Hashable, Sendable {
  /// The clock that has run out.
  public let clock: Watchdog.Clock
  /// How long it has run.
  public let age: Duration
  /// The type of the last message, with its subtype for system messages (`system/init`); nil when none has come.
  public let lastMessageType: String?
  /// Calls of tools without a result, by their `tool_use_id`.
  public let pendingTools: [String]
  /// Requests of the CLI that a callback of yours is answering, by their id.
  public let pendingRequests: [String]
  /// The session, where it is known.
  public let sessionID: String?
  /// What is done about it now.
  public let response: Watchdog.Response
}
