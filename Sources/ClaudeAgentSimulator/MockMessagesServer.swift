/// A simulated Messages API on the loopback interface, for tests and demonstrations without a network or an account.
///
/// The CLI talks to it when `ANTHROPIC_BASE_URL` is ``baseURL`` and `ANTHROPIC_API_KEY` is any text. It serves
/// `POST /v1/messages` (streaming and not) and `POST /v1/messages/count_tokens`; other paths get a 404 as the API words
/// it. What it answers is data, see ``ScenarioLibrary``: a prompt with `SCENARIO:<name>` plays that scenario, every other
/// prompt is answered with its own words in reverse order, which shows that it came through.
///
/// ```swift
/// let server = try await MockMessagesServer.started()
/// // run an agent with ANTHROPIC_BASE_URL set to server.baseURL; "red fox 7431" is answered "7431 fox red"
/// await server.stop()
/// ```
///
/// It listens on 127.0.0.1 only and trusts its clients: it is no server for a network.
public final class MockMessagesServer: Sendable {
  /// The port that it listens on.
  public let port: UInt16
  private let core: ServerCore

  /// Where clients find the API: `http://127.0.0.1:<port>`.
  ///
  /// With `/run/<id>` added, each id has attempt counters of its own.
  public var baseURL: String { "http://127.0.0.1:\(port)" }

  private init(core: ServerCore, port: UInt16) {
    self.core = core
    self.port = port
  }

  deinit {
    core.cut()
  }

  /// Starts a server.
  ///
  /// - Parameters:
  ///   - scenarios: what it answers; ``ScenarioLibrary/bundled`` by default.
  ///   - port: 0 lets the system choose a free one.
  ///   - variables: what `{{NAME}}` in the scenarios stands for, for example `CWD` and `HOME`.
  ///   - logLimit: how many requests ``requests`` keeps, the newest ones.
  /// - Throws: ``SimulatorError/cannotListen(_:)`` when the port cannot be opened.
  public static func started(
    scenarios: ScenarioLibrary = .bundled, port: UInt16 = 0, variables: [String: String] = [:], logLimit: Int = 1000
  ) async throws(SimulatorError) -> MockMessagesServer {
    let core = ServerCore(library: scenarios, logLimit: logLimit)
    for (name, value) in variables { core.setVariable(name, to: value) }
    return MockMessagesServer(core: core, port: try core.start(port: port))
  }

  /// Starts a server that tells of each request whose whole answer was written, on the thread that has written it.
  package static func started(
    scenarios: ScenarioLibrary = .bundled, telling report: @escaping @Sendable (ServedRequest) -> Void
  ) async throws(SimulatorError) -> MockMessagesServer {
    let core = ServerCore(library: scenarios, logLimit: 0, report: report)
    return MockMessagesServer(core: core, port: try core.start(port: 0))
  }

  /// Runs a body with a server that is stopped when the body ends, however it ends.
  ///
  /// - Throws: what the body throws, or ``SimulatorError/cannotListen(_:)``.
  @discardableResult
  public static func withServer<Result>(
    scenarios: ScenarioLibrary = .bundled, variables: [String: String] = [:],
    _ body: (MockMessagesServer) async throws -> Result
  ) async throws -> Result {
    let server = try await started(scenarios: scenarios, variables: variables)
    do {
      let result = try await body(server)
      await server.stop()
      return result
    } catch {
      await server.stop()
      throw error
    }
  }

  /// Ends all connections, hanging ones too, closes the port and waits for that, at most five seconds.
  ///
  /// Clients in the middle of an answer see the end of the stream. A second call does nothing.
  public func stop() async {
    core.cut()
    await core.waitForThreads()
  }

  /// How many requests came so far, of every kind.
  public var requestCount: Int { core.requestCount }

  /// The newest requests in the order they came, at most as many as the log's limit.
  public var requests: [ReceivedRequest] { core.requests }

  /// Sets what `{{name}}` in the scenarios stands for from the next request on; nil takes the variable away.
  public func setVariable(_ name: String, to value: String?) {
    core.setVariable(name, to: value)
  }

  /// Lets the answers begin that wait for this gate (`gate` of a step), now and later: a test decides when.
  public func open(gate name: String) {
    core.open(gate: name)
  }
}
