internal import FastTransport

/// Everything that is needed to start a connection, and not afterwards. An object: options are large, and every
/// asynchronous frame they pass through would keep room for them as long as its task lives.
final class Launch: Sendable {
  let options: ClaudeAgentOptions
  let provider: any TransportProvider
  let purpose: Connection.Purpose
  private let hooks: HookTable
  private let host: HostCapabilities

  init(_ options: ClaudeAgentOptions, _ provider: any TransportProvider, _ purpose: Connection.Purpose) {
    self.options = options
    self.provider = provider
    self.purpose = purpose
    hooks = HookTable(options.hooks)
    host = HostCapabilities(options, hooks: hooks)
  }

  /// Everything up to the start of the transport, of which only so many are under way at once.
  func connect() async throws(ClaudeAgentError) -> (Connection, FrameStream) {
    do {
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
    let environment = HostSystem.environment()
    let transport: any Transport
    do {
      transport = try await provider.makeTransport(for: request(host: environment))
    } catch {
      group.release(loop)
      throw error
    }
    let connection = Connection(
      options: options, transport: transport, loop: loop, group: group, purpose: purpose, handlers: handlers,
      needsInput: host.needsInput && purpose != .conversation, hostEnvironment: environment)
    guard let stream = connection.inbox.takeStream() else {
      throw ClaudeAgentError(.internalFault, detail: "The stream of a new connection was taken already.")
    }
    if let warning = PermissionShadow.warning(for: options) { connection.warn(warning) }
    try await connection.start()
    return (connection, stream)
  }

  private func request(host environment: [String: String]) throws(ClaudeAgentError) -> TransportRequest {
    let plan = try LaunchPlan(
      options, host: host, hostEnvironment: environment, readFile: { try HostSystem.readFile($0) })
    return TransportRequest(options: options, plan: plan, hostEnvironment: environment)
  }

  private var handlers: HandlerTable {
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
