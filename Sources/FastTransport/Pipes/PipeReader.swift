private import CSpawn
internal import CUV

/// Reads a pipe into a line reader, and can be paused.
@safe
final class PipeReader: PipeHandle, @unchecked Sendable {
  private let lines: LineReader
  private let route: (Frame) -> Bool
  private let deliver: (FrameBatch?) -> Void
  private let ended: (FrameEnd) -> Void
  private let descriptor: Int32
  private(set) var isReading = false
  private var hasEnded = false
  private var hasGrown = false

  /// What a busy pipe is grown to. An unprivileged user owns 64 MiB of pipe buffers, so pipes start small and grow on
  /// evidence: after the first read that nearly filled one.
  private static let grownPipe = 256 << 10

  /// Takes `descriptor` over: from here on it is closed with the handle.
  ///
  /// - Parameters:
  ///   - route: Called for frames with a routed tag; false when the frame is used up.
  ///   - deliver: Called after each read, with the lines it finished, or nil.
  ///   - ended: Called once, after the last delivery.
  init(
    loop: EventLoop, descriptor: Int32, lines: LineReader, route: @escaping (Frame) -> Bool,
    deliver: @escaping (FrameBatch?) -> Void, ended: @escaping (FrameEnd) -> Void
  ) throws(TransportError) {
    self.lines = lines
    self.route = route
    self.deliver = deliver
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

  fileprivate func didRead(_ count: Int) {
    if count > 0 {
      if !hasGrown, count >= 60 << 10 {
        hasGrown = true
        // A refusal costs only speed.
        _ = cspawn_grow_pipe(descriptor, Self.grownPipe)
      }
      deliver(lines.commit(count, route: route))
    } else if count < 0 {
      let code = Int32(count)
      end(code == UV_EOF.rawValue ? .endOfStream : .failed(UVStatus.error(code, "read")))
    }
  }

  private func end(_ reason: FrameEnd) {
    guard !hasEnded else { return }
    stop()
    hasEnded = true
    if case .closed = reason {} else if let rest = lines.finish(route: route) { deliver(rest) }
    ended(reason)
  }
}

private func pipeReaderClaim(
  _ handle: UnsafeMutablePointer<uv_handle_t>?, _ suggested: Int, _ buffer: UnsafeMutablePointer<uv_buf_t>?
) {
  guard let reader = unsafe LoopHandle.owner(of: handle) as? PipeReader else { return }
  unsafe buffer?.pointee = reader.claim()
}

private func pipeReaderRead(
  _ stream: UnsafeMutablePointer<uv_stream_t>?, _ count: Int, _ buffer: UnsafePointer<uv_buf_t>?
) {
  let handle = unsafe UnsafeMutableRawPointer(stream)?.assumingMemoryBound(to: uv_handle_t.self)
  guard let reader = unsafe LoopHandle.owner(of: handle) as? PipeReader else { return }
  reader.didRead(count)
}
