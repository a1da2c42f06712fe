private import CSpawn
internal import CUV

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#elseif canImport(Darwin)
  private import Darwin
#endif

/// Reads a pipe into a line reader and hands the lines to an inbox, which may pause it.
@safe
final class PipeReader: PipeHandle, @unchecked Sendable {
  private let lines: LineReader
  private let inbox: FrameInbox
  private let ended: (FrameEnd) -> Void
  private let descriptor: Int32
  private(set) var isReading = false
  private var hasEnded = false
  private var hasGrown = false
  /// How many more times in a row reading ahead may find nothing before it is given up for a while.
  private var patience = PipeReader.patienceAtFirst
  private var sinceGivenUp = 0

  private static let patienceAtFirst = 4
  /// How many frames are sent before reading ahead is tried again.
  private static let pauseAfterMisses = 64

  /// What a busy pipe is grown to. An unprivileged user owns 64 MiB of pipe buffers, so pipes start small and grow on
  /// evidence: after the first read that nearly filled one.
  private static let grownPipe = 256 << 10

  /// Takes `descriptor` over: from here on it is closed with the handle.
  ///
  /// - Parameters:
  ///   - lines: Finds the lines.
  ///   - inbox: Gets them.
  ///   - ended: Called once, when the inbox has everything.
  init(
    loop: EventLoop, descriptor: Int32, lines: LineReader, inbox: FrameInbox, ended: @escaping (FrameEnd) -> Void
  ) throws(TransportError) {
    self.lines = lines
    self.inbox = inbox
    self.ended = ended
    self.descriptor = descriptor
    try super.init(loop: loop, descriptor: descriptor)
  }

  func start() {
    guard !isReading, !hasEnded, !isClosing else { return }
    // Safe: the pipe is open and not closing.
    let code = unsafe uv_read_start(stream, pipeReaderClaim, pipeReaderRead)
    if code < 0 { return end(.failed(UVStatus.error(code, "uv_read_start"))) }
    isReading = true
  }

  func stop() {
    guard isReading else { return }
    isReading = false
    // Safe: the pipe is open.
    _ = unsafe uv_read_stop(stream)
  }

  /// The local side is done with the stream: what was not read is not wanted.
  func finish() {
    end(.closed)
    close()
  }

  fileprivate func claim() -> uv_buf_t {
    guard let room = unsafe lines.claim() else { return unsafe uv_buf_init(nil, 0) }
    let base = unsafe room.baseAddress?.assumingMemoryBound(to: CChar.self)
    return unsafe uv_buf_init(base, UInt32(min(room.count, Int(Int32.max))))
  }

  /// The other side was sent something just now and may have answered already: looks before the loop asks the system
  /// which pipes are ready, which saves that call where both sides share a core. Gives up for a while where it fails.
  func readAheadSoon() {
    if patience == 0 {
      sinceGivenUp += 1
      guard sinceGivenUp >= Self.pauseAfterMisses else { return }
      sinceGivenUp = 0
      patience = 1
    }
    unsafe loop.readingAhead = self
  }

  /// Reads what is there. The end of the stream and errors are left to the loop.
  func readAhead() {
    guard isReading, let room = unsafe lines.claim() else { return }
    // Safe: the room belongs to this read; the descriptor is open and does not block.
    let count = unsafe read(descriptor, room.baseAddress, min(room.count, Int(Int32.max)))
    guard count > 0 else {
      patience -= 1
      return
    }
    patience = Self.patienceAtFirst
    didRead(count)
  }

  fileprivate func didRead(_ count: Int) {
    if count > 0 {
      if !hasGrown, count >= 60 << 10 {
        hasGrown = true
        // A refusal costs only speed.
        _ = cspawn_grow_pipe(descriptor, Self.grownPipe)
      }
      if inbox.take(count, readInto: lines) { stop() }
    } else if count < 0 {
      let code = Int32(count)
      end(code == UV_EOF.rawValue ? .endOfStream : .failed(UVStatus.error(code, "read")))
    }
  }

  private func end(_ reason: FrameEnd) {
    guard !hasEnded else { return }
    stop()
    hasEnded = true
    if case .closed = reason {} else { _ = inbox.takeRest(of: lines) }
    ended(reason)
  }
}

private func pipeReaderClaim(
  _ handle: UnsafeMutablePointer<uv_handle_t>?, _ suggested: Int, _ buffer: UnsafeMutablePointer<uv_buf_t>?
) {
  unsafe LoopHandle.withOwner(of: handle, as: PipeReader.self) { unsafe buffer?.pointee = $0.claim() }
}

private func pipeReaderRead(
  _ stream: UnsafeMutablePointer<uv_stream_t>?, _ count: Int, _ buffer: UnsafePointer<uv_buf_t>?
) {
  let handle = unsafe UnsafeMutableRawPointer(stream)?.assumingMemoryBound(to: uv_handle_t.self)
  unsafe LoopHandle.withOwner(of: handle, as: PipeReader.self) { $0.didRead(count) }
}
