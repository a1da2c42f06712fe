public import ClaudeAgentSDK

/// A transport without a process: plays a ``Script`` and records what it is sent.
///
/// ```swift
/// let transport = ScriptedTransport(.answering("4"))
/// let answer = try await query("What is 2 + 2?", transport: ScriptedTransportProvider(transport)).text()
/// ```
public final class ScriptedTransport: Transport {
  /// What the script's side can do.
  public let capabilities: TransportCapabilities
  private let script: Script
  private let clock: any Clock<Duration>
  private let grace: Duration
  private let state = Guarded(State())

  private enum Phase {
    case idle
    case running(TransportInbox)
    case ended
  }

  private struct State {
    var phase = Phase.idle
    var startError: (any Error)?
    var sent: [String] = []
    var unread: [HostLine] = []
    var inputEnded = false
    var refusesInput = false
    var ignoresClose = false
    var isClosing = false
    var closeCount = 0
    var cancelCount = 0
    var runner: Task<Void, Never>?
    /// The runner, when it waits for something of the host's.
    var waiter: CheckedContinuation<Void, Never>?
    var closers: [CheckedContinuation<Void, Never>] = []

    mutating func takeWaiter() -> CheckedContinuation<Void, Never>? {
      defer { waiter = nil }
      return waiter
    }

    var isEnded: Bool { if case .ended = phase { true } else { false } }
  }

  /// Makes a transport that is not started yet.
  ///
  /// - Parameters:
  ///   - script: What the other side does.
  ///   - capabilities: What it can do.
  ///   - clock: The clock of delays and of the grace.
  ///   - grace: How long closing takes when the script ignores it.
  public init(
    _ script: Script, capabilities: TransportCapabilities = [.controlProtocol, .process],
    clock: any Clock<Duration> = ContinuousClock(), grace: Duration = .seconds(1)
  ) {
    self.script = script
    self.capabilities = capabilities
    self.clock = clock
    self.grace = grace
  }

  /// Makes a transport that cannot be started.
  ///
  /// - Parameter error: What starting throws.
  public convenience init(failingToStart error: any Error) {
    self.init([])
    state.withLock { $0.startError = error }
  }

  // MARK: What was recorded

  /// Every line that was sent, without its end, in order.
  public var sentLines: [String] { state.withLock { $0.sent } }
  /// Whether the host has ended the input.
  public var isInputEnded: Bool { state.withLock { $0.inputEnded } }
  /// Whether the other side has ended, or was never started and closed.
  public var hasEnded: Bool { state.withLock { $0.isEnded } }
  /// How often ``close()`` was called.
  public var closeCount: Int { state.withLock { $0.closeCount } }
  /// How often ``cancel()`` was called.
  public var cancelCount: Int { state.withLock { $0.cancelCount } }

  // MARK: Transport

  /// Begins to play the script.
  public func start(delivering inbox: TransportInbox) async throws {
    let error: (any Error)? = state.withLock { state in
      if let error = state.startError { return error }
      guard case .idle = state.phase else {
        return ClaudeAgentError(.alreadyInUse, detail: "This scripted transport was started or closed already.")
      }
      state.phase = .running(inbox)
      state.runner = Task { [self] in await play(delivering: inbox) }
      return nil
    }
    if let error { throw error }
  }

  /// Records the line and gives it to the script.
  public func send(_ line: [UInt8], sent: @escaping @Sendable ((any Error)?) -> Void) {
    let (waiter, error): (CheckedContinuation<Void, Never>?, ClaudeAgentError?) = state.withLock { state in
      guard case .running = state.phase, !state.inputEnded, !state.refusesInput else {
        return (nil, ClaudeAgentError(.writeFailed, detail: "The scripted side takes no more input."))
      }
      let line = HostLine(line)
      state.sent.append(line.text)
      state.unread.append(line)
      return (state.takeWaiter(), nil)
    }
    waiter?.resume()
    sent(error)
  }

  /// Ends the script's input.
  public func endInput() {
    let waiter = state.withLock { state in
      state.inputEnded = true
      return state.takeWaiter()
    }
    waiter?.resume()
  }

  /// Ends the other side: with exit code 0, or after the grace and with signal 9 when the script ignores it.
  public func close() async {
    let (isFirst, ignores) = state.withLock { state in
      defer { state.isClosing = true }
      state.closeCount += 1
      if case .idle = state.phase { state.phase = .ended }
      return (!state.isClosing, state.ignoresClose)
    }
    endInput()
    if isFirst {
      if ignores { try? await clock.sleep(for: grace) }
      finish(TransportEnd(exitStatus: ignores ? .signalled(number: 9) : .exited(code: 0)))
    } else {
      await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
        let isOver = state.withLock { state in
          if state.isEnded { return true }
          state.closers.append(done)
          return false
        }
        if isOver { done.resume() }
      }
    }
  }

  /// Ends the other side at once, with signal 15.
  public func cancel() {
    state.withLock { state in
      state.cancelCount += 1
      if case .idle = state.phase { state.phase = .ended }
    }
    endInput()
    finish(TransportEnd(exitStatus: .signalled(number: 15)))
  }

  /// The end, once: finishes the inbox, which also lets go of a step that waits for room in it.
  private func finish(_ end: TransportEnd) {
    let (inbox, runner, waiter, closers) = state.withLock { state in
      var inbox: TransportInbox?
      if case .running(let running) = state.phase { inbox = running }
      state.phase = .ended
      state.inputEnded = true
      defer { (state.runner, state.closers) = (nil, []) }
      return (inbox, state.runner, state.takeWaiter(), state.closers)
    }
    var end = end
    if !capabilities.contains(.process) { end.exitStatus = nil }
    inbox?.finish(end)
    runner?.cancel()
    waiter?.resume()
    for closer in closers { closer.resume() }
  }
}

// MARK: Playing

extension ScriptedTransport {
  /// Plays the steps, and ends in the way of the last one.
  private func play(delivering inbox: TransportInbox) async {
    var player = Player(inbox: inbox, transport: self)
    for step in script.steps {
      guard !hasEnded else { return }
      if let end = await player.perform(step.action) { return finish(end) }
    }
    finish(await player.readToEnd())
  }

  /// One step after the other; whatever it returns is the end.
  private struct Player {
    let inbox: TransportInbox
    let transport: ScriptedTransport
    var answers = true
    var last: HostLine?

    private static let leaves = TransportEnd(exitStatus: .exited(code: 0))

    mutating func perform(_ action: Script.Step.Action) async -> TransportEnd? {
      switch action {
      case .awaitInitialize:
        guard let line = await wait(for: { $0.requestSubtype == "initialize" }) else { return Self.leaves }
        await inbox.receive(line.answer("{}"))
      case .awaitLine(let part):
        return await wait(for: { $0.text.contains(part) }) == nil ? Self.leaves : nil
      case .awaitPrompt:
        return await wait(for: { $0.type == "user" }) == nil ? Self.leaves : nil
      case .awaitEndOfInput: _ = await wait(for: { _ in false })
      case .answer(let payload): if let last { await inbox.receive(last.answer(payload)) }
      case .answerError(let message): if let last { await inbox.receive(last.refusal(message)) }
      case .stopAnswering: answers = false
      case .bytes(let bytes): await inbox.receive(bytes)
      case .delay(let duration): try? await transport.clock.sleep(for: duration)
      case .refuseInput: transport.state.withLock { $0.refusesInput = true }
      case .ignoreClose: transport.state.withLock { $0.ignoresClose = true }
      case .endFrames: inbox.endFrames()
      case .end(let end): return end
      case .stall: await transport.untilEnded()
      }
      return nil
    }

    /// After the last step: answers what is asked until the input ends.
    mutating func readToEnd() async -> TransportEnd {
      _ = await wait(for: { _ in false })
      if transport.state.withLock({ $0.ignoresClose }) { await transport.untilEnded() }
      return Self.leaves
    }

    /// The first line that fits, or nil at the end of the input.
    private mutating func wait(for fits: (HostLine) -> Bool) async -> HostLine? {
      while let line = await transport.nextLine() {
        if fits(line) {
          last = line
          return line
        }
        if answers, line.requestID != nil { await inbox.receive(line.answer("{}")) }
      }
      return nil
    }
  }

  /// The next line of the host, or nil at the end of the input.
  private func nextLine() async -> HostLine? {
    while true {
      let (line, isOver): (HostLine?, Bool) = state.withLock { state in
        if !state.unread.isEmpty { return (state.unread.removeFirst(), false) }
        return (nil, state.inputEnded)
      }
      if let line { return line }
      if isOver { return nil }
      await change { !$0.unread.isEmpty || $0.inputEnded }
    }
  }

  private func untilEnded() async {
    while !hasEnded { await change { $0.isEnded } }
  }

  /// Waits until somebody has called, unless there is something already.
  private func change(unless isThere: @Sendable (inout State) -> Bool) async {
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
      let isNow = state.withLock { state in
        if isThere(&state) { return true }
        state.waiter = done
        return false
      }
      if isNow { done.resume() }
    }
  }
}
