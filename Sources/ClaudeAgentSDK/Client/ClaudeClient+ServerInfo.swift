internal import FastTransport

extension ClaudeClient {
  /// What the CLI has said about itself and the session at the start, or at the last ``reinitialize()``; nil from a
  /// transport without control requests. (the answer to `initialize`)
  ///
  /// - Throws: ``ClaudeAgentError/Code/notConnected``.
  public var serverInfo: ServerInfo? {
    get async throws(ClaudeAgentError) {
      let link = try await link()
      return (await life.renewedInfo ?? link.serverInfo).map(ServerInfo.init(json:))
    }
  }

  /// The slash commands there were at the start. A later set arrives as ``SystemEvent/commandsChanged(_:)``.
  ///
  /// - Throws: ``ClaudeAgentError/Code/notConnected``.
  public var supportedCommands: [SlashCommand] {
    get async throws(ClaudeAgentError) { try await serverInfo?.commands ?? [] }
  }

  /// The models there were to choose from at the start; ``models()`` asks for those there are now.
  ///
  /// - Throws: ``ClaudeAgentError/Code/notConnected``.
  public var supportedModels: [ModelInfo] {
    get async throws(ClaudeAgentError) { try await serverInfo?.models ?? [] }
  }

  /// The kinds of subagents there were at the start.
  ///
  /// - Throws: ``ClaudeAgentError/Code/notConnected``.
  public var supportedAgents: [AgentInfo] {
    get async throws(ClaudeAgentError) { try await serverInfo?.agents ?? [] }
  }

  /// The account that pays; nil when the CLI did not say.
  ///
  /// - Throws: ``ClaudeAgentError/Code/notConnected``.
  public var accountInfo: AccountInfo? {
    get async throws(ClaudeAgentError) { try await serverInfo?.account }
  }

  /// Shakes hands again, with the same options: what the CLI says about itself is fresh, and permission requests that
  /// wait for an answer are asked once more. (`initialize`)
  ///
  /// - Returns: What the CLI says now.
  /// - Throws: As ``control(_:_:timeout:)``, and when the CLI does not serve the hooks of the options any more;
  ///   ``ClaudeAgentError/Code/unsupported`` over a transport without control requests.
  @discardableResult
  public func reinitialize() async throws(ClaudeAgentError) -> ServerInfo {
    ServerInfo(json: try await life.reinitialize(try await link()))
  }
}
