private import Synchronization

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#elseif canImport(Darwin)
  private import Darwin
#endif

/// A value that one thread at a time touches, for a few instructions.
///
/// `Mutex` would do the same, but the thread sanitizer sees no order in it and reports what it guards; tests that use
/// this kit are to run clean under the sanitizer.
final class Guarded<Value>: @unchecked Sendable {
  // Sendable: `value` is touched by the holder of `isHeld` only.
  private var value: Value
  /// Set by whoever enters, cleared when leaving; acquire and release carry the value from one to the next.
  private let isHeld = Atomic<Bool>(false)

  init(_ value: sending Value) { self.value = value }

  func withLock<Result>(_ body: (inout Value) -> Result) -> Result {
    while isHeld.exchange(true, ordering: .acquiring) { sched_yield() }
    defer { isHeld.store(false, ordering: .releasing) }
    return body(&value)
  }
}
