private import Synchronization

/// A continuation that several may want to resume: the first one does.
final class Once<Value: Sendable>: Sendable {
  private let continuation: CheckedContinuation<Value, Never>
  /// Set by whoever resumes; relaxed, since only one of them may win.
  private let isDone = Atomic<Bool>(false)

  init(_ continuation: CheckedContinuation<Value, Never>) { self.continuation = continuation }

  func resume(returning value: Value) {
    guard !isDone.exchange(true, ordering: .relaxed) else { return }
    continuation.resume(returning: value)
  }
}
