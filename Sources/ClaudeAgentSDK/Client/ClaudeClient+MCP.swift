internal import FastTransport

extension ClaudeClient {
  /// The MCP servers of the session, and how each is. (`mcp_status`)
  ///
  /// - Returns: The servers, those inside this process too.
  /// - Throws: As ``control(_:_:timeout:)``.
  public func mcpStatus() async throws(ClaudeAgentError) -> [MCPServerStatus] {
    UnknownObject(json: try await control("mcp_status")).objects("mcpServers")
  }

  /// Connects an MCP server anew. Returns once it is connected. (`mcp_reconnect`)
  ///
  /// - Parameter name: The server, as ``mcpStatus()`` names it.
  /// - Throws: As ``control(_:_:timeout:)``; the CLI refuses servers that it does not know, and says why one could not
  ///   be connected.
  public func reconnectMCPServer(_ name: String) async throws(ClaudeAgentError) {
    try await control("mcp_reconnect", ["serverName": .string(name)])
  }

  /// Switches an MCP server on or off. (`mcp_toggle`)
  ///
  /// - Parameters:
  ///   - name: The server, as ``mcpStatus()`` names it.
  ///   - isEnabled: Whether it is to be connected, and its tools to be there.
  /// - Throws: As ``control(_:_:timeout:)``; the CLI refuses servers that it does not know.
  public func setMCPServer(_ name: String, enabled isEnabled: Bool) async throws(ClaudeAgentError) {
    try await control("mcp_toggle", ["serverName": .string(name), "enabled": .bool(isEnabled)])
  }

  /// Replaces the servers that were set here before by others. Servers from the options and from files stay.
  /// (`mcp_set_servers`)
  ///
  /// ```swift
  /// let changes = try await client.setMCPServers(["calculator": .inProcess(calculator)])
  /// for (server, reason) in changes.errors { print("\(server): \(reason)") }
  /// ```
  ///
  /// A server inside this process answers from here on; it needs no place in ``ClaudeAgentOptions/mcpServers``.
  ///
  /// - Parameter servers: All of them, by name; none to remove those set before.
  /// - Returns: What was added and removed, and which servers could not be connected.
  /// - Throws: As ``control(_:_:timeout:)``; ``ClaudeAgentError/Code/invalidOptions`` for a server inside this process
  ///   whose tools cannot be served.
  @discardableResult
  public func setMCPServers(
    _ servers: OrderedMap<MCPServerConfiguration>
  ) async throws(ClaudeAgentError) -> MCPServerChanges {
    var faults: [OptionFault] = []
    var served: [String: MCPServer] = [:]
    var entries = JSONObject()
    for (name, configuration) in servers {
      entries[name] = .object(configuration.fields)
      guard let server = configuration.server else { continue }
      served[name] = server
      faults += server.faults.map { OptionFault(option: "mcpServers[\"\(name)\"].\($0.option)", reason: $0.reason) }
    }
    try ClaudeAgentOptions.throwIfAny(faults)
    let connection = try await link().connection
    // Before the request: the CLI talks to a new server before it answers.
    let before = await connection.serve(served)
    let changes = MCPServerChanges(json: try await control("mcp_set_servers", ["servers": .object(entries)]))
    connection.stopServing(changes.removed.filter { served[$0] == nil }, unlessChangedSince: before)
    return changes
  }

  /// Reads a resource that an MCP server offers for showing: one whose address begins with `ui://`.
  /// (`mcp_read_resource`)
  ///
  /// - Parameters:
  ///   - uri: The resource.
  ///   - server: The server, as ``mcpStatus()`` names it; not one inside this process.
  /// - Returns: The parts of the resource.
  /// - Throws: As ``control(_:_:timeout:)``; the CLI refuses other addresses, and servers that are not connected.
  public func readMCPResource(
    _ uri: String, from server: String
  ) async throws(ClaudeAgentError) -> [MCPResourceContents] {
    let answer = try await control("mcp_read_resource", ["serverName": .string(server), "uri": .string(uri)])
    return UnknownObject(json: answer).objects("contents")
  }

  /// Calls a tool of an MCP server, without the model. (`mcp_call`)
  ///
  /// - Parameters:
  ///   - tool: The tool by its full name, such as `mcp__files__list`; not one of a server inside this process.
  ///   - arguments: Its arguments.
  ///   - timeout: How long the tool may take, from a second to ten minutes; nil for as long as an answer may take,
  ///     ``ClaudeAgentOptions/controlTimeout``. With a limit the answer has a ``MCPCallResult/staging``. (`timeout_ms`)
  ///   - checksPermissions: Whether the call is decided like one of the model's: rules, hooks, and the permission
  ///     callback. (`check_permissions`)
  ///   - additionalFields: Further fields of the request, such as `expires_at`, `input_files` and `output_files`.
  /// - Returns: What the tool has answered.
  /// - Throws: As ``control(_:_:timeout:)``; the CLI refuses tools that it does not know, and servers that are not
  ///   connected.
  public func callMCPTool(
    _ tool: String, arguments: JSONObject = [:], timeout: Duration? = nil,
    checkingPermissions checksPermissions: Bool = false,
    additionalFields: JSONObject = [:]
  ) async throws(ClaudeAgentError) -> MCPCallResult {
    var fields: JSONObject = ["tool": .string(tool), "arguments": .object(arguments)]
    fields["timeout_ms"] = timeout.map { .integer($0.wholeMilliseconds) }
    if checksPermissions { fields["check_permissions"] = true }
    for (name, value) in additionalFields { fields[name] = value }
    // The CLI bounds the tool; its answer comes on top.
    let limit = timeout.map { $0 + options.controlTimeout }
    return MCPCallResult(json: try await control("mcp_call", fields, timeout: limit))
  }

  /// Begins to sign in to an MCP server. The CLI opens no browser. (`mcp_authenticate`)
  ///
  /// - Parameters:
  ///   - server: The server, as ``mcpStatus()`` names it.
  ///   - redirectURI: Where the page goes in the end; nil for an address of the CLI's own. (`redirectUri`)
  /// - Returns: The page to open, when one is needed.
  /// - Throws: As ``control(_:_:timeout:)``; the CLI refuses servers of a kind that needs no signing in.
  public func authenticateMCPServer(
    _ server: String, redirectURI: String? = nil
  ) async throws(ClaudeAgentError) -> MCPAuthentication {
    var fields: JSONObject = ["serverName": .string(server)]
    fields["redirectUri"] = redirectURI.map { .string($0) }
    return MCPAuthentication(json: try await control("mcp_authenticate", fields))
  }

  /// Hands over the address that the page of ``authenticateMCPServer(_:redirectURI:)`` has ended with.
  /// (`mcp_oauth_callback_url`)
  ///
  /// - Parameters:
  ///   - url: The whole address, with its code.
  ///   - server: The server, as ``mcpStatus()`` names it.
  /// - Throws: As ``control(_:_:timeout:)``; the CLI refuses an address without a code, and one that nobody waits for.
  public func submitMCPCallbackURL(_ url: String, for server: String) async throws(ClaudeAgentError) {
    try await control("mcp_oauth_callback_url", ["serverName": .string(server), "callbackUrl": .string(url)])
  }

  /// Forgets how one was signed in to an MCP server. (`mcp_clear_auth`)
  ///
  /// - Parameter server: The server, as ``mcpStatus()`` names it.
  /// - Throws: As ``control(_:_:timeout:)``.
  public func clearMCPAuthentication(of server: String) async throws(ClaudeAgentError) {
    try await control("mcp_clear_auth", ["serverName": .string(server)])
  }

  /// Sets the permission mode for the tools of one MCP server. (`set_mcp_permission_mode_override`)
  ///
  /// - Parameters:
  ///   - server: The server, as ``mcpStatus()`` names it; it need not be there yet.
  ///   - mode: ``PermissionMode/default`` or ``PermissionMode/auto``; nil for the mode of the session.
  /// - Returns: A warning in the CLI's words, such as that no server has this name; nil for none.
  /// - Throws: As ``control(_:_:timeout:)``; the CLI refuses other modes.
  @discardableResult
  public func setMCPPermissionMode(
    of server: String, to mode: PermissionMode?
  ) async throws(ClaudeAgentError) -> String? {
    let mode: JSONValue = mode.map { .string($0.rawValue) } ?? .null
    return try await control(
      "set_mcp_permission_mode_override", ["serverName": .string(server), "mode": mode])["warning"]?.string
  }

  /// Lets an MCP server of a plugin send messages into the conversation. (`channel_enable`)
  ///
  /// - Parameter server: The server, as ``mcpStatus()`` names it.
  /// - Throws: As ``control(_:_:timeout:)``; the CLI refuses servers that are of no plugin.
  public func enableChannel(of server: String) async throws(ClaudeAgentError) {
    try await control("channel_enable", ["serverName": .string(server)])
  }
}
