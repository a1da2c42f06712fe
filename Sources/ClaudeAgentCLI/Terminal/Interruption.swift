import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Turns SIGINT and SIGTERM into the end of what is running, so that it is ended in order.
final class Interruption: Sendable {
  /// The signal that came first.
  private let signal = Mutex<Int32?>(nil)

  /// The exit code that says which signal ended the run; nil when none came.
  var exitCode: Int32? { signal.withLock { $0 }.map { 128 + $0 } }

  /// Does some work that a signal cancels, and waits for its end.
  ///
  /// - Parameter work: What to do; its task is cancelled when a signal comes.
  /// - Returns: How it ended.
  func watch<Value: Sendable>(
    over work: @escaping @Sendable () async throws -> Value
  ) async -> Result<Value, any Error> {
    let task = Task { try await work() }
    let sources = [SIGINT, SIGTERM].map { number in
      // The source sees an ignored signal all the same. Children start with the default actions.
      Self.ignore(number)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [self] in
        signal.withLock { $0 = $0 ?? number }
        task.cancel()
      }
      source.resume()
      return source
    }
    let result = await task.result
    for source in sources { source.cancel() }
    return result
  }

  private static func ignore(_ number: Int32) {
    #if canImport(Glibc)
      _ = Glibc.signal(number, SIG_IGN)
    #elseif canImport(Musl)
      _ = Musl.signal(number, SIG_IGN)
    #else
      _ = Darwin.signal(number, SIG_IGN)
    #endif
  }
}
