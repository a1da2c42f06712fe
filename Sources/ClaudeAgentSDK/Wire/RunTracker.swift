/// Decides when a run's input may end and when the run is over. Pure: events in, actions out.
///
/// A `result` ends a turn, not the run: agents in the background wake further turns, and hooks, permissions and
/// in-process tools need the input open until the last of them is done. The CLI's own word for the end is its session
/// state `idle`; older ones do not send it, and then the tasks in flight decide. A ceiling bounds the wait.
struct RunTracker {
  /// What the owner must do now.
  enum Action: Equatable {
    /// Nobody can ask for input any more: end it.
    case endInput
    /// Start the ceiling's clock, instead of one that runs.
    case startClock
    /// Stop the ceiling's clock.
    case stopClock
    /// The run is over: everything that belongs to it has been said.
    case endRun
    /// The run has failed: its process ends now, and is not waited for longer than an exit takes.
    case expectExit
  }

  /// What a frame says that matters here.
  enum Event: Equatable {
    case sessionState(String)
    case taskStarted(id: String, isAgent: Bool)
    case taskEnded(id: String)
    case result(isError: Bool)
    case mainThreadOutput
  }

  /// Whether the host serves anything that needs the input open: hooks, permissions, in-process tools.
  let needsInput: Bool
  /// Whether the input is one prompt; then the run is over before the process ends.
  let isSinglePrompt: Bool
  /// Whether the ceiling applies at all.
  let hasCeiling: Bool
  /// Whether somebody else uses the input behind this run, so that it never ends.
  let keepsInput: Bool

  /// The last session state; nil while the CLI has sent none.
  private(set) var state: String?
  private(set) var resultReceived = false
  private(set) var lastResultFailed = false
  private(set) var tasks: Set<String> = []
  private(set) var turnInProgress = false
  /// All prompts are written: the input may end when the run does.
  private(set) var promptsDone = false
  private(set) var inputEnded = false
  private(set) var runEnded = false
  /// The run has come to rest; output on the main thread takes it back.
  private var atRest = false
  private var clockRuns = false
  /// Ids of tasks are data of the CLI: only so many are remembered.
  static let taskLimit = 4096

  init(needsInput: Bool, isSinglePrompt: Bool, hasCeiling: Bool = true, keepsInput: Bool = false) {
    self.needsInput = needsInput || keepsInput
    self.isSinglePrompt = isSinglePrompt
    self.hasCeiling = hasCeiling
    self.keepsInput = keepsInput
  }

  /// Whether the last turn has ended well and nothing goes on behind it.
  var isQuiet: Bool {
    tasks.isEmpty && !turnInProgress && !lastResultFailed && (state == nil || state == "idle")
  }

  // MARK: Events of the host

  /// A prompt is about to be written.
  mutating func promptWillBeWritten() -> [Action] {
    atRest = false
    resultReceived = false
    return stopClock()
  }

  /// The last prompt is written.
  ///
  /// - Parameter wroteAny: False when the stream of prompts was empty: there is nothing to wait for then.
  mutating func promptsEnded(wroteAny: Bool) -> [Action] {
    promptsDone = true
    // A quick CLI has answered before the write was reported: the run may be over with it.
    if atRest { return rest() }
    return !needsInput || !wroteAny ? endInput() : []
  }

  /// The ceiling has passed.
  mutating func clockFired() -> [Action] {
    guard clockRuns else { return [] }
    clockRuns = false
    // With an agent still at work the input stays open; its end starts the clock again.
    return tasks.isEmpty ? rest() : []
  }

  // MARK: Events of the CLI

  mutating func saw(_ event: Event) -> [Action] {
    guard !runEnded else { return [] }
    switch event {
    case .taskStarted(let id, let isAgent):
      if isAgent, tasks.count < Self.taskLimit { tasks.insert(id) }
      return []
    case .taskEnded(let id):
      guard tasks.remove(id) != nil, tasks.isEmpty else { return [] }
      return rearm()
    case .sessionState("idle"):
      state = "idle"
      return resultReceived ? tryToRest() : []
    case .sessionState(let other):
      state = other
      atRest = false
      return other == "requires_action" ? stopClock() : rearm()
    case .result(let isError):
      resultReceived = true
      lastResultFailed = isError
      turnInProgress = false
      if state == nil || state == "idle" { return tryToRest() }
      return state == "requires_action" ? [] : startClock()
    case .mainThreadOutput:
      turnInProgress = true
      atRest = false
      return stopClock()
    }
  }

  // MARK: Decisions

  private mutating func tryToRest() -> [Action] { tasks.isEmpty ? rest() : [] }

  private mutating func rest() -> [Action] {
    var actions = stopClock()
    atRest = true
    if promptsDone { actions += endInput() }
    if promptsDone, isSinglePrompt, resultReceived {
      // A failed run ends with its process, whose status belongs to the error.
      runEnded = !lastResultFailed
      actions.append(lastResultFailed ? .expectExit : .endRun)
    }
    return actions
  }

  private mutating func endInput() -> [Action] {
    guard !inputEnded else { return [] }
    inputEnded = true
    return keepsInput ? stopClock() : stopClock() + [.endInput]
  }

  private mutating func rearm() -> [Action] {
    guard resultReceived, let state, state != "idle", state != "requires_action" else { return [] }
    return startClock()
  }

  private mutating func startClock() -> [Action] {
    guard hasCeiling, needsInput, !inputEnded, !atRest, !turnInProgress else { return [] }
    clockRuns = true
    return [.startClock]
  }

  private mutating func stopClock() -> [Action] {
    guard clockRuns else { return [] }
    clockRuns = false
    return [.stopClock]
  }
}
