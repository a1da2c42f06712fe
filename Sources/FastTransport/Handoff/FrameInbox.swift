private import Synchronization

/// Who sees control frames, and frames that decide about the run: on the loop's thread, before anybody else.
package protocol FrameSink: AnyObject, Sendable {
  /// A frame with a routed tag. True when the consumer is to have it too.
  func receive(_ frame: Frame) -> Bool

  /// A read is done, after its routed frames: what it leaves for the consumer, or nil.
  func delivered(_ batch: FrameBatch?)

  /// The stream has ended. Called once, after the last frame.
  func ended(_ reason: FrameEnd)
}

/// Where the frames of one connection arrive: routed ones go to the sink, the others wait for the one consumer.
///
/// A channel fills it from its pipe; a transport that has no pipe hands over lines of its own. Either way everything
/// passes through the loop, in order.
///
/// A connection may change its owner: `attach` gives the frames to another sink, `reopen` to another consumer.
package final class FrameInbox: @unchecked Sendable {
  // Sendable: what changes is touched on the loop only; the rest is immutable or atomic. No access to what is marked
  // `@exclusivity(unchecked)` calls anything that comes back here.

  package let loop: EventLoop
  package let limits: FrameLimits
  private var classifier: LineClassifier
  /// Where frames for the consumer wait.
  @exclusivity(unchecked) private var lane: FrameLane
  @exclusivity(unchecked) private weak var sink: (any FrameSink)?
  private let streamTaken = Atomic<Bool>(false)
  /// The consumer gets nothing more.
  private var hasEnded = false
  /// Why no more bytes come.
  private var bytesEnd: FrameEnd?
  private var endingSoon: FrameEnd?
  private var resume: (() -> Void)?
  /// Those who wait for room, each for one call.
  private var waitingForRoom: [() -> Void] = []
  private var ownReader: LineReader?
  /// The reader of a pipe, while bytes come.
  private var lines: LineReader?

  /// - Parameter sink: Held weakly: it owns the inbox, not the other way round.
  package init(loop: EventLoop, classifier: LineClassifier, limits: FrameLimits = FrameLimits(), sink: (any FrameSink)?)
  {
    self.loop = loop
    self.limits = limits
    self.classifier = classifier
    unsafe self.sink = sink
    unsafe lane = FrameLane(limits)
  }

  // MARK: Another owner

  /// Gives all further frames to another sink, which sees those that the classifier chooses. On the loop.
  package func attach(_ sink: any FrameSink, classifier: LineClassifier) {
    unsafe self.sink = sink
    self.classifier = classifier
    if let lines { unsafe lines.classifier = classifier }
    if let ownReader { unsafe ownReader.classifier = classifier }
    if let bytesEnd { sink.ended(bytesEnd) }
  }

  /// Begins a stream for another consumer, behind the end of the one before, whose reader keeps what it has not read.
  /// On the loop.
  package func reopen() -> FrameStream {
    unsafe lane = FrameLane(limits)
    hasEnded = false
    endingSoon = nil
    let stream = makeStream()
    if let bytesEnd { end(bytesEnd) } else { hasRoom() }
    return stream
  }

  /// The reader of a pipe that fills this inbox.
  func makeReader() -> LineReader {
    let reader = LineReader(ring: loop.ring, classifier: classifier, limits: limits)
    lines = reader
    return reader
  }

  // MARK: Consuming

  /// The frames, for one consumer. Nil the second time.
  package func takeStream() -> FrameStream? {
    guard !streamTaken.exchange(true, ordering: .relaxed) else { return nil }
    return makeStream()
  }

  private func makeStream() -> FrameStream {
    let lane = unsafe lane
    return FrameStream(queue: lane.queue, account: lane.account) { [weak self] in
      guard let self else { return }
      // Room in a lane of the past is nobody's.
      loop.run { [self] in if unsafe lane === self.lane { hasRoom() } }
    }
  }

  /// Finished lines that the consumer has not read yet, in bytes. On the loop, or while there is one consumer only.
  package var unreadBytes: Int { unsafe lane.account.unreadBytes }
  /// Whether whoever fills the inbox was told to stop. As `unreadBytes`.
  package var isPaused: Bool { unsafe lane.account.isPaused }

  // MARK: Filling, on the loop

  /// Called on the loop when the consumer has caught up after a pause.
  package func onResume(_ action: @escaping () -> Void) { resume = action }

  /// Calls `action` once on the loop: when the consumer has caught up, or nobody reads any more. Now if there is no
  /// pause.
  package func whenThereIsRoom(_ action: @escaping () -> Void) {
    if hasEnded || !isPaused { return action() }
    waitingForRoom.append(action)
  }

  private func hasRoom() {
    resume?()
    // A pause since then is the next call's: those who wait were promised one.
    let waiting = waitingForRoom
    waitingForRoom = []
    for action in waiting { action() }
  }

  /// Takes in `count` bytes that were read into the room of a reader. True when the filling must pause until `onResume`.
  func take(_ count: Int, readInto reader: LineReader) -> Bool {
    // One look for all frames of the read: a weak reference costs more to follow than a frame to pass on.
    let sink = unsafe sink
    return deliver(reader.commit(count) { frame in sink?.receive(frame) ?? true }, past: sink)
  }

  /// Takes in what is left of a last line. True when the filling must pause until `onResume`.
  func takeRest(of reader: LineReader) -> Bool {
    let sink = unsafe sink
    return deliver(reader.finish { frame in sink?.receive(frame) ?? true }, past: sink)
  }

  private func deliver(_ batch: FrameBatch?, past sink: (any FrameSink)?) -> Bool {
    var pause = false
    sink?.delivered(batch)
    if let batch, !hasEnded {
      let bytes = batch.byteCount
      let lane = unsafe lane
      lane.queue.push(batch)
      pause = lane.account.add(bytes)
    }
    if let reason = endingSoon { end(reason) }
    return pause
  }

  /// Ends the stream behind the lines of the read that is under way: the sink calls this for the frame that it takes
  /// for the last one.
  package func endAfterThisRead(_ reason: FrameEnd) { endingSoon = reason }

  /// Takes bytes in from a transport that has no pipe; lines may be cut anywhere. True when the filling must pause.
  /// What comes after the end is nobody's.
  package func receive(_ bytes: [UInt8]) -> Bool {
    guard bytesEnd == nil else { return false }
    let reader = ownReader ?? LineReader(ring: loop.ring, classifier: classifier, limits: limits)
    ownReader = reader
    var pause = false
    var rest = bytes[...]
    while !rest.isEmpty {
      guard let room = unsafe reader.claim() else { break }
      let count = min(room.count, rest.count)
      // Safe: the room was claimed for these bytes.
      unsafe UnsafeMutableRawBufferPointer(rebasing: room[..<count]).copyBytes(from: rest.prefix(count))
      if take(count, readInto: reader) { pause = true }
      rest = rest.dropFirst(count)
    }
    return pause
  }

  /// The end of the bytes: a last line without its end still counts.
  package func endOfBytes() {
    if let ownReader { _ = takeRest(of: ownReader) }
    ownReader = nil
    endOfBytes(.endOfStream)
  }

  /// No more bytes come. Again is nothing.
  package func endOfBytes(_ reason: FrameEnd) {
    guard bytesEnd == nil else { return }
    bytesEnd = reason
    lines = nil
    end(reason)
    resume = nil
  }

  /// Ends the stream of the consumer. Again is nothing.
  package func end(_ reason: FrameEnd) {
    guard !hasEnded else { return }
    unsafe lane.queue.push(FrameBatch(end: reason))
    hasEnded = true
    endingSoon = nil
    unsafe sink?.ended(reason)
    hasRoom()
  }
}

/// What lies between the loop and one consumer.
private final class FrameLane: Sendable {
  let queue = FrameQueue()
  let account: ReadAccount

  init(_ limits: FrameLimits) { account = ReadAccount(high: limits.unreadBytes, low: limits.resumeBytes) }
}
