private import Foundation

/// A value that several threads share, one at a time.
///
/// `Synchronization.Mutex` would do the same, but on Linux it is a futex that the thread sanitizer does not know: every
/// use would be reported as a race. Here nothing is fast enough for the difference to matter.
///
/// `@unchecked Sendable`: `value` is only touched while `lock` is held.
final class Locked<Value: Sendable>: @unchecked Sendable {
  private let lock = NSLock()
  private var value: Value

  init(_ value: Value) {
    self.value = value
  }

  func withLock<Result, Failure: Error>(_ body: (inout Value) throws(Failure) -> Result) throws(Failure) -> Result {
    lock.lock()
    defer { lock.unlock() }
    return try body(&value)
  }
}
