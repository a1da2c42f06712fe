#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#elseif canImport(Darwin)
  private import Darwin
#endif

/// A value that one thread at a time touches, for a few instructions and off the path of messages.
///
/// The standard library's `Mutex` would do the same, but the thread sanitizer sees no order in it and reports what it
/// guards.
@safe
package final class ShortLock<Value>: @unchecked Sendable {
  // Sendable: `value` is touched by the holder of the mutex only.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  @exclusivity(unchecked) private var value: Value

  package init(_ value: sending Value) {
    unsafe self.value = value
    unsafe mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    // Safe: the memory is ours and stays where it is; without attributes this cannot fail.
    _ = unsafe pthread_mutex_init(mutex, nil)
  }

  deinit {
    // Safe: nobody holds a lock whose last reference goes.
    _ = unsafe pthread_mutex_destroy(mutex)
    unsafe mutex.deallocate()
  }

  /// Runs `body` with exclusive use of the value. Not from within itself.
  package func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    // Safe: the mutex was initialised, and is released on every way out.
    _ = unsafe pthread_mutex_lock(mutex)
    defer { _ = unsafe pthread_mutex_unlock(mutex) }
    return try unsafe body(&value)
  }
}
