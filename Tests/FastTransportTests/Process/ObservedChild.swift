import Dispatch
import Synchronization

@testable import FastTransport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A child whose owner is a test: it answers as an owner does and keeps what it hears.
final class ObservedChild: @unchecked Sendable {
  // Sendable: `child` is set once before the start returns; what changes later is in `state`.

  enum Event: Equatable, Sendable {
    case endInput
    case exited(ExitStatus)
    case abandonOutput
    case finished
  }

  private struct State {
    var events: [Event] = []
    var input: Int32 = -1
  }

  let loop: EventLoop
  private(set) var child: ChildProcess!
  let output: Lines
  let errors: Lines
  private let state = Mutex(State())
  private let stream: AsyncStream<Event>
  private let continuation: AsyncStream<Event>.Continuation

  /// Starts the child on a loop and reads what it says.
  static func start(
    _ request: SpawnRequest, on loop: EventLoop, guardian: ProcessGuardian = .shared
  ) async throws(TransportError) -> ObservedChild {
    let result: Result<ObservedChild, TransportError> = await withCheckedContinuation { continuation in
      loop.submit {
        do throws(TransportError) {
          continuation.resume(returning: .success(try ObservedChild(request, loop: loop, guardian: guardian)))
        } catch {
          continuation.resume(returning: .failure(error))
        }
      }
    }
    return try result.get()
  }

  private init(_ request: SpawnRequest, loop: EventLoop, guardian: ProcessGuardian) throws(TransportError) {
    self.loop = loop
    (stream, continuation) = AsyncStream.makeStream()
    output = Lines()
    errors = Lines()
    let events = ChildProcess.Events(
      endInput: { [self] in
        endInput()
        heard(.endInput)
      },
      exited: { [self] in heard(.exited($0)) },
      abandonOutput: { [self] in heard(.abandonOutput) },
      finished: { [self] in
        heard(.finished)
        continuation.finish()
      })
    child = try ChildProcess(request, on: loop, guardian: guardian, events: events)
    guard let pipes = child.takePipes() else { return }
    state.withLock { $0.input = pipes.input }
    output.read(from: pipes.output) { [self] in loop.submit { self.child.outputEnded() } }
    if pipes.error >= 0 { errors.read(from: pipes.error) {} }
  }

  var pid: Int32 { child.pid }

  private func heard(_ event: Event) {
    state.withLock { $0.events.append(event) }
    continuation.yield(event)
  }

  var heard: [Event] { state.withLock(\.events) }

  /// Closes the child's input.
  func endInput() {
    let input = state.withLock { state in
      defer { state.input = -1 }
      return state.input
    }
    closeDescriptors([input])
  }

  func close(_ teardown: Teardown) { loop.submit { self.child.close(teardown) } }
  func kill() { loop.submit { self.child.kill() } }
  func signal(_ number: Int32) { loop.submit { self.child.signal(number) } }

  /// Waits until nothing is left of the child and says what was heard.
  func finished() async -> [Event] {
    for await event in stream where event == .finished { break }
    return heard
  }

  /// The same, and until nobody else holds the output open any more.
  func gone() async {
    _ = await finished()
    _ = await output.all()
  }

  /// Ends the input, waits for the end and says how it was.
  func status() async -> ExitStatus? {
    endInput()
    for event in await finished() { if case .exited(let status) = event { return status } }
    return nil
  }
}

/// The lines of a pipe, read on a thread of their own.
final class Lines: Sendable {
  private let stream: AsyncStream<String>
  private let continuation: AsyncStream<String>.Continuation

  init() { (stream, continuation) = AsyncStream.makeStream() }

  /// Takes the descriptor over.
  func read(from descriptor: Int32, ended: @escaping @Sendable () -> Void) {
    DispatchQueue(label: "lines").async { [continuation] in
      var rest: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 4096)
      while true {
        let count = unsafe readBytes(descriptor, &buffer, buffer.count)
        guard count > 0 else { break }
        rest += buffer.prefix(count)
        while let end = rest.firstIndex(of: 10) {
          continuation.yield(String(decoding: rest[..<end], as: UTF8.self))
          rest.removeSubrange(...end)
        }
      }
      if !rest.isEmpty { continuation.yield(String(decoding: rest, as: UTF8.self)) }
      closeDescriptors([descriptor])
      // Before the end can be seen: whoever waits for that may stop the loop.
      ended()
      continuation.finish()
    }
  }

  /// The next line; nil at the end.
  func next() async -> String? {
    for await line in stream { return line }
    return nil
  }

  func all() async -> [String] {
    var lines: [String] = []
    for await line in stream { lines.append(line) }
    return lines
  }
}

private let readBytes = unsafe read(_:_:_:)

/// Waits until none of the processes lives, for at most `limit`; says which still do.
func survivors(of pids: [Int32], within limit: Duration) async -> [Int32] {
  let deadline = ContinuousClock.now + limit
  while true {
    let living = pids.filter { processLives($0) }
    if living.isEmpty || ContinuousClock.now >= deadline { return living }
    try? await Task.sleep(for: .milliseconds(10))
  }
}
