internal import FastTransport

/// Runs the callbacks of one connection: synchronous ones where they are asked for, asynchronous ones as one task each.
///
/// All of it belongs to the loop. What a callback returns comes back on the loop, at most once, and not at all when its
/// request has been taken back.
final class CallbackRunner: @unchecked Sendable {
  // Sendable: `running` and `serial` are touched on the loop only.

  let loop: EventLoop
  private let events: EventSink
  private var serial = 0
  /// A place for each callback that has not ended, found by its number; free places are used again.
  private var places: [Running?] = []
  private var free: [Int] = []
  /// How many requests wait for their callbacks.
  private(set) var count = 0
  /// Told whenever a request waits for its callback no longer.
  var onEnd: (() -> Void)?

  /// How many asynchronous callbacks may run at once, those that ignore their cancellation included; a further one
  /// fails.
  static let limit = 1024
  /// How long a synchronous callback may hold the loop without being reported.
  static let patience = Duration.milliseconds(10)

  private struct Running {
    let serial: Int
    let id: RequestID
    let task: Task<Void, Never>
    /// Whether the request still waits.
    var isWaitedFor = true
    /// Whether the outcome is wanted, by the request or by who has made it leave.
    var isWanted = true
  }

  init(loop: EventLoop, events: EventSink) {
    self.loop = loop
    self.events = events
  }

  deinit { cancelAll() }

  /// How many run, those that no request waits for included.
  var total: Int { places.count - free.count }

  /// Whether this request waits for its callback.
  func isRunning(_ id: String) -> Bool { place(of: id) != nil }

  /// The requests that wait for their callbacks.
  var ids: [String] { places.compactMap { $0?.isWaitedFor == true ? $0?.id.text : nil } }

  private func place(of id: String) -> Int? {
    count == 0 ? nil : places.firstIndex { $0?.isWaitedFor == true && $0?.id.text == id }
  }

  /// Runs a callback.
  ///
  /// - Parameters:
  ///   - callback: What to run.
  ///   - input: What it gets.
  ///   - id: The request it answers; not running already.
  ///   - name: What to call it in reports.
  ///   - execution: Where an asynchronous one runs.
  ///   - done: Gets the outcome, on the loop.
  func run<Input: Sendable, Output: Sendable>(
    _ callback: Callback<Input, Output>, _ input: Input, id: RequestID, name: @autoclosure () -> String,
    execution: CallbackExecution, done: @escaping @Sendable (Result<Output, any Error>) -> Void
  ) {
    switch callback {
    case .synchronous(let body):
      let began = ContinuousClock.now
      let outcome = Result { try body(input) }
      let took = ContinuousClock.now - began
      if took > Self.patience { events.emit(.slowCallback(name(), took: took)) }
      done(outcome)
    case .asynchronous(let body):
      guard total < Self.limit else {
        return done(
          .failure(
            ClaudeAgentError(.memoryLimitReached, detail: "\(Self.limit) callbacks of this connection run already.")))
      }
      serial += 1
      let place = free.popLast() ?? places.count
      if place == places.count { places.append(nil) }
      let finish = Finish(runner: self, place: place, serial: serial, done: done)
      let task =
        switch execution {
        case .onLoop: Task(executorPreference: loop) { finish(await Self.outcome(of: body, input)) }
        case .concurrently: Task.detached { finish(await Self.outcome(of: body, input)) }
        }
      places[place] = Running(serial: serial, id: id, task: task)
      count += 1
    }
  }

  /// Brings an outcome back to the loop. Does not keep the runner: a callback that never returns keeps nothing alive.
  private struct Finish<Output: Sendable>: Sendable {
    weak let runner: CallbackRunner?
    let place: Int
    let serial: Int
    let done: @Sendable (Result<Output, any Error>) -> Void

    func callAsFunction(_ outcome: Result<Output, any Error>) {
      guard let runner else { return }
      if runner.loop.isCurrent { return runner.finished(place, serial, outcome, done) }
      runner.loop.submit { [self] in self.runner?.finished(place, serial, outcome, done) }
    }
  }

  private static func outcome<Input: Sendable, Output: Sendable>(
    of body: @Sendable (Input) async throws -> Output, _ input: Input
  ) async -> Result<Output, any Error> {
    do { return .success(try await body(input)) } catch { return .failure(error) }
  }

  private func finished<Output>(
    _ place: Int, _ serial: Int, _ outcome: Result<Output, any Error>,
    _ done: @Sendable (Result<Output, any Error>) -> Void
  ) {
    // Another serial is another request in the same place; none is one of before the end of everything.
    guard places.indices.contains(place), let one = places[place], one.serial == serial else { return }
    places[place] = nil
    free.append(place)
    if one.isWaitedFor { count -= 1 }
    if one.isWanted { done(outcome) }
    if one.isWaitedFor { onEnd?() }
  }

  /// Cancels the callback of a request; its outcome is nobody's any more.
  func cancel(_ id: String) { leave(id, isWanted: false) }

  /// Cancels the callback of a request that waits for it no longer; its outcome still comes.
  func interrupt(_ id: String) { leave(id, isWanted: true) }

  private func leave(_ id: String, isWanted: Bool) {
    guard let place = place(of: id) else { return }
    places[place]?.isWaitedFor = false
    places[place]?.isWanted = isWanted
    places[place]?.task.cancel()
    count -= 1
    onEnd?()
  }

  /// Cancels all; no outcome is anybody's any more.
  func cancelAll() {
    let all = places
    places = []
    free = []
    count = 0
    for one in all { one?.task.cancel() }
  }
}
