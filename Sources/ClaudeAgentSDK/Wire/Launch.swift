internal import FastTransport

/// Everything that is needed to start a connection, and not afterwards. An object: options are large, and every
/// asynchronous frame they pass through would keep room for them as long as its task lives.
final class Launch: Sendable {
  let options: ClaudeAgentOptions
  let provider: any TransportProvider
  let purpose: Connection.Purpose
  private let hooks: HookTable
  private let host: HostCapabilities
  /// What to start and with which variables, when that was decided before.
  private let prepared: (plan: LaunchPlan, hostEnvironment: [String: String])?

  init(
    _ options: ClaudeAgentOptions, _ provider: any TransportProvider, _ purpose: Connection.Purpose,
    prepared: (plan: LaunchPlan, hostEnvironment: [String: String])? = nil
  ) {
    self.options = options
    self.provider = provider
    self.purpose = purpose
    self.prepared = prepared
    hooks = HookTable(options.hooks)
    host = HostCapabilities(options, hooks: hooks)
  }

  /// Everything up to the start of the transport, of which only so many are under way at once; or a connection that
  /// waits for its user.
  func connect() async throws(ClaudeAgentError) -> (Connection, FrameStream) {
    do {
      if let source = provider as? any ConnectionSource { return try await takeOver(from: source) }
      return try await makeConnection()
    } catch {
      throw ClaudeAgentError(transport: error, during: "preparing the run")
    }
  }

  private func makeConnection() async throws -> (Connection, FrameStream) {
    let group = try LoopGroup.shared()
    let loop = group.acquire()
    await loop.startGate.enter(on: loop)
    defer { loop.startGate.leave(on: loop) }
    let environment = prepared?.hostEnvironment ?? HostSystem.environment()
    let transport: any Transport
    do {
      let plan = try prepared?.plan ?? plan(environment)
      transport = try await provider.makeTransport(
        for: TransportRequest(options: options, plan: plan, hostEnvironment: environment))
    } catch {
      group.release(loop)
      throw error
    }
    let connection = Connection(
      options: options, from: .transport(transport, loop, group), purpose: purpose, handlers: handlers,
      needsInput: needsInput, hostEnvironment: environment)
    guard let stream = connection.inbox.takeStream() else {
      throw ClaudeAgentError(.internalFault, detail: "The stream of a new connection was taken already.")
    }
    warnOfShadows(connection)
    try await connection.start()
    return (connection, stream)
  }

  private func takeOver(from source: any ConnectionSource) async throws -> (Connection, FrameStream) {
    let environment = HostSystem.environment()
    let handover = try await source.handOver(try request(environment))
    let (predecessor, stream) = (handover.predecessor, handover.stream)
    let (greeting, sessionID, processID) = (handover.greeting, handover.sessionID, handover.processID)
    // A run of many prompts ends with its input.
    let isReturnable = handover.isReturnable && purpose != .prompts
    let connection = Connection(
      options: options, from: .predecessor(predecessor), purpose: purpose, handlers: handlers, needsInput: needsInput,
      hostEnvironment: environment, lease: handover.lease, keepsInput: isReturnable)
    warnOfShadows(connection)
    connection.takeOver(greeting: greeting, sessionID: sessionID, processID: processID)
    return (connection, stream)
  }

  /// What a source of connections needs to know of this run.
  func request(
    _ environment: [String: String] = HostSystem.environment()
  ) throws(ClaudeAgentError) -> LaunchRequest {
    LaunchRequest(
      options: options, plan: try plan(environment), hostEnvironment: environment,
      initialize: InitializeRequest(options, host: host).fields)
  }

  private var needsInput: Bool { host.needsInput && purpose != .conversation }

  private func warnOfShadows(_ connection: Connection) {
    if let warning = PermissionShadow.warning(for: options) { connection.warn(warning) }
  }

  private func plan(_ environment: [String: String]) throws(ClaudeAgentError) -> LaunchPlan {
    try LaunchPlan(options, host: host, hostEnvironment: environment, readFile: { try HostSystem.readFile($0) })
  }

  var handlers: HandlerTable {
    var table = HandlerTable()
    table.hooks = hooks
    table.canUseTool = options.canUseTool
    table.onElicitation = options.onElicitation
    table.onUserDialog = options.onUserDialog
    for (name, configuration) in options.mcpServers { table.servers[name] = configuration.server }
    table.execution = options.callbackExecution
    table.canDefer = purpose == .conversation
    return table
  }

  /// Sends `initialize`, checks what the CLI has made of the hooks, and lets the only prompt follow.
  ///
  /// - Returns: The answer; nil from a transport without control requests.
  @discardableResult
  func shakeHands(
    _ connection: Connection, then prompt: Prompt? = nil
  ) async throws(ClaudeAgentError) -> JSONView? {
    let (options, host, hooks) = (options, host, hooks)
    return try await connection.shakeHands(
      then: prompt,
      verify: { [weak connection] answer in
        do throws(ClaudeAgentError) {
          for warning in try HookVerification.warnings(for: hooks, answer: answer) { connection?.warn(warning) }
          return nil
        } catch {
          return error
        }
      },
      fields: { InitializeRequest(options, host: host).writeFields(to: &$0) })
  }
}

extension Connection {
  /// Tells that something is probably not as it was meant.
  func warn(_ text: String) { onLoop { $0.events.emit(.warning(text)) } }
}
