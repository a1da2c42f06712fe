/// Something that happened in a ``ConnectionPool``. The set is open: a `switch` needs a `default`.
public enum PoolEvent: Sendable {
  /// A run has got a process, so long after its kind was known: at once, or behind a start, a reset, or somebody else's
  /// run.
  case checkout(wait: Duration, Outcome)
  /// A run was refused after so long.
  case refused(wait: Duration, ClaudeAgentError.Code)
  /// A process is ready after so long.
  case started(after: Duration)
  /// A start has failed.
  case startFailed(ClaudeAgentError)
  /// A process was reset for its next user in so long.
  case recycled(after: Duration)
  /// A process was not reset as it should, and is ended.
  case recyclingFailed(String)
  /// A process is ended.
  case discarded(DiscardReason)
  /// An idle session has given its process to somebody who waits; it is resumed with its next prompt.
  case sessionParked
  /// The numbers after a change.
  case level(PoolStatistics)
  /// The memory of each process in bytes, counting what it shares with nobody.
  case memory([Int])

  /// How a run came to its process.
  public enum Outcome: Sendable, Equatable {
    /// One was ready.
    case hit
    /// Processes of the kind were known, and none was ready.
    case missBusy
    /// The first run of its kind; the text names what differs from the kind most like it, and is empty when there is none.
    case missKind(differences: String)
  }

  /// Why a process is ended.
  public enum DiscardReason: String, Sendable, CaseIterable {
    /// It has waited too long for a user.
    case idle
    /// It is too old.
    case aged
    /// Its place was needed for another kind.
    case evicted
    /// It has ended by itself while nobody used it.
    case died
    /// It has served.
    case used
    /// Its run has not ended well, or has left something behind.
    case broken
    /// It takes too much memory.
    case tooLarge
    /// The pool is being shut down.
    case draining
    /// It could not be reset.
    case recyclingFailed
  }
}

/// How many processes of a ``ConnectionPool`` do what, and who waits.
public struct PoolStatistics: Sendable, Equatable {
  /// Processes that are starting or being reset.
  public var starting = 0
  /// Processes that wait for a user.
  public var ready = 0
  /// Processes that have a user.
  public var leased = 0
  /// Processes that are ending.
  public var closing = 0
  /// Runs that wait for a process.
  public var waiting = 0
  /// What the processes take or have reserved, in bytes.
  public var memory = 0

  /// Makes the numbers of an empty pool.
  public init() {}

  /// All processes.
  public var processes: Int { starting + ready + leased + closing }
}
