internal import FastTransport

/// Runs the callbacks of one connection: synchronous ones where they are asked for, asynchronous ones as one task each.
///
/// All of it belongs to the loop. What a callback returns comes back on the loop, at most once, and not at all when its
/// request has been taken back.
final class CallbackRunner: @unchecked Sendable {
  // Sendable: what changes is touched on the loop only.

  let loop: EventLoop
  private let events: EventSink
  /// The callbacks that have not ended, linked, the latest first: every change is an assignment, which needs no check
  /// for overlapping accesses at run time.
  private var latest: RunningCallback?
  /// How many have not ended, those that no request waits for included.
  private(set) var total = 0
  /// How many requests wait for their callbacks.
  private(set) var count = 0
  /// Told whenever a request waits for its callback no longer.
  var onEnd: (() -> Void)?
  private let link = Link()

  /// How many asynchronous callbacks may run at once, those that ignore their cancellation included; a further one
  /// fails.
  static let limit = 1024
  /// How long a synchronous callback may hold the loop without being reported.
  static let patience = Duration.milliseconds(10)

  /// The way back for all callbacks. Does not keep the runner: a callback that never returns keeps nothing alive.
  private final class Link: @unchecked Sendable {
    // Sendable: set once, before any callback runs.
    weak var runner: CallbackRunner?
  }

  init(loop: EventLoop, events: EventSink) {
    self.loop = loop
    self.events = events
    link.runner = self
  }

  deinit { cancelAll() }

  /// Whether this request waits for its callback.
  func isRunning(_ id: String) -> Bool { waiting(id) != nil }

  /// The requests that wait for their callbacks.
  var ids: [String] {
    sequence(first: latest) { $0?.next }.prefix { $0 != nil }.reversed().compactMap { one in
      one.flatMap { $0.isWaitedFor ? $0.id.text : nil }
    }
  }

  private func waiting(_ id: String) -> RunningCallback? {
    guard count > 0 else { return nil }
    var one = latest
    while let running = one {
      if running.isWaitedFor, running.id.text == id { return running }
      one = running.next
    }
    return nil
  }

  // MARK: Running

  /// Runs a synchronous callback, here and now.
  ///
  /// - Parameters:
  ///   - body: What to run.
  ///   - input: What it gets.
  ///   - name: What to call it in reports.
  ///   - subject: What it is.
  @inline(__always)
  func outcome<Input, Output>(
    of body: (Input) throws -> Output, _ input: Input, name: @autoclosure () -> String,
    _ subject: @autoclosure () -> CallbackSubject
  ) -> Result<Output, any Error> {
    let clock = TickClock()
    let began = events.isListening ? ContinuousClock.now : nil
    let outcome = Result { try body(input) }
    if let began { tell(subject(), since: began, outcome) }
    if let took = clock.elapsed(atLeast: Self.patience) { events.emit(.slowCallback(name(), took: took)) }
    return outcome
  }

  private func tell<Output>(
    _ subject: CallbackSubject, since began: ContinuousClock.Instant, _ outcome: Result<Output, any Error>
  ) {
    var hasFailed = false
    if case .failure = outcome { hasFailed = true }
    events.emit(
      .callbackEnded(
        CallbackSummary(
          kind: subject.kind, name: subject.name, duration: began.duration(to: .now), hasFailed: hasFailed)))
  }

  /// Starts an asynchronous callback.
  ///
  /// On the loop it begins here and now, and one that never waits has ended when this returns.
  ///
  /// - Parameters:
  ///   - body: What to run.
  ///   - input: What it gets.
  ///   - id: The request it answers; not running already.
  ///   - execution: Where it runs.
  ///   - subject: What it is.
  ///   - done: Gets the outcome, on the loop.
  func start<Input: Sendable, Output: Sendable>(
    _ body: @escaping @Sendable (Input) async throws -> Output, _ input: Input, id: RequestID,
    execution: CallbackExecution, _ subject: @autoclosure () -> CallbackSubject,
    done: @escaping @Sendable (Result<Output, any Error>) -> Void
  ) {
    guard total < Self.limit else {
      return done(
        .failure(
          ClaudeAgentError(.memoryLimitReached, detail: "\(Self.limit) callbacks of this connection run already.")))
    }
    let running = RunningCallback(id)
    if events.isListening { running.report = RunningCallback.Report(subject()) }
    add(running)
    let task: Task<Void, Never>
    switch execution {
    case .onLoop:
      if #available(macOS 26, iOS 26, watchOS 26, tvOS 26, visionOS 26, *) {
        task = Task.immediate(executorPreference: loop) { [link, loop] in
          await Self.perform(body, input, for: running, link, loop, done)
        }
      } else {
        task = Task(executorPreference: loop) { [link, loop] in
          await Self.perform(body, input, for: running, link, loop, done)
        }
      }
    case .concurrently:
      task = Task.detached { [link, loop] in await Self.perform(body, input, for: running, link, loop, done) }
    }
    if running.isListed { running.task = task }
  }

  private static func perform<Input: Sendable, Output: Sendable>(
    _ body: @Sendable (Input) async throws -> Output, _ input: Input, for running: RunningCallback, _ link: Link,
    _ loop: EventLoop, _ done: @escaping @Sendable (Result<Output, any Error>) -> Void
  ) async {
    let outcome: Result<Output, any Error>
    do { outcome = .success(try await body(input)) } catch { outcome = .failure(error) }
    if loop.isCurrent { return link.runner?.finished(running, outcome, done) ?? () }
    loop.submit { link.runner?.finished(running, outcome, done) }
  }

  // MARK: Ending

  private func finished<Output>(
    _ running: RunningCallback, _ outcome: Result<Output, any Error>,
    _ done: @Sendable (Result<Output, any Error>) -> Void
  ) {
    // It is not listed after the end of everything.
    guard running.isListed else { return }
    remove(running)
    if let report = running.report { tell(report.subject, since: report.began, outcome) }
    if running.isWaitedFor { count -= 1 }
    if running.isWanted { done(outcome) }
    if running.isWaitedFor { onEnd?() }
  }

  /// Cancels the callback of a request; its outcome is nobody's any more.
  func cancel(_ id: String) { leave(id, isWanted: false) }

  /// Cancels the callback of a request that waits for it no longer; its outcome still comes.
  func interrupt(_ id: String) { leave(id, isWanted: true) }

  private func leave(_ id: String, isWanted: Bool) {
    guard let running = waiting(id) else { return }
    running.isWaitedFor = false
    running.isWanted = isWanted
    running.task?.cancel()
    count -= 1
    onEnd?()
  }

  /// Cancels all; no outcome is anybody's any more.
  func cancelAll() {
    while let running = latest {
      remove(running)
      running.task?.cancel()
    }
    count = 0
  }

  // MARK: The list

  private func add(_ running: RunningCallback) {
    running.next = latest
    latest = running
    total += 1
    count += 1
  }

  /// Takes time in proportion to the callbacks that have begun later and not ended.
  private func remove(_ running: RunningCallback) {
    if latest === running {
      latest = running.next
    } else {
      var one = latest
      while let earlier = one, earlier.next !== running { one = earlier.next }
      one?.next = running.next
    }
    running.next = nil
    running.isListed = false
    total -= 1
  }
}

/// A callback that has not ended.
private final class RunningCallback: @unchecked Sendable {
  // Sendable: touched on the loop only.

  let id: RequestID
  /// Nil until it has first waited for something.
  var task: Task<Void, Never>?
  /// Whether the request still waits.
  var isWaitedFor = true
  /// Whether the outcome is wanted, by the request or by who has made it leave.
  var isWanted = true
  var isListed = true
  var next: RunningCallback?
  /// What to tell about it; nil when nobody listens.
  var report: Report?

  init(_ id: RequestID) { self.id = id }

  /// What a callback is, and when it began. A box, so that those of which nothing is told stay small.
  final class Report: Sendable {
    let subject: CallbackSubject
    let began = ContinuousClock.now

    init(_ subject: CallbackSubject) { self.subject = subject }
  }
}
