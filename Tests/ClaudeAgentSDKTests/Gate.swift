/// A door that callbacks of a test wait at, each under a name, until the test lets them through.
actor Gate {
  private var waiting: [(number: Int, name: String, done: CheckedContinuation<Bool, Never>)] = []
  private var number = 0
  private var opened: Set<String> = []
  private var watchers: [CheckedContinuation<Void, Never>] = []
  /// Who has come, in order.
  private(set) var arrived: [String] = []
  /// Whose task was cancelled at the door.
  private(set) var cancelled: [String] = []
  /// Who has been let through, cancelled or not.
  private(set) var left: [String] = []

  /// Waits to be let through, whether the task is cancelled or not.
  func pass(_ name: String) async {
    arrive(name)
    if !opened.contains(name) {
      _ = await withCheckedContinuation { (done: CheckedContinuation<Bool, Never>) in waiting.append((0, name, done)) }
    }
    leave(name)
  }

  /// Waits to be let through, or for the end of the task.
  func passUnlessCancelled(_ name: String) async throws {
    arrive(name)
    if !opened.contains(name) {
      number += 1
      let own = number
      let isThrough = await withTaskCancellationHandler {
        await withCheckedContinuation { (done: CheckedContinuation<Bool, Never>) in
          if Task.isCancelled { done.resume(returning: false) } else { waiting.append((own, name, done)) }
        }
      } onCancel: {
        Task { await turnAway(own) }
      }
      if !isThrough {
        cancelled.append(name)
        leave(name)
        throw CancellationError()
      }
    }
    leave(name)
  }

  private func arrive(_ name: String) {
    arrived.append(name)
    notify()
  }

  private func leave(_ name: String) {
    left.append(name)
    notify()
  }

  private func turnAway(_ number: Int) {
    guard let index = waiting.firstIndex(where: { $0.number == number }) else { return }
    waiting.remove(at: index).done.resume(returning: false)
  }

  /// Lets through all who wait under this name, or will.
  func open(_ name: String) {
    opened.insert(name)
    let through = waiting.filter { $0.name == name }
    waiting.removeAll { $0.name == name }
    for one in through { one.done.resume(returning: true) }
  }

  /// Waits until somebody has come under this name.
  func hasArrived(_ name: String) async {
    while !arrived.contains(name) { await change() }
  }

  /// Waits until somebody has gone from here under this name.
  func hasLeft(_ name: String) async {
    while !left.contains(name) { await change() }
  }

  /// Waits until so many have come.
  func untilArrived(_ count: Int) async {
    while arrived.count < count { await change() }
  }

  private func change() async {
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in watchers.append(done) }
  }

  private func notify() {
    let due = watchers
    watchers = []
    for watcher in due { watcher.resume() }
  }
}
