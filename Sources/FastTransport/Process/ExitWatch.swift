internal import CUV

/// Tells the loop when a child has ended: its pidfd becomes readable.
///
/// Nothing touches SIGCHLD, so the host's handlers and its other children are left alone.
@safe
final class ExitWatch: LoopHandle, @unchecked Sendable {
  private let pidfd: Int32
  private var action: (() -> Void)?

  /// Takes the pidfd over, also when it throws. On the loop.
  init(loop: EventLoop, pidfd: Int32, _ action: @escaping () -> Void) throws(TransportError) {
    self.pidfd = pidfd
    self.action = action
    super.init(loop: loop, byteCount: unsafe MemoryLayout<uv_poll_t>.size)
    // Safe: the memory is a zeroed `uv_poll_t` of this loop.
    let code = unsafe uv_poll_init(loop.uv, poll, pidfd)
    if code < 0 {
      closeDescriptors([pidfd])
      throw UVStatus.error(code, "uv_poll_init")
    }
    didStart()
    // Safe: the handle is initialised and not closing.
    let started = unsafe uv_poll_start(poll, Int32(UV_READABLE.rawValue), exitWatchFired)
    if started < 0 {
      finish()
      throw UVStatus.error(started, "uv_poll_start")
    }
  }

  private var poll: UnsafeMutablePointer<uv_poll_t> { unsafe raw.assumingMemoryBound(to: uv_poll_t.self) }

  /// Stops watching; the pidfd is closed once libuv has let go of it.
  func finish() {
    action = nil
    close { [pidfd] in closeDescriptors([pidfd]) }
  }

  fileprivate func fired() { action?() }
}

private func exitWatchFired(_ poll: UnsafeMutablePointer<uv_poll_t>?, _ status: Int32, _ events: Int32) {
  let handle = unsafe UnsafeMutableRawPointer(poll)?.assumingMemoryBound(to: uv_handle_t.self)
  // An error (a status below zero) is an event too: the reaping that follows finds out what is true.
  (unsafe LoopHandle.owner(of: handle) as? ExitWatch)?.fired()
}
