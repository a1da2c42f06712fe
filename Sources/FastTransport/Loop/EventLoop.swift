internal import CUV
internal import Synchronization

/// The one thread that may touch libuv: it owns the thread, the loop and the loop's reading memory.
///
/// Work comes in through a mailbox (an atomic stack and one wake-up for a burst). Everything that belongs to a loop
/// (handles, readers, writers) is made, used and closed on its thread.
@safe
package final class EventLoop: @unchecked Sendable {
  // Sendable: `uv`, `ring` and the handles are touched on the loop's thread only; the rest is immutable or atomic.
  // No access to what is marked `@exclusivity(unchecked)` calls anything, so none can overlap another; the check at run
  // time would be made for each request.

  let uv: UnsafeMutablePointer<uv_loop_t>
  private let wakeUp: UnsafeMutablePointer<uv_async_t>
  /// Called before each wait for events: runs what the callbacks of this round have enqueued.
  private let beforeWait: UnsafeMutablePointer<uv_prepare_t>
  private let mailbox = AtomicStack<LoopWork>()
  /// The identity of the loop's thread. Written once by that thread; relaxed, since only equality with the reader's
  /// own identity matters, and that can only be seen true on the thread itself.
  private let threadIdentity = Atomic<UInt>(0)
  /// How many connections are pinned to this loop. Relaxed: a hint for `LoopGroup`.
  let connections = Atomic<Int>(0)
  private var thread: LoopThread?
  /// Parts of tasks that were enqueued on the loop's thread and have not run yet.
  @exclusivity(unchecked) private var jobs: [UnownedJob] = []
  /// Those that run just now; kept so that no list is made for each round.
  @exclusivity(unchecked) private var running: [UnownedJob] = []
  /// The reader of the pipe whose other side was written to last in this round, if it reads ahead.
  @exclusivity(unchecked) var readingAhead: PipeReader?
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
    unsafe beforeWait = UnsafeMutablePointer<uv_prepare_t>.allocate(capacity: 1)
    self.ring = ring
    TickClock.start()
    unsafe scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 16 << 10, alignment: 16)
    try UVStatus.check(unsafe uv_loop_init(uv), "uv_loop_init")
    try UVStatus.check(unsafe uv_async_init(uv, wakeUp, eventLoopWoken), "uv_async_init")
    // Safe: `stop` joins the thread before the owner goes, and until then `run` keeps it alive.
    unsafe wakeUp.pointee.data = Unmanaged.passUnretained(self).toOpaque()
    // Neither call can fail on a handle of zero state.
    _ = unsafe uv_prepare_init(uv, beforeWait)
    unsafe beforeWait.pointee.data = wakeUp.pointee.data
    _ = unsafe uv_prepare_start(beforeWait, eventLoopWaits)
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
    unsafe beforeWait.deallocate()
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

  /// The loop's own clock in milliseconds, as old as the round.
  var milliseconds: UInt64 {
    // Safe: reads a word of the loop; from another thread it may be a round old.
    unsafe uv_now(uv)
  }

  /// Ends the loop once its handles are closed, and waits for its thread. Not from the loop itself.
  package func stop() {
    submit { [self] in
      unsafe uv_close(UnsafeMutableRawPointer(wakeUp).assumingMemoryBound(to: uv_handle_t.self), nil)
      unsafe uv_close(UnsafeMutableRawPointer(beforeWait).assumingMemoryBound(to: uv_handle_t.self), nil)
    }
    thread?.join()
    thread = nil
  }

  fileprivate func drain() {
    var chain = mailbox.takeAll()
    while let next = chain.popFirst() { next.work() }
  }

  /// How many times in a row jobs and reads ahead may follow each other before the loop looks at its descriptors again.
  private static let generations = 16

  fileprivate func beforeWaiting() {
    // Safe: what is marked unsafe here is marked `@exclusivity(unchecked)`, see above.
    for _ in 0..<Self.generations {
      if unsafe !jobs.isEmpty { runJobs() }
      if let reader = unsafe readingAhead {
        unsafe readingAhead = nil
        reader.readAhead()
      } else if unsafe jobs.isEmpty {
        return
      }
    }
    // A task that always has something to do must not keep the pipes waiting, nor one pipe the others.
    unsafe readingAhead = nil
    if unsafe !jobs.isEmpty { _ = unsafe uv_async_send(wakeUp) }
  }

  private func runJobs() {
    unsafe swap(&jobs, &running)
    for job in unsafe running { unsafe job.runSynchronously(on: asUnownedTaskExecutor()) }
    unsafe running.removeAll(keepingCapacity: true)
  }
}

/// Runs tasks on the loop's thread, so that a callback which does not leave it costs no change of threads.
extension EventLoop: TaskExecutor {
  /// Runs a part of a task on the loop: before the next wait for events if the caller is there, else by the mailbox.
  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    if isCurrent {
      unsafe jobs.append(job)
    } else {
      submit { [self] in unsafe job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
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

private func eventLoopWaits(_ handle: UnsafeMutablePointer<uv_prepare_t>?) {
  guard let data = unsafe handle?.pointee.data else { return }
  // Safe: as above.
  unsafe Unmanaged<EventLoop>.fromOpaque(data)._withUnsafeGuaranteedRef { $0.beforeWaiting() }
}
