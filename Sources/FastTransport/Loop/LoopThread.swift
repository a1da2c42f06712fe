internal import CUV

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#elseif canImport(Darwin)
  private import Darwin
#endif

/// A thread that runs one closure, with every signal blocked.
///
/// Signals are for the host's own threads; and a write to a dead child raises SIGPIPE on the writing thread, which
/// is always a loop's: blocked here, it is just an error code. The disposition of the process is never touched.
@safe
final class LoopThread {
  private let thread: uv_thread_t

  init(name: String, _ body: @escaping @Sendable () -> Void) throws(TransportError) {
    var thread = uv_thread_t()
    let start = ThreadStart(name: name, body: body)
    // Safe: the trampoline takes the reference over.
    let argument = unsafe Unmanaged.passRetained(start).toOpaque()
    let code = unsafe uv_thread_create(&thread, loopThreadMain, argument)
    if code < 0 {
      unsafe Unmanaged<ThreadStart>.fromOpaque(argument).release()
      throw UVStatus.error(code, "uv_thread_create")
    }
    self.thread = thread
  }

  /// Waits for the end of the thread. Once.
  func join() {
    var copy = thread
    _ = unsafe uv_thread_join(&copy)
  }

  /// A number that tells threads apart while they live.
  static var currentIdentity: UInt {
    #if canImport(Darwin)
      return UInt(bitPattern: pthread_self())
    #else
      return UInt(pthread_self())
    #endif
  }
}

private final class ThreadStart: Sendable {
  let name: String
  let body: @Sendable () -> Void
  init(name: String, body: @escaping @Sendable () -> Void) {
    self.name = name
    self.body = body
  }
}

private func loopThreadMain(_ argument: UnsafeMutableRawPointer?) {
  guard let argument = unsafe argument else { return }
  // Safe: `LoopThread.init` handed a retained `ThreadStart` over.
  let start = unsafe Unmanaged<ThreadStart>.fromOpaque(argument).takeRetainedValue()
  var all = sigset_t()
  _ = unsafe sigfillset(&all)
  _ = unsafe pthread_sigmask(SIG_SETMASK, &all, nil)
  unsafe cuv_name_thread(start.name)
  start.body()
}
