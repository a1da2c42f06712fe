internal import Dispatch
internal import Foundation

/// The running part of a server. Its threads hold it; the public server only holds on to it and cuts it at the end.
///
/// Each connection has a thread that blocks where it must. So the simulator answers also when every thread of the
/// concurrency runtime is busy with the code under test.
final class ServerCore: Sendable {
  /// More clients than this at a time are turned away.
  static let mostConnections = 256

  private struct State: Sendable {
    var isStopped = false
    var listener: Listener?
    var connections: [Int: Connection] = [:]
    var nextConnection = 0
    var endpoint: Endpoint
    var log: RequestLog
    var openGates: Set<String> = []
  }

  private let state: Locked<State>
  private let threads = DispatchGroup()
  private let report: (@Sendable (ServedRequest) -> Void)?

  init(library: ScenarioLibrary, logLimit: Int, report: (@Sendable (ServedRequest) -> Void)? = nil) {
    self.report = report
    state = Locked(State(endpoint: Endpoint(script: Script(library: library)), log: RequestLog(limit: logLimit)))
  }

  var requestCount: Int { state.withLock { $0.log.count } }
  var requests: [ReceivedRequest] { state.withLock { $0.log.requests } }

  func setVariable(_ name: String, to value: String?) {
    state.withLock { $0.endpoint.setVariable(name, to: value) }
  }

  func open(gate name: String) {
    _ = state.withLock { $0.openGates.insert(name) }
  }

  private func isOpen(gate name: String) -> Bool {
    state.withLock { $0.openGates.contains(name) }
  }

  /// Opens the port and gives its number. Called once.
  func start(port: UInt16) throws(SimulatorError) -> UInt16 {
    let listener: Listener
    do {
      listener = try Listener(port: port)
    } catch {
      throw .cannotListen(error.localizedDescription)
    }
    state.withLock { $0.listener = listener }
    run { self.acceptClients(of: listener) }
    return listener.port
  }

  /// Ends the listener and all connections; their threads end soon after.
  func cut() {
    let (listener, connections) = state.withLock { state in
      state.isStopped = true
      let listener = state.listener
      state.listener = nil
      return (listener, Array(state.connections.values))
    }
    listener?.stop()
    for connection in connections { connection.cut() }
  }

  /// Waits for the threads, but not longer than five seconds: nothing they do after a cut takes as long.
  func waitForThreads() async {
    await withCheckedContinuation { continuation in
      let once = Once { continuation.resume() }
      threads.notify(queue: .global()) { once() }
      DispatchQueue.global().asyncAfter(deadline: .now() + 5) { once() }
    }
  }

  private func run(_ body: @escaping @Sendable () -> Void) {
    threads.enter()
    let thread = Thread {
      body()
      self.threads.leave()
    }
    thread.name = "claude-agent-simulator"
    thread.start()
  }

  private func acceptClients(of listener: Listener) {
    defer { listener.close() }
    while let connection = listener.accept() {
      guard let id = register(connection) else {
        connection.end()
        continue
      }
      run {
        ConnectionHandler(
          connection: connection, decide: self.decide, isOpen: self.isOpen, report: self.report
        ).serve()
        self.state.withLock { $0.connections[id] = nil }
      }
    }
  }

  private func register(_ connection: Connection) -> Int? {
    state.withLock { state in
      guard !state.isStopped, state.connections.count < Self.mostConnections else { return nil }
      state.nextConnection += 1
      state.connections[state.nextConnection] = connection
      return state.nextConnection
    }
  }

  private func decide(on request: HTTPRequest) -> Endpoint.Decision {
    state.withLock { state in
      let decision = state.endpoint.decide(on: request)
      state.log.append(decision.record)
      return decision
    }
  }
}

/// Runs its body at the first call only.
private final class Once: Sendable {
  private let body: Locked<(@Sendable () -> Void)?>

  init(_ body: @escaping @Sendable () -> Void) {
    self.body = Locked(body)
  }

  func callAsFunction() {
    let first = body.withLock { body in
      defer { body = nil }
      return body
    }
    first?()
  }
}
