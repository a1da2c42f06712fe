import Synchronization

/// Opens after so many calls.
final class Gate: Sendable {
  private struct State {
    var left: Int
    var waiting: [CheckedContinuation<Void, Never>] = []
  }
  private let state: Mutex<State>

  init(_ count: Int = 1) { state = Mutex(State(left: count)) }

  func open() {
    let waiting = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      state.left -= 1
      guard state.left <= 0 else { return [] }
      defer { state.waiting = [] }
      return state.waiting
    }
    for one in waiting { one.resume() }
  }

  func wait() async {
    await withCheckedContinuation { done in
      let isOpen = state.withLock { state -> Bool in
        if state.left > 0 { state.waiting.append(done) }
        return state.left <= 0
      }
      if isOpen { done.resume() }
    }
  }
}
