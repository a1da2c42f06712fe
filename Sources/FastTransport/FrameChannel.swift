private import Synchronization

/// One duplex channel of JSON lines over a pair of descriptors: the front door of this module.
///
///     read descriptor -> PipeReader -> LineReader -> FrameInbox (sink, or queue -> FrameStream)
///     write descriptor <- PipeWriter <- send
///
/// It knows nothing of processes: a child's pipes are one such pair.
package final class FrameChannel: @unchecked Sendable {
  // Sendable: `reader`, `writer` and `phase` are touched on the loop only; the rest is immutable or atomic.

  package let inbox: FrameInbox
  private let loop: EventLoop
  private var reader: PipeReader?
  private var writer: PipeWriter?
  private let lines: LineReader
  /// Bytes accepted and not yet written. Added to by any thread that sends, subtracted from by the loop; relaxed, as
  /// it only bounds.
  private let unwritten = Atomic<Int>(0)

  package init(inbox: FrameInbox) {
    self.inbox = inbox
    loop = inbox.loop
    lines = inbox.makeReader()
  }

  /// Opens the channel over two descriptors, which it owns from here on, and starts to read. On the loop.
  ///
  /// - Parameter readingEnded: Called once, when the last frame is in the inbox.
  package func open(
    reading: Int32, writing: Int32, readingEnded: @escaping (FrameEnd) -> Void = { _ in }
  ) throws(TransportError) {
    do throws(TransportError) {
      writer = try PipeWriter(loop: loop, descriptor: writing)
    } catch {
      closeDescriptors([reading, writing])
      throw error
    }
    do throws(TransportError) {
      reader = try PipeReader(
        loop: loop, descriptor: reading, lines: lines, inbox: inbox,
        ended: { [self] reason in
          ended(reason)
          readingEnded(reason)
        })
    } catch {
      writer?.close()
      closeDescriptors([reading])
      throw error
    }
    // Let go of with the end of the frames, which closing brings about.
    inbox.onResume { [self] in reader?.start() }
    reader?.start()
  }

  // MARK: Reading

  private func ended(_ reason: FrameEnd) {
    reader?.close()
    reader = nil
    inbox.endOfBytes(reason)
  }

  /// Lines that were no JSON objects and were left out. On the loop.
  package var skippedLines: Int { lines.skippedLines }

  // MARK: Writing

  /// Sends one line; its end is added by the caller. In order with every other send of the same thread.
  ///
  /// - Parameter written: Called on the loop when the kernel has taken the bytes, or with the reason it did not.
  /// - Throws: `.overflow` when too much waits to be written already.
  package func send(_ line: [UInt8], written: (@Sendable ((any Error)?) -> Void)? = nil) throws(TransportError) {
    let count = line.count
    // On the loop, with nothing before it and room in the pipe, a line leaves without any bookkeeping.
    var done = 0
    if loop.isCurrent, let writer, writer.isFree {
      switch writer.writeNow(line) {
      case .success(count):
        reader?.readAheadSoon()
        written?(nil)
        return
      case .success(let part): done = part
      case .failure(let error):
        written?(error)
        return
      }
    }
    guard unwritten.wrappingAdd(count, ordering: .relaxed).newValue <= inbox.limits.unwrittenBytes || done > 0 else {
      unwritten.wrappingSubtract(count, ordering: .relaxed)
      throw TransportError(.overflow, at: "send of \(count) bytes")
    }
    let bytes = OutgoingBytes(line, skipping: done) { [weak self] error in
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
