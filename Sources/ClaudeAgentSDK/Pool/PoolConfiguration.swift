internal import FastTransport

/// How many processes a ``ConnectionPool`` keeps, for how long, and what it does when there are not enough.
public struct PoolConfiguration: Sendable {
  // MARK: Budget

  /// How many processes there may be at once, of all kinds and in any state. A live CLI takes about 100 MB.
  public var maximumProcesses: Int
  /// How much memory all processes may take together, in bytes, counting what they share with nobody; nil for no limit.
  /// What a start needs is reserved before it.
  public var maximumMemory: Int?
  /// How many processes may be starting at once; the number of processors by default.
  public var maximumStarts: Int
  /// How many processes of one kind may wait ready, beyond what ``ConnectionPool/warm(_:count:)`` has asked for.
  public var maximumReady: Int

  /// How long a process that was handed out is left alone before the start of its successor, which would compete with
  /// its first turn for the processors. Runs that wait are not kept waiting by it.
  public var refillDelay = Duration.milliseconds(150)

  // MARK: The life of a process

  /// How long a process may wait for a user before it is ended, unless ``ConnectionPool/warm(_:count:)`` wants it.
  public var idleTimeout = Duration.seconds(300)
  /// How old a process may become; files that the CLI reads at its start are as old as the process.
  public var maximumAge = Duration.seconds(1800)
  /// How many conversations one process may serve, one after the other. Above one, a process is cleared behind a
  /// conversation that has used no tools and changed nothing, and serves the next one only when the CLI has confirmed
  /// it.
  /// Processes with a ``ClaudeAgentOptions/maxBudgetUSD`` serve one: what they have spent may stay with them.
  public var maximumUses = 1
  /// How long the CLI may take to clear a conversation; a process that takes longer is ended.
  public var resetTimeout = Duration.seconds(5)
  /// A prompt that each process answers before its first conversation and is then cleared of, as behind a conversation;
  /// nil for none. It costs one request to the API for each process, and about halves the time of the first turn: what
  /// the CLI sets up for its first request is set up, and the API's cache may hold the system prompt. Choose one that is
  /// answered in a word and without a tool: a process that does not answer it in one turn is ended, as one that did not
  /// start.
  public var warmUpPrompt: String?
  /// How long the answer to ``warmUpPrompt`` may take, and how long the reset behind it.
  public var warmUpTimeout = Duration.seconds(30)
  /// How much memory a process may have and still serve another conversation, in bytes; nil for no limit.
  public var maximumProcessMemory: Int?
  /// How long a client must have been idle before its process may be taken for somebody who waits; its session is
  /// resumed with its next prompt. Nil for never. See ``ConnectionPool``.
  public var sessionRest: Duration?

  // MARK: Waiting

  /// How many runs may wait for a process at once; a further one is refused.
  public var queueLimit = 256
  /// How long a run waits for a process, unless ``ClaudeAgentOptions/admission`` says otherwise.
  public var queueTimeout = Duration.seconds(30)

  // MARK: Failures

  /// The first and the longest pause behind failed starts; each is twice the one before, and shortened by chance down
  /// to its half.
  public var startPauses = Duration.milliseconds(100)...Duration.seconds(30)
  /// After so many failed starts of one kind in a row, runs of that kind are refused until a pause is over.
  public var maximumStartFailures = 5

  // MARK: Watching

  /// Learns what happens in the pool: ``AgentEvent/pool(_:)``, and the events of processes that have no user.
  public var observer: (any AgentObserver)?
  /// How often the memory of the processes is measured; only where a limit or an observer needs it.
  public var measuringInterval = Duration.seconds(5)

  /// Makes a configuration.
  ///
  /// - Parameter maximumProcesses: How many processes there may be at once; twice the number of processors by default.
  public init(maximumProcesses: Int? = nil) {
    self.maximumProcesses = maximumProcesses ?? ProcessFacts.processorCount * 2
    maximumStarts = ProcessFacts.processorCount
    maximumReady = max(1, (maximumProcesses ?? ProcessFacts.processorCount * 2) / 2)
  }

  var limits: PoolLimits {
    var limits = PoolLimits()
    limits.slots = max(1, maximumProcesses)
    limits.memory = maximumMemory ?? .max
    limits.starts = max(1, maximumStarts)
    limits.ready = max(0, maximumReady)
    limits.refillDelay = refillDelay
    limits.idleTime = idleTimeout
    limits.age = maximumAge
    limits.uses = max(1, maximumUses)
    limits.slotMemory = maximumProcessMemory ?? .max
    limits.waiters = max(0, queueLimit)
    limits.pauses = startPauses
    limits.failures = max(1, maximumStartFailures)
    limits.rest = sessionRest
    return limits
  }

  var measuresMemory: Bool { maximumMemory != nil || maximumProcessMemory != nil || observer != nil }
}
