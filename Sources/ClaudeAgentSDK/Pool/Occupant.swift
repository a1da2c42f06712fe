internal import FastTransport
private import Synchronization

/// What is in a slot of the pool: one process, from its start to its end.
final class Occupant: @unchecked Sendable {
  // Sendable: the variables are guarded by the pool's lock, but for `silent`.

  let kind: ProcessKind
  let relay = WarmRelay()
  /// The start, or the reset, that is under way.
  var work: Task<Void, Never>?
  /// The connection while nobody uses it.
  var connection: Connection?
  var stream: FrameStream?
  var greeting: JSONView?
  /// The session's id, where the pool has chosen it or learnt it.
  var sessionID: String?
  /// What carries the frames, for as long as there is a process.
  var transport: (any Transport)?
  /// Asked when the process is wanted for somebody else; set while a client leases it.
  var eviction: (@Sendable () -> Void)?
  /// No more frames come. Stored by the loop, loaded by whoever takes the process; relaxed, since the loop tells the
  /// pool as well.
  private let silent = Atomic<Bool>(false)

  init(kind: ProcessKind) { self.kind = kind }

  var isSilent: Bool { silent.load(ordering: .relaxed) }

  func fallSilent() { silent.store(true, ordering: .relaxed) }

  /// Whether the process is still there: as the loop knows, and as the system says, which may be news to the loop.
  var isAlive: Bool {
    guard !isSilent else { return false }
    guard let processID = relay.processID else { return true }
    return !ProcessFacts.hasEnded(child: processID)
  }
}

/// A kind of process: how to start one.
final class ProcessKind: Sendable {
  let fingerprint: Fingerprint
  let options: ClaudeAgentOptions
  let plan: LaunchPlan
  let hostEnvironment: [String: String]
  /// Whether each process gets a session id of the pool's choice: the runs of this kind leave it to the CLI.
  let choosesSessionID: Bool
  /// Whether a process of this kind can be made as new: not when it is to go on with a session, which would be gone, nor
  /// when it has a budget, which would be spent.
  let canBeCleared: Bool

  init(_ request: LaunchRequest, _ fingerprint: Fingerprint) {
    self.fingerprint = fingerprint
    options = request.options.standIns
    plan = request.plan
    hostEnvironment = request.hostEnvironment
    choosesSessionID = request.options.leavesSessionID
    canBeCleared = choosesSessionID && request.options.maxBudgetUSD == nil
  }
}

extension ClaudeAgentOptions {
  /// Whether the CLI is to make a session of its own, under any id.
  fileprivate var leavesSessionID: Bool {
    sessionID == nil && resume == nil && !continueConversation && extraArguments["session-id"] == nil
  }
}
