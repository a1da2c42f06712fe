private import Synchronization

/// Who sees control frames, and frames that decide about the run: on the loop's thread, before anybody else.
package protocol FrameSink: AnyObject, Sendable {
  /// A frame with a routed tag. True when the consumer is to have it too.
  func receive(_ frame: Frame) -> Bool

  /// The stream has ended. Called once, after the last frame.
  func ended(_ reason: FrameEnd)
}

/// One duplex channel of JSON lines over a pair of descriptors: the front door of this module.
///
///     read descriptor -> PipeReader -> LineReader -> sink, or FrameQueue -> FrameStream
///     write descriptor <- PipeWriter <- send
///
/// It knows nothing of processes: a child's pipes are one such pair.
package final class FrameChannel: @unchecked Sendable {
  // Sendable: `reader`, `writer` and `phase` are touched on the loop only; the rest is immutable or atomic.

  package let loop: EventLoop
  private let limits: FrameLimits
  private let queue = FrameQueue()
  private let account: ReadAccount
  private var reader: PipeReader?
  private var writer: PipeWriter?
  private weak let sink: (any FrameSink)?
  private let lines: LineReader
  /// Bytes accepted and not yet written. Added to by any thread that sends, subtracted from by the loop; relaxed, as
  /// it only bounds.
  private let unwritten = Atomic<Int>(0)
  private let streamTaken = Atomic<Bool>(false)

  /// - Parameter sink: Held weakly: it owns the channel, not the other way round.
  package init(loop: EventLoop, classifier: LineClassifier, limits: FrameLimits = FrameLimits(), sink: (any FrameSink)?) {
    self.loop = loop
    self.limits = limits
    self.sink = sink
    account = ReadAccount(high: limits.unreadBytes, low: limits.resumeBytes)
    lines = LineReader(ring: loop.ring, classifier: classifier, limits: limits)
  }

  /// Opens the channel over two descriptors, which it owns from here on, and starts to read. On the loop.
  package func open(reading: Int32, writing: Int32) throws(TransportError) {
    do throws(TransportError) {
      writer = try PipeWriter(loop: loop, descriptor: writing)
    } catch {
      closeDescriptors([reading, writing])
      throw error
    }
    do throws(TransportError) {
      reader = try PipeReader(
        loop: loop, descriptor: reading, lines: lines,
        route: { [weak sink] frame in sink?.receive(frame) ?? true },
        deliver: { [self] batch in deliver(batch) },
        ended: { [self] reason in ended(reason) })
    } catch {
      writer?.close()
      closeDescriptors([reading])
      throw error
    }
    reader?.start()
  }

  // MARK: Reading

  /// The frames, for one consumer. Nil the second time.
  package func takeStream() -> FrameStream? {
    guard !streamTaken.exchange(true, ordering: .relaxed) else { return nil }
    return FrameStream(queue: queue, account: account) { [weak self] in self?.resumeReading() }
  }

  /// Finished lines that the consumer has not read yet, in bytes.
  package var unreadBytes: Int { account.unreadBytes }
  /// Whether the pipe is paused because the consumer is behind.
  package var isPaused: Bool { account.isPaused }

  private func deliver(_ batch: FrameBatch?) {
    guard let batch else { return }
    let bytes = batch.byteCount
    queue.push(batch)
    if account.add(bytes) { reader?.stop() }
  }

  private func resumeReading() {
    loop.run { [weak self] in self?.reader?.start() }
  }

  private func ended(_ reason: FrameEnd) {
    let last = FrameBatch(slab: nil)
    last.end = reason
    reader?.close()
    reader = nil
    queue.push(last)
    sink?.ended(reason)
  }

  // MARK: Writing

  /// Sends one line; its end is added by the caller. In order with every other send of the same thread.
  ///
  /// - Parameter written: Called on the loop when the kernel has taken the bytes, or with the reason it did not.
  /// - Throws: `.overflow` when too much waits to be written already.
  package func send(_ line: [UInt8], written: (@Sendable (TransportError?) -> Void)? = nil) throws(TransportError) {
    let count = line.count
    guard unwritten.wrappingAdd(count, ordering: .relaxed).newValue <= limits.unwrittenBytes else {
      unwritten.wrappingSubtract(count, ordering: .relaxed)
      throw TransportError(.overflow, at: "send of \(count) bytes")
    }
    let bytes = OutgoingBytes(line) { [weak self] error in
      self?.unwritten.wrappingSubtract(count, ordering: .relaxed)
      written?(error)
    }
    guard let bytes else { throw TransportError(.system, number: 12, at: "send of \(count) bytes") }
    loop.run { [self] in
      if let writer { writer.write(bytes) } else { bytes.written?(TransportError(.closed, at: "send")) }
    }
  }

  /// Ends the other side's input once everything sent before is written.
  package func finishWriting() {
    loop.run { [self] in
      writer?.finish()
    }
  }

  /// Closes both directions now. What was delivered before can still be read.
  package func close() {
    loop.run { [self] in
      writer?.abandon()
      writer = nil
      let reader = self.reader
      self.reader = nil
      if let reader { reader.finish() }
    }
  }
}
