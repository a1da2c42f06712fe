internal import FastTransport

extension ConnectionPool {
  func refuse(_ waiter: Int, _ refusal: PoolMachine.Refusal) {
    let (waiting, failure, statistics) = state.withLock { state in
      let waiting = state.waiting.removeValue(forKey: waiter)
      return (waiting, waiting.flatMap { state.failures[$0.shard] }, state.statistics)
    }
    waiting?.admitted.resume(returning: .refused(error(for: refusal, failure, statistics)))
  }

  /// What a refused run is told.
  ///
  /// - Parameters:
  ///   - failure: The last failed start of its kind.
  ///   - statistics: The pool as it is.
  private func error(
    for refusal: PoolMachine.Refusal, _ failure: ClaudeAgentError?, _ statistics: PoolStatistics
  ) -> ClaudeAgentError {
    let use = "\(statistics.leased) of \(configuration.limits.slots) processes have users, \(statistics.starting) start"
    switch refusal {
    case .queueFull(let pause):
      return overloaded("\(configuration.queueLimit) runs wait for a process of the pool already; \(use).", pause)
    case .timedOut(let pause):
      return overloaded("No process of the pool became free in time; \(use).", pause)
    case .draining: return Self.shutDown
    case .startFailed: return failure ?? Self.shutDown
    case .breakerOpen(let pause):
      let failure = failure ?? Self.shutDown
      return ClaudeAgentError(
        failure.code,
        detail: "\(configuration.maximumStartFailures) starts in a row have failed, so the pool tries none for "
          + "\(pause). The last one: \(failure.detail)",
        context: failure.adding { context in
          context.retryAfter = pause
          context.isRetryable = true
        }.context)
    }
  }

  private func overloaded(_ detail: String, _ pause: Duration) -> ClaudeAgentError {
    ClaudeAgentError(
      .overloaded, detail: detail,
      advice: "Try again later, raise `PoolConfiguration.maximumProcesses`, or start fewer runs at once.",
      context: ClaudeAgentError.Context { $0.retryAfter = pause })
  }
}
