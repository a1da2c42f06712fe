internal import CUV
internal import Synchronization

/// The one thread that may touch libuv: it owns the thread, the loop and the loop's reading memory.
///
/// Work comes in through a mailbox (an atomic stack and one wake-up for a burst). Everything that belongs to a loop
/// (handles, readers, writers) is made, used and closed on its thread.
@safe
package final class EventLoop: @unchecked Sendable {
  // Sendable: `uv`, `ring` and the handles are touched on the loop's thread only; the rest is immutable or atomic.

  let uv: UnsafeMutablePointer<uv_loop_t>
  private let wakeUp: UnsafeMutablePointer<uv_async_t>
  private let mailbox = AtomicStack<LoopWork>()
  /// The identity of the loop's thread. Written once by that thread; relaxed, since only equality with the reader's
  /// own identity matters, and that can only be seen true on the thread itself.
  private let threadIdentity = Atomic<UInt>(0)
  /// How many connections are pinned to this loop. Relaxed: a hint for `LoopGroup`.
  let connections = Atomic<Int>(0)
  private var thread: LoopThread?
  /// Who may start a connection now.
  package let startGate = StartGate()
  /// The reading memory of all connections of this loop.
  let ring: ByteRing
  /// Memory for reads whose bytes are used up at once; free between callbacks.
  let scratch: UnsafeMutableRawBufferPointer

  /// Starts a loop on a thread of its own.
  package init(name: String = "claude-loop", ring: ByteRing = ByteRing()) throws(TransportError) {
    unsafe uv = UnsafeMutablePointer<uv_loop_t>.allocate(capacity: 1)
    unsafe wakeUp = UnsafeMutablePointer<uv_async_t>.allocate(capacity: 1)
    self.ring = ring
    unsafe scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 16 << 10, alignment: 16)
    try UVStatus.check(unsafe uv_loop_init(uv), "uv_loop_init")
    try UVStatus.check(unsafe uv_async_init(uv, wakeUp, eventLoopWoken), "uv_async_init")
    // Safe: `stop` joins the thread before the owner goes, and until then `run` keeps it alive.
    unsafe wakeUp.pointee.data = Unmanaged.passUnretained(self).toOpaque()
    thread = try LoopThread(name: name) { [self] in
      threadIdentity.store(LoopThread.currentIdentity, ordering: .relaxed)
      _ = unsafe uv_run(uv, UV_RUN_DEFAULT)
    }
  }

  deinit {
    // Safe: the thread has ended (it holds a reference while it runs), so nothing uses the loop any more.
    _ = unsafe uv_loop_close(uv)
    unsafe uv.deallocate()
    unsafe wakeUp.deallocate()
    unsafe scratch.deallocate()
  }

  /// Whether the caller is on the loop's thread.
  package var isCurrent: Bool { threadIdentity.load(ordering: .relaxed) == LoopThread.currentIdentity }

  /// Runs `work` on the loop: later, in the order of submission. From any thread.
  package func submit(_ work: @escaping @Sendable () -> Void) {
    if case .first = mailbox.push(LoopWork(work)) {
      // Safe: `uv_async_send` may be called from any thread while the handle is open, which it is until `stop`.
      _ = unsafe uv_async_send(wakeUp)
    }
  }

  /// Runs `work` on the loop: now if this is its thread, else later.
  package func run(_ work: @escaping @Sendable () -> Void) {
    if isCurrent { work() } else { submit(work) }
  }

  /// Ends the loop once its handles are closed, and waits for its thread. Not from the loop itself.
  package func stop() {
    submit { [self] in unsafe uv_close(UnsafeMutableRawPointer(wakeUp).assumingMemoryBound(to: uv_handle_t.self), nil) }
    thread?.join()
    thread = nil
  }

  fileprivate func drain() {
    var chain = mailbox.takeAll()
    while let next = chain.popFirst() { next.work() }
  }
}

/// One piece of work in the mailbox.
private final class LoopWork: LinkedNode, @unchecked Sendable {
  let work: @Sendable () -> Void
  init(_ work: @escaping @Sendable () -> Void) { self.work = work }
}

private func eventLoopWoken(_ handle: UnsafeMutablePointer<uv_async_t>?) {
  guard let data = unsafe handle?.pointee.data else { return }
  // Safe: the loop runs on this thread, so its owner is alive.
  unsafe Unmanaged<EventLoop>.fromOpaque(data).takeUnretainedValue().drain()
}
