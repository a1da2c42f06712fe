import ClaudeAgentSDK
import ClaudeAgentSimulator
import Synchronization

/// What a warm pool changes: the same question to a process from nothing and to processes that wait, in turn.
extension RealDriver {
  /// One at a time, round by round.
  static func pooled(_ count: Int, in surroundings: Surroundings) async throws -> Report {
    var tally = PoolTally(surroundings)
    let plain = WarmPool(surroundings.options()) { _ in }
    let warmedUp = WarmPool(surroundings.options()) { $0.warmUpPrompt = WarmPool.warmUp }
    let cleared = WarmPool(surroundings.options()) { configuration in
      configuration.maximumUses = 1000
      configuration.maximumProcesses = 1
    }
    var bareOptions = surroundings.options()
    bareOptions.bare = true
    let bare = WarmPool(bareOptions) { _ in }
    tally.pools = [plain, warmedUp, cleared, bare]
    // The first conversation of a process that is cleared afterwards is not one that was.
    try await tally.ask("unused", of: cleared)
    for _ in 0..<count {
      try await tally.ask("cold", bareOptions: nil)
      try await tally.ask("first turn", of: plain)
      try await tally.ask("first turn, warmed up", of: warmedUp)
      try await tally.ask("first turn, cleared", of: cleared)
      try await tally.talk("later turn", with: plain, turns: 20)
      try await tally.ask("cold, bare", bareOptions: bareOptions)
      try await tally.ask("first turn, bare", of: bare)
      try await tally.talk("later turn, bare", with: bare, turns: 20)
      // Nothing is waited for between these two: the second one meets the gap that the first one has left.
      try await tally.ask("unused", of: plain)
      try await tally.ask("first turn, right behind another", of: plain, waits: false)
    }
    let times = [
      "start": plain.watcher.middle(of: .start), "start, bare": bare.watcher.middle(of: .start),
      "start and warm-up": warmedUp.watcher.middle(of: .start), "reset": cleared.watcher.middle(of: .reset),
      "checkout": plain.watcher.middle(of: .hit), "processes cleared": Double(cleared.watcher.count(of: .reset)),
    ]
    for pool in tally.pools { await pool.pool.drain() }
    return tally.report("pool", times)
  }

  /// Many at once: from nothing, the first turns of a warm pool, and further turns of the same processes.
  static func pooledTogether(_ count: Int, in surroundings: Surroundings) async throws -> Report {
    var tally = PoolTally(surroundings)
    let pool = WarmPool(surroundings.options(), count: count) { _ in }
    let options = surroundings.options()
    let cold = (0..<count).map { _ in ClaudeClient(options) }
    try await tally.together("cold", cold, connecting: true)
    for client in cold { await client.close() }
    tally.pools = [pool]
    try await tally.rest()
    let warm = (0..<count).map { _ in ClaudeClient(options, transport: pool.pool) }
    try await tally.together("first turns", warm, connecting: true)
    try await tally.together("later turns", warm, connecting: false)
    for client in warm { await client.close() }
    await pool.pool.drain()
    return tally.report("pool-ten", [:])
  }
}

/// A pool that keeps some processes of one kind ready.
private struct WarmPool {
  static let warmUp = "warm-up"

  let pool: ConnectionPool
  let options: ClaudeAgentOptions
  let watcher = PoolWatcher()
  private let count: Int

  init(_ options: ClaudeAgentOptions, count: Int = 1, _ change: (inout PoolConfiguration) -> Void) {
    self.options = options
    self.count = count
    var configuration = PoolConfiguration(maximumProcesses: count + 1)
    configuration.maximumReady = count
    configuration.observer = watcher
    change(&configuration)
    pool = ConnectionPool(configuration)
  }

  /// Waits until all that are wanted wait, and nothing starts or ends beside them.
  func ready() async throws {
    try await pool.warm(options, count: count)
    while pool.statistics.processes != count { try await Task.sleep(for: .milliseconds(5)) }
  }
}

/// How long a pool takes for what it does, in seconds.
private final class PoolWatcher: AgentObserver {
  enum Work { case start, reset, hit }

  private let times = Mutex<[Work: [Double]]>([:])

  func observe(_ event: AgentEvent) {
    guard case .pool(let event) = event else { return }
    switch event {
    case .started(let duration): note(.start, duration)
    case .recycled(let duration): note(.reset, duration)
    case .checkout(let wait, .hit): note(.hit, wait)
    default: return
    }
  }

  private func note(_ work: Work, _ duration: Duration) {
    times.withLock { $0[work, default: []].append(duration / .seconds(1)) }
  }

  func middle(of work: Work) -> Double { median(times.withLock { $0[work] ?? [] }).milliseconds }
  func count(of work: Work) -> Int { times.withLock { $0[work]?.count ?? 0 } }
}

/// Asks, and keeps how long it took.
private struct PoolTally {
  /// All pools of the scenario. What one of them starts must not run beside a question to another.
  var pools: [WarmPool] = []
  private let surroundings: Surroundings
  private let before = Host.memory("VmRSS")
  private var phases: [String: [Stretch]] = [:]
  private var others = 0
  private var number = 0

  init(_ surroundings: Surroundings) { self.surroundings = surroundings }

  private mutating func question() -> Question {
    number += 1
    return Question(number)
  }

  /// Waits until all pools are at rest.
  func rest() async throws {
    for pool in pools { try await pool.ready() }
    // What a process does behind its handshake is no part of the next question.
    try await Task.sleep(for: .milliseconds(200))
  }

  private mutating func note(_ name: String, _ reading: Reading, _ question: Question) throws {
    let all = try surroundings.simulator.served()
    let served = all.answering(question)
    others += all.count { !$0.text.contains(WarmPool.warmUp) } - served.count
    phases["\(name) token", default: []].append(reading.until(reading.token, served))
    phases["\(name) result", default: []].append(reading.until(reading.result, served))
  }

  /// A run from nothing.
  mutating func ask(_ name: String, bareOptions: ClaudeAgentOptions?) async throws {
    try await rest()
    let question = question()
    let began = Moment.now
    let stream = query(Prompt(question.text), options: bareOptions ?? surroundings.options())
    let reading = try await Reading.of(stream, from: began)
    await stream.close()
    try note(name, reading, question)
  }

  /// A run with a process of a pool.
  mutating func ask(_ name: String, of pool: WarmPool, waits: Bool = true) async throws {
    if waits { try await rest() }
    let question = question()
    let began = Moment.now
    let reading = try await Reading.of(
      query(Prompt(question.text), options: pool.options, transport: pool.pool), from: began)
    try note(name, reading, question)
  }

  /// Further turns of a client of a pool.
  mutating func talk(_ name: String, with pool: WarmPool, turns: Int) async throws {
    try await rest()
    let client = ClaudeClient(pool.options, transport: pool.pool)
    try await client.connect()
    for turn in 0...turns {
      let question = question()
      let began = Moment.now
      let reading = try await Reading.of(try await client.send(Prompt(question.text)), from: began)
      try note(turn > 0 ? name : "unused", reading, question)
    }
    await client.close()
  }

  /// One turn of each client, all at once.
  mutating func together(_ name: String, _ clients: [ClaudeClient], connecting: Bool) async throws {
    let asked = clients.map { ($0, question()) }
    let began = Moment.now
    let readings = try await withThrowingTaskGroup(of: Reading.self) { group in
      for (client, question) in asked {
        group.addTask {
          if connecting { try await client.connect() }
          return try await Reading.of(try await client.send(Prompt(question.text)), from: began)
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    let ended = Moment.now
    let served = try surroundings.simulator.served()
    let own = asked.flatMap { served.answering($0.1) }
    others += served.count - own.count
    phases["\(name) all", default: []].append(Stretch(from: began, to: ended, served: own))
    phases["\(name) each", default: []] += zip(asked, readings).map { asked, reading in
      Stretch(
        from: began, to: reading.result?.at ?? began, served: served.answering(asked.1), sharers: clients.count)
    }
  }

  func report(_ scenario: String, _ times: [String: Double]) -> Report {
    Report(
      scenario: scenario, phases: phases.filter { !$0.key.hasPrefix("unused") }.mapValues(Phase.init), times: times,
      otherRequests: others, rssBeforeKb: before, rssKb: Host.memory("VmRSS"))
  }
}
