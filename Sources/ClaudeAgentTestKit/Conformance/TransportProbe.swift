internal import ClaudeAgentSDK
internal import FastTransport

/// The reading side of one transport under test: takes what arrives and keeps a log of how it ended.
final class TransportProbe: @unchecked Sendable {
  // Sendable: `stream`, `batch` and `index` belong to the one check that reads; the log is locked.

  let transport: any Transport
  let inbox: TransportInbox
  private let log: Log
  private let stream: FrameStream
  private let limit: Duration
  private var batch: FrameBatch?
  private var index = 0

  /// What happened at the end, in order.
  enum Event: Equatable {
    case framesEnded
    case finished
  }

  private final class Log: FrameSink {
    func delivered(_ batch: FrameBatch?) {}

    let events = Guarded<[Event]>([])
    let ends = Guarded<[TransportEnd]>([])

    func receive(_ frame: Frame) -> Bool { true }
    func ended(_ reason: FrameEnd) { events.withLock { $0.append(.framesEnded) } }
    func finished(_ end: TransportEnd) {
      ends.withLock { $0.append(end) }
      events.withLock { $0.append(.finished) }
    }
  }

  init(_ transport: any Transport, unreadBytes: Int = 64 << 20, limit: Duration) throws {
    self.transport = transport
    self.limit = limit
    let log = Log()
    self.log = log
    var limits = FrameLimits()
    limits.unreadBytes = unreadBytes
    let loop = try LoopGroup.shared().loops[0]
    let frames = FrameInbox(
      loop: loop, classifier: LineClassifier(names: MessageKind.wireNames, routed: []), limits: limits, sink: log)
    inbox = TransportInbox(frames: frames) { log.finished($0) }
    guard let stream = frames.takeStream() else { throw Broken("The stream of a new inbox was taken.") }
    self.stream = stream
  }

  var events: [Event] { log.events.withLock { $0 } }
  var ends: [TransportEnd] { log.ends.withLock { $0 } }
  var unreadBytes: Int { inbox.frames.unreadBytes }
  var isPaused: Bool { inbox.frames.isPaused }

  func start() async throws {
    try await within("start") { try await self.transport.start(delivering: self.inbox) }
  }

  /// The next line, or nil at the end of the frames.
  func next() async throws -> JSONView? {
    if let line = nextNow() { return line }
    batch = try await nextBatch()
    index = 0
    return nextNow()
  }

  /// Reading can be cancelled, so nothing is left behind when its time is up.
  private func nextBatch() async throws -> FrameBatch? {
    try await withThrowingTaskGroup(of: FrameBatch?.self) { [stream, limit] group in
      group.addTask { await stream.nextBatch() }
      group.addTask {
        try await Task.sleep(for: limit)
        throw Broken("The next frame has not come in \(limit).")
      }
      defer { group.cancelAll() }
      return try await group.next() ?? nil
    }
  }

  private func nextNow() -> JSONView? {
    guard let batch, index < batch.count else { return nil }
    defer { index += 1 }
    return batch.frame(at: index).map { JSONView(node: $0.node) } ?? .null
  }

  /// The lines up to the end.
  func rest() async throws -> [String] {
    var lines: [String] = []
    while let line = try await next() { lines.append(line.rawText ?? "") }
    return lines
  }

  /// Waits until the inbox is finished.
  func untilFinished() async throws -> TransportEnd {
    try await until("the inbox was finished") { !self.ends.isEmpty }
    return ends[0]
  }

  func until(_ what: String, _ holds: @escaping @Sendable () -> Bool) async throws {
    let deadline = ContinuousClock.now + limit
    while !holds() {
      try expect(ContinuousClock.now < deadline, "\(limit) have passed before \(what).")
      try await Task.sleep(for: .milliseconds(2))
    }
  }

  func close() async throws {
    try await within("close") { await self.transport.close() }
  }

  /// Ends what the check has left open.
  func cleanUp() async {
    transport.cancel()
    try? await close()
  }

  /// Gives up waiting for something that hangs; the task that hangs is left behind.
  func within<Value: Sendable>(
    _ what: String, _ body: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let limit = limit
    let result = await withCheckedContinuation { (done: CheckedContinuation<Result<Value, any Error>, Never>) in
      let first = FirstOnly<Result<Value, any Error>> { done.resume(returning: $0) }
      let clock = Task {
        try await Task.sleep(for: limit)
        first.settle(.failure(Broken("\(what) has not come in \(limit).")))
      }
      Task {
        do {
          first.settle(.success(try await body()))
        } catch {
          first.settle(.failure(error))
        }
        clock.cancel()
      }
    }
    return try result.get()
  }
}
