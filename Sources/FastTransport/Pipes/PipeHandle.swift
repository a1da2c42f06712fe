internal import CUV

/// One end of a pipe on a loop: what readers and writers have in common.
@safe
package class PipeHandle: LoopHandle, @unchecked Sendable {
  /// Takes `descriptor` over: from here on it is closed with the handle. Where this fails it stays the caller's.
  init(loop: EventLoop, descriptor: Int32) throws(TransportError) {
    super.init(loop: loop, byteCount: unsafe MemoryLayout<uv_pipe_t>.size)
    // Safe: the memory is a zeroed `uv_pipe_t`.
    try UVStatus.check(unsafe uv_pipe_init(loop.uv, raw.assumingMemoryBound(to: uv_pipe_t.self), 0), "uv_pipe_init")
    didStart()
    let code = unsafe uv_pipe_open(raw.assumingMemoryBound(to: uv_pipe_t.self), descriptor)
    if code < 0 {
      close()
      throw UVStatus.error(code, "uv_pipe_open")
    }
  }

  var stream: UnsafeMutablePointer<uv_stream_t> { unsafe raw.assumingMemoryBound(to: uv_stream_t.self) }
}
