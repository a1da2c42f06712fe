/// How a run waits when a ``ConnectionPool`` has no process for it.
public struct Admission: Hashable, Sendable {
  /// Who goes first: a higher number before a lower one, and of equal ones the one who came first.
  public var priority: Int
  /// How long to wait before the run is refused with ``ClaudeAgentError/Code/overloaded``; nil for
  /// ``PoolConfiguration/queueTimeout``.
  public var timeout: Duration?

  /// Makes a way of waiting.
  ///
  /// - Parameters:
  ///   - priority: Who goes first.
  ///   - timeout: How long to wait; nil for the pool's own limit.
  public init(priority: Int = 0, timeout: Duration? = nil) {
    self.priority = priority
    self.timeout = timeout
  }
}
