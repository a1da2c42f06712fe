internal import FastTransport

/// Whoever lends connections.
protocol LeaseOwner: AnyObject, Sendable {
  /// A lease has ended.
  ///
  /// - Parameters:
  ///   - slot: Which.
  ///   - returned: The connection, at rest and fit for somebody else; nil when it is not to be used again.
  ///   - hasFailed: Whether the run has not ended well.
  func leaseEnded(_ slot: Int, returned: Connection?, hasFailed: Bool)

  /// Whether leases at rest may be called in.
  var callsLeasesIn: Bool { get }

  /// Nothing goes on under a lease: `eviction` may be called to ask for the connection, which is answered by the end of
  /// the lease, or by `leaseKeeps`.
  func leaseRests(_ slot: Int, _ eviction: @escaping @Sendable () -> Void)

  /// A lease that was at rest is used again.
  func leaseWakes(_ slot: Int)

  /// A lease that was called in is in use.
  func leaseKeeps(_ slot: Int)
}

/// The right to use a connection of somebody else's. It ends exactly once, whatever happens: given back, or dropped.
struct ConnectionLease: ~Copyable, Sendable {
  /// The owner's number for it.
  let slot: Int
  let owner: any LeaseOwner
  private var returned: Connection?
  private var hasFailed = true

  init(slot: Int, owner: any LeaseOwner) {
    self.slot = slot
    self.owner = owner
  }

  deinit { owner.leaseEnded(slot, returned: returned, hasFailed: hasFailed) }

  /// The connection has served, and is at rest.
  consuming func giveBack(_ connection: Connection) {
    returned = connection
    hasFailed = false
  }

  /// The connection has served, and its process has ended.
  consuming func end(hasFailed: Bool) { self.hasFailed = hasFailed }
}

/// A connection that has shaken hands, for whoever has asked for it.
struct Handover: ~Copyable, Sendable {
  /// Its owner so far, at rest.
  let predecessor: Connection
  /// Its frames from the start.
  let stream: FrameStream
  /// The answer to `initialize`; nil from a transport without control requests.
  let greeting: JSONView?
  /// The session's id, where it was chosen for the process.
  let sessionID: String?
  /// The process, if it is one.
  let processID: Int32?
  /// Whether the owner takes the connection back, so that its input must stay open.
  let isReturnable: Bool
  let lease: ConnectionLease
}

/// A provider that hands out connections which have shaken hands already.
protocol ConnectionSource: TransportProvider {
  /// Waits for a connection that was started with just these options.
  func handOver(_ request: LaunchRequest) async throws -> Handover
}

/// What a run asks of a source of connections.
struct LaunchRequest: Sendable {
  let options: ClaudeAgentOptions
  let plan: LaunchPlan
  let hostEnvironment: [String: String]
  /// What follows on `subtype` in `initialize`.
  let initialize: [UInt8]
}
