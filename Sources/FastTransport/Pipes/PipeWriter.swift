internal import CUV

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#elseif canImport(Darwin)
  private import Darwin
#endif

/// Writes frames to a pipe: in order, several in one call, one call in flight, bounded.
@safe
final class PipeWriter: PipeHandle, @unchecked Sendable {
  // The fields below belong to the loop; the gauge is atomic.
  private var waiting: [OutgoingBytes] = []
  private var inFlight: [OutgoingBytes] = [] {
    didSet { isBusy = !inFlight.isEmpty }
  }
  /// Whether a write is in flight: nothing waits without one.
  private var isBusy = false
  private let request: UnsafeMutablePointer<uv_write_t>
  private let descriptor: Int32
  private var closeWhenDrained = false
  private var failure: TransportError?
  private var didClose: (() -> Void)?

  /// Takes `descriptor` over.
  override init(loop: EventLoop, descriptor: Int32) throws(TransportError) {
    self.descriptor = descriptor
    unsafe request = UnsafeMutablePointer<uv_write_t>.allocate(capacity: 1)
    try super.init(loop: loop, descriptor: descriptor)
  }

  deinit { unsafe request.deallocate() }

  /// Whether a frame may be written at once.
  var isFree: Bool { !isBusy && failure == nil && !isClosing && !closeWhenDrained }

  /// Writes what the pipe takes of a frame, when `isFree`.
  ///
  /// - Returns: How many bytes have left, or why the pipe takes no more, ever.
  func writeNow(_ bytes: [UInt8]) -> Result<Int, TransportError> {
    // Past libuv, which has nothing in flight: it would do the same by way of more code.
    // Safe: the pipe is open and does not block; the bytes live until the call returns.
    let count = unsafe bytes.withUnsafeBytes { unsafe put($0, into: descriptor) }
    if count >= 0 { return .success(count) }
    if errno == EAGAIN || errno == EINTR { return .success(0) }
    let error = UVStatus.error(-errno, "write")
    fail(error, with: [])
    return .failure(error)
  }

  /// Queues one frame. It is written at once when nothing is before it and the pipe has room.
  func write(_ bytes: OutgoingBytes) {
    if let failure { return complete(bytes, failure) }
    guard !isClosing, !closeWhenDrained else {
      return complete(bytes, TransportError(.closed, at: "write after the end of input"))
    }
    guard inFlight.isEmpty, waiting.isEmpty else { return waiting.append(bytes) }
    var buffer = unsafe uv_buf_init(
      UnsafeMutableRawPointer(bytes.start).assumingMemoryBound(to: CChar.self), UInt32(bytes.count))
    // Safe: the pipe is open; the bytes live until the call returns.
    let code = unsafe uv_try_write(stream, &buffer, 1)
    if code == Int32(bytes.count) { return complete(bytes, nil) }
    if code < 0, code != UV_EAGAIN.rawValue { return fail(UVStatus.error(code, "write"), with: [bytes]) }
    start([bytes], skipping: Int(max(0, code)))
  }

  /// Closes the pipe once everything before it is written: the reader sees the end of its input.
  func finish(then: (() -> Void)? = nil) {
    guard !closeWhenDrained, !isClosing else { return }
    closeWhenDrained = true
    didClose = then
    if inFlight.isEmpty, waiting.isEmpty { close(then: then) }
  }

  /// Closes the pipe now; what is not written is given up.
  func abandon() {
    fail(TransportError(.closed, at: "write"), with: [])
  }

  private func start(_ frames: [OutgoingBytes], skipping: Int = 0) {
    inFlight = frames
    var buffers: [uv_buf_t] = unsafe []
    unsafe buffers.reserveCapacity(frames.count)
    for (index, frame) in frames.enumerated() {
      let skip = index == 0 ? skipping : 0
      let base = unsafe UnsafeMutableRawPointer(frame.start + skip).assumingMemoryBound(to: CChar.self)
      unsafe buffers.append(uv_buf_init(base, UInt32(frame.count - skip)))
    }
    // Safe: `inFlight` keeps the bytes until the callback; libuv copies the array of buffers.
    unsafe request.pointee.data = handle.pointee.data
    let code = unsafe uv_write(request, stream, buffers, UInt32(buffers.count), pipeWriterWrote)
    if code < 0 {
      inFlight = []
      fail(UVStatus.error(code, "write"), with: frames)
    }
  }

  fileprivate func wrote(_ code: Int32) {
    let done = inFlight
    inFlight = []
    if code < 0 { return fail(UVStatus.error(code, "write"), with: done) }
    for frame in done { complete(frame, nil) }
    if !waiting.isEmpty, failure == nil, !isClosing {
      let next = Array(waiting.prefix(64))
      waiting.removeFirst(next.count)
      start(next)
    } else if closeWhenDrained, inFlight.isEmpty {
      close(then: didClose)
    }
  }

  private func fail(_ error: TransportError, with frames: [OutgoingBytes]) {
    if failure == nil { failure = error }
    let rest = frames + waiting
    waiting = []
    close(then: didClose)
    for frame in rest { complete(frame, error) }
  }

  private func complete(_ frame: OutgoingBytes, _ error: TransportError?) { frame.written?(error) }
}

/// Outside of the class, where `write` is the system's.
private func put(_ bytes: UnsafeRawBufferPointer, into descriptor: Int32) -> Int {
  unsafe write(descriptor, bytes.baseAddress, min(bytes.count, Int(Int32.max)))
}

private func pipeWriterWrote(_ request: UnsafeMutablePointer<uv_write_t>?, _ status: Int32) {
  guard let data = unsafe request?.pointee.data else { return }
  // Safe: the handle keeps its owner until it is closed, and libuv completes writes before that.
  let owner = unsafe Unmanaged<LoopHandle>.fromOpaque(data).takeUnretainedValue()
  (owner as? PipeWriter)?.wrote(status)
}
