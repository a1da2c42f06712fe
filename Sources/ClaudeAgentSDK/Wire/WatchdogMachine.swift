/// Decides whether a run has stalled. Pure: events with their times go in, the next deadline and what to do come out.
///
/// The owner keeps one timer at `deadline`. Activity only moves a time forward; whether a deadline that has come is
/// still one is decided then, so that nothing is rescheduled for a message.
struct WatchdogMachine {
  /// What tells about progress.
  enum Event: Equatable {
    /// The process is being started.
    case started
    /// Something was read.
    case bytes
    /// `initialize` is answered.
    case initialized
    /// A prompt is about to be written.
    case prompt
    /// A system message, by its subtype.
    case system(String)
    /// The session's state has changed.
    case state(String)
    /// A part of an answer.
    case answer
    /// A call of a tool, or its result.
    case toolStarted(String)
    case toolEnded(String)
    /// The CLI waits before it asks the service again.
    case retry(after: Duration)
    /// A callback of the host has ended: until then the CLI had to wait.
    case served
    /// The end of a turn.
    case result
  }

  /// Where the run is.
  private enum Phase { case starting, initializing, resting, waiting, answering }

  private let limits: Watchdog
  private var phase = Phase.starting
  private var began: Duration?
  /// When the present wait began: the last byte, or what started it.
  private var since = Duration.zero
  private var lastType: String?
  private var tools: [String] = []
  /// The CLI has said that it is silent up to here.
  private var excusedUntil = Duration.zero
  /// A stall has been told; nothing more is told before something comes.
  private var isTold = false
  /// When the turn was interrupted; nil once it has ended. That something comes is no end yet: the interrupt is
  /// answered, whether it helps or not.
  private var interrupted: Duration?
  private var runTold = false
  private var isClosed = false

  /// So many calls of tools are remembered; they are data of the CLI.
  static let toolLimit = 1024

  init(_ limits: Watchdog) { self.limits = limits }

  /// Something has happened.
  mutating func saw(_ event: Event, at now: Duration) {
    switch event {
    case .started:
      began = now
      since = now
      return
    case .bytes: if phase == .starting { phase = .initializing }
    case .initialized: phase = .resting
    case .prompt: if phase == .resting { phase = .waiting }
    case .system(let subtype):
      lastType = "system/\(subtype)"
      if subtype == "init", phase == .resting { phase = .waiting }
    case .state(let state):
      lastType = "system/session_state_changed"
      if state == "idle", phase != .starting, phase != .initializing { rest() }
    case .answer:
      lastType = "assistant"
      phase = .answering
      excusedUntil = .zero
    case .toolStarted(let id):
      if tools.count < Self.toolLimit, !tools.contains(id) { tools.append(id) }
    case .toolEnded(let id):
      lastType = "user"
      tools.removeAll { $0 == id }
    case .served: break
    case .retry(let delay): excusedUntil = max(excusedUntil, now + delay)
    case .result:
      lastType = "result"
      rest()
    }
    since = now
    isTold = false
  }

  private mutating func rest() {
    phase = .resting
    tools = []
    excusedUntil = .zero
    interrupted = nil
  }

  /// Whether the first part of an answer is still to come.
  var awaitsAnswer: Bool { phase == .waiting }

  /// The clock that runs, and when it runs out. `isServing`: a callback of the host is at work.
  private func current(isServing: Bool) -> (clock: Watchdog.Clock, due: Duration)? {
    let clock: Watchdog.Clock
    let limit: Duration?
    switch phase {
    case .starting: (clock, limit) = (.start, limits.start)
    case .initializing: (clock, limit) = (.initialize, limits.initialize)
    case .resting: return nil
    case .waiting where !isServing && tools.isEmpty: (clock, limit) = (.firstToken, limits.firstToken)
    case .answering where !isServing && tools.isEmpty: (clock, limit) = (.streamIdle, limits.streamIdle)
    case .waiting, .answering: (clock, limit) = (.toolIdle, limits.toolIdle)
    }
    guard began != nil, let limit else { return nil }
    return (clock, max(since, excusedUntil) + limit)
  }

  /// When to look again; nil for never, as things are.
  func deadline(isServing: Bool) -> Duration? {
    guard !isClosed, let began else { return nil }
    var due: [Duration] = []
    if let interrupted {
      due.append(interrupted + limits.interruptGrace)
    } else if !isTold, let current = current(isServing: isServing) {
      due.append(current.due)
    }
    if !runTold, let run = limits.run { due.append(began + run) }
    return due.min()
  }

  /// What to do now.
  struct Verdict: Equatable {
    var report: StallReport?
    var response: Watchdog.Response?
  }

  /// The deadline has come: what is to be said and done.
  mutating func look(at now: Duration, pendingRequests: [String], sessionID: String?) -> Verdict {
    guard !isClosed, let began else { return Verdict() }
    if !runTold, let run = limits.run, now >= began + run {
      runTold = true
      return verdict(.run, now - began, now, pendingRequests, sessionID)
    }
    if let interrupted {
      guard now >= interrupted + limits.interruptGrace else { return Verdict() }
      isClosed = true
      return Verdict(report: nil, response: .close)
    }
    guard !isTold, let current = current(isServing: !pendingRequests.isEmpty), now >= current.due else {
      return Verdict()
    }
    return verdict(current.clock, now - since, now, pendingRequests, sessionID)
  }

  private mutating func verdict(
    _ clock: Watchdog.Clock, _ age: Duration, _ now: Duration, _ requests: [String], _ sessionID: String?
  ) -> Verdict {
    // Before the handshake there is no turn to interrupt.
    let isEarly = phase == .starting || phase == .initializing
    let response = limits.response == .interrupt && isEarly ? .close : limits.response
    if clock != .run { isTold = true }
    if response == .close { isClosed = true }
    if response == .interrupt, phase != .resting, interrupted == nil { interrupted = now }
    let report = StallReport(
      clock: clock, age: age, lastMessageType: lastType, pendingTools: tools, pendingRequests: requests,
      sessionID: sessionID, response: response)
    return Verdict(report: report, response: response == .report ? nil : response)
  }
}
