internal import CUV

/// One deadline on a loop.
@safe
final class LoopTimer: LoopHandle, @unchecked Sendable {
  private var action: (() -> Void)?

  init(loop: EventLoop) {
    super.init(loop: loop, byteCount: unsafe MemoryLayout<uv_timer_t>.size)
    // Safe: the memory is a zeroed `uv_timer_t`; initialising a timer cannot fail.
    _ = unsafe uv_timer_init(loop.uv, raw.assumingMemoryBound(to: uv_timer_t.self))
    didStart()
  }

  /// Runs `action` on the loop after `delay`; an earlier one is replaced.
  func start(after delay: Duration, _ action: @escaping () -> Void) {
    guard !isClosing else { return }
    self.action = action
    // Safe: the timer is initialised and not closing. The loop's clock stands still between iterations.
    unsafe uv_update_time(loop.uv)
    _ = unsafe uv_timer_start(
      raw.assumingMemoryBound(to: uv_timer_t.self), loopTimerFired, delay.wholeMilliseconds, 0)
  }

  func stop() {
    action = nil
    guard !isClosing else { return }
    _ = unsafe uv_timer_stop(raw.assumingMemoryBound(to: uv_timer_t.self))
  }

  fileprivate func fired() {
    let action = action
    self.action = nil
    action?()
  }
}

private func loopTimerFired(_ timer: UnsafeMutablePointer<uv_timer_t>?) {
  let handle = unsafe UnsafeMutableRawPointer(timer)?.assumingMemoryBound(to: uv_handle_t.self)
  (unsafe LoopHandle.owner(of: handle) as? LoopTimer)?.fired()
}

extension Duration {
  /// Rounded up, never negative, and small enough for every timer.
  var wholeMilliseconds: UInt64 {
    let (seconds, attoseconds) = components
    guard seconds >= 0, attoseconds >= 0 else { return 0 }
    guard seconds < 1 << 40 else { return 1 << 50 }
    return UInt64(seconds) * 1000 + UInt64((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }
}
