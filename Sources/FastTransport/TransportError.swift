/// What went wrong below the agent: a code, the system's own number for it, and where it happened.
///
/// The only error type of this module.
package struct TransportError: Error, Equatable, Sendable {
  package enum Code: String, Sendable {
    /// A system call or libuv failed; `number` is the negative libuv code or the positive errno.
    case system
    /// The executable does not exist or cannot be run.
    case notExecutable
    /// The working directory does not exist.
    case noSuchDirectory
    /// The pipe is closed: the child has gone or its input was ended.
    case closed
    /// The bounded queue of unwritten bytes is full.
    case overflow
    /// The deadline passed first.
    case timedOut
    /// The waiting task was cancelled.
    case cancelled
    /// There is no memory for it.
    case outOfMemory
  }

  package let code: Code
  /// errno (positive) or libuv code (negative); 0 when neither applies.
  package let number: Int32
  /// The operation and its object, for people: `spawn /usr/bin/claude`.
  package let place: String

  package init(_ code: Code, number: Int32 = 0, at place: String) {
    self.code = code
    self.number = number
    self.place = place
  }
}
