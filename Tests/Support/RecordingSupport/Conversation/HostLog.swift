import ClaudeAgentSDK
private import Synchronization

/// What the host of one session was asked and told while it ran, beside the requests that the recorded host had.
final class HostLog: AgentObserver {
  private struct State {
    /// Requests that have not come yet, by key, in order.
    var waiting: [String: ArraySlice<RecordedRequests.Request>] = [:]
    var cancelled: Set<String> = []
    var differences: [Difference] = []
    var stderr: [String] = []
    var hasStarted = false
    var end: TransportEnd?
    var exit: CheckedContinuation<Void, Never>?
    /// Calls of callbacks that never answer, of which nobody has taken notice.
    var entered = 0
    var entry: CheckedContinuation<Void, Never>?
  }

  private let state: Mutex<State>

  init(_ requests: RecordedRequests) {
    var state = State()
    for request in requests.all where !request.isRefusedCall { state.waiting[request.key, default: []].append(request) }
    self.state = Mutex(state)
  }

  // MARK: Requests

  /// A callback was called: the request of the recording that this is. What it was told must be what is recorded.
  ///
  /// - Returns: Nil for a call that the recorded host had not.
  func take(_ key: String, told: (RecordedRequests.Request) -> [String]) -> RecordedRequests.Request? {
    let request = state.withLock { state in
      state.waiting[key]?.isEmpty == false ? state.waiting[key]?.removeFirst() : nil
    }
    guard let request else {
      add("\(key): called more often", "the recorded host was not asked again")
      return nil
    }
    for fault in told(request) { add("\(key): \(fault)", "a callback was told something else: request \(request.id)") }
    return request
  }

  /// Requests that have not come.
  var missing: [RecordedRequests.Request] {
    let served = ["hook ", "can_use_tool", "tool ", "elicitation"]
    return state.withLock { state in
      state.waiting.sorted { $0.key < $1.key }.filter { one in served.contains { one.key.hasPrefix($0) } }
        .flatMap(\.value)
        .filter { request in
          // A host without a callback for these refuses them.
          if request.key == "elicitation", case .failure = request.answer { false } else { true }
        }
    }
  }

  /// Never answers; returns when the CLI wants no answer any more.
  func waitUntilCancelled(_ request: RecordedRequests.Request) async {
    let entry = state.withLock { state in
      state.entered += 1
      defer { state.entry = nil }
      return state.entry
    }
    entry?.resume()
    for await _ in AsyncStream<Never>.makeStream().stream {}
    state.withLock { _ = $0.cancelled.insert(request.id) }
  }

  func wasCancelled(_ id: String) -> Bool { state.withLock { $0.cancelled.contains(id) } }

  /// Waits until a callback that never answers is called.
  func waitForEntry() async {
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
      let isThere = state.withLock { state in
        if state.entered == 0 { state.entry = done }
        return state.entered > 0
      }
      if isThere { done.resume() }
    }
  }

  // MARK: Differences

  func add(_ id: String, _ detail: String) { state.withLock { $0.differences.append(Difference(id, detail)) } }

  var differences: [Difference] { state.withLock { $0.differences } }

  // MARK: The process

  func tookStderr(_ line: String) { state.withLock { $0.stderr.append(line) } }

  var stderr: [String] { state.withLock { $0.stderr } }

  func observe(_ event: AgentEvent) {
    if case .started = event { state.withLock { $0.hasStarted = true } }
    guard case .exited(let end) = event else { return }
    // Nobody is called any more either.
    let waiting = state.withLock { state in
      state.end = end
      defer { (state.exit, state.entry) = (nil, nil) }
      return [state.exit, state.entry]
    }
    for one in waiting { one?.resume() }
  }

  /// Whether there is or was a process.
  var hasStarted: Bool { state.withLock { $0.hasStarted } }

  /// How the process ended; waits for it, and gives up after a minute.
  func end() async -> TransportEnd? {
    let giveUp = Task {
      guard (try? await Task.sleep(for: .seconds(60))) != nil else { return }
      state.withLock { state in
        defer { state.exit = nil }
        return state.exit
      }?.resume()
    }
    defer { giveUp.cancel() }
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
      let isThere = state.withLock { state in
        if state.end == nil { state.exit = done }
        return state.end != nil
      }
      if isThere { done.resume() }
    }
    return state.withLock { $0.end }
  }
}
