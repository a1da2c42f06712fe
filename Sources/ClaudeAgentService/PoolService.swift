public import ClaudeAgentSDK
public import ServiceLifecycle

/// A ``ConnectionPool`` as a service of swift-service-lifecycle: warmed when the program starts, drained when it ends.
///
/// ```swift
/// let pool = ConnectionPool()
/// let group = ServiceGroup(services: [PoolService(pool, warming: options, count: 2), server], logger: logger)
/// try await group.run()
/// ```
public struct PoolService: Service {
  private let pool: ConnectionPool
  private let options: ClaudeAgentOptions?
  private let count: Int
  private let limit: Duration

  /// Makes a service.
  ///
  /// - Parameters:
  ///   - pool: The pool. Runs may use it before the service runs, and until it drains.
  ///   - options: What runs will ask for, to have processes ready; nil for none in advance.
  ///   - count: How many of them to keep ready.
  ///   - limit: How long runs may go on behind the signal to shut down.
  public init(
    _ pool: ConnectionPool, warming options: ClaudeAgentOptions? = nil, count: Int = 1,
    drainingWithin limit: Duration = .seconds(30)
  ) {
    self.pool = pool
    self.options = options
    self.count = count
    self.limit = limit
  }

  /// Warms the pool, waits for the graceful shutdown, and drains. A cancellation drains at once.
  ///
  /// - Throws: What keeps the first process from starting; the pool is drained then.
  public func run() async throws {
    do {
      if let options { try await pool.warm(options, count: count) }
    } catch {
      await pool.drain(within: .zero)
      throw error
    }
    do {
      try await gracefulShutdown()
    } catch {
      await pool.drain(within: .zero)
      throw error
    }
    await pool.drain(within: limit)
  }
}
