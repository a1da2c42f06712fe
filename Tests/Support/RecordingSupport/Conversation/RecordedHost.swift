import ClaudeAgentSDK

/// A host that serves what the recorded host served, and answers as it did.
struct RecordedHost {
  let session: RecordedSession
  let requests: RecordedRequests
  let log: HostLog
  /// Whether callbacks that answer do so at once, on the loop, instead of in tasks of their own.
  let isSynchronous: Bool

  /// Adds the callbacks to the options.
  func serve(_ options: inout ClaudeAgentOptions) {
    options.hooks = hooks
    if session.callables.contains("can_use_tool") { options.canUseTool = permissions }
    if let callback = elicitations { options.onElicitation = callback }
    if session.callables.contains("stderr") { options.stderrHandler = { [log] in log.tookStderr($0) } }
    for (name, server) in session.options["mcp_servers"]?.object ?? [:] where server["type"] == "sdk" {
      options.mcpServers[name] = .inProcess(self.server(name, fallback: server["name"]?.string ?? name))
    }
  }

  /// Whether a callback of this key leaves a request without an answer.
  private func waits(_ key: String) -> Bool {
    requests.all.contains { if $0.key == key, case .none = $0.answer { true } else { false } }
  }

  struct RecordedFailure: Error, CustomStringConvertible {
    let description: String
  }

  // MARK: Hooks

  private var hooks: [Hook] {
    var hooks: [Hook] = []
    for (event, matchers) in session.options["hooks"]?.object ?? [:] {
      for matcher in matchers.array ?? [] {
        for _ in matcher["hooks"]?.array ?? [] {
          let make = HookMaker(
            key: "hook hook_\(hooks.count)", matcher: matcher["matcher"]?.string,
            timeout: matcher["timeout"]?.double.map { .seconds($0) },
            onFailure: matcher["on_failure"]?.string.map(HookFailurePolicy.init(rawValue:)), log: log,
            isSynchronous: isSynchronous && !waits("hook hook_\(hooks.count)"))
          hooks.append(make.hook(event))
        }
      }
    }
    return hooks
  }

  // MARK: Permissions

  private var permissions: PermissionCallback {
    let (log, context) = (log, PermissionContext(calls: session.permissionCalls))
    if isSynchronous, !waits("can_use_tool") {
      return PermissionCallback { request in try Self.decide(request, log, context).0 }
    }
    return PermissionCallback { request async throws in
      let (decision, waiting) = try Self.decide(request, log, context)
      if let waiting { await log.waitUntilCancelled(waiting) }
      return decision
    }
  }

  private static func decide(
    _ request: PermissionRequest, _ log: HostLog, _ context: PermissionContext
  ) throws -> (PermissionDecision, RecordedRequests.Request?) {
    let recorded = log.take("can_use_tool") { recorded in
      (request.json.value == recorded.body.value ? [] : ["request changed"])
        + (request.requestID == recorded.id ? [] : ["request id changed"]) + context.faults(in: request)
    }
    guard let recorded else { return (.deny("The recorded host was not asked this."), nil) }
    switch recorded.answer {
    case .failure(let words): throw RecordedFailure(description: words)
    case .none: return (.deny(""), recorded)
    case .success(let answer):
      guard answer["behavior"] == "allow" else {
        return (.deny(answer["message"]?.string ?? "", interrupt: answer["interrupt"]?.bool ?? false), nil)
      }
      // The input as it came is given back by leaving it out.
      let input = answer["updatedInput"]
      let updates = answer["updatedPermissions"]?.array?.map { update in
        PermissionUpdate(json: JSONView(copying: update.serialized()) ?? request.json)
      }
      return (.allow(input == request.input.value ? nil : input?.object, updatedPermissions: updates), nil)
    }
  }

  // MARK: Questions to the user

  /// Nil where the recorded host refused such requests or had none.
  private var elicitations: ElicitationCallback? {
    let answers = requests.all.filter { $0.subtype == "elicitation" }
    guard answers.contains(where: { if case .success = $0.answer { true } else { false } }) else { return nil }
    return ElicitationCallback { [log] request async in
      let recorded = log.take("elicitation") { request.json.value == $0.body.value ? [] : ["request changed"] }
      guard case .success(let answer)? = recorded?.answer else { return .cancel }
      switch answer["action"]?.string {
      case "accept": return .accept(content: answer["content"]?.object ?? [:])
      case "decline": return .decline
      default: return .cancel
      }
    }
  }

  // MARK: Tools

  /// A server with the tools that the recorded one listed.
  private func server(_ name: String, fallback: String) -> MCPServer {
    let info = requests.mcpResult("initialize", of: name)?["serverInfo"]
    let tools = requests.mcpResult("tools/list", of: name)?["tools"]?.array ?? []
    return MCPServer(
      info?["name"]?.string ?? fallback, version: info?["version"]?.string ?? "1.0.0",
      tools: tools.map { tool($0, server: name) })
  }

  private func tool(_ entry: JSONValue, server: String) -> Tool {
    let (name, key) = (entry["name"]?.string ?? "", RecordedRequests.toolKey(server, entry["name"]?.string ?? ""))
    let (description, schema) = (
      entry["description"]?.string ?? "", ToolSchema(json: entry["inputSchema"]?.object ?? [:])
    )
    var tool: Tool
    if isSynchronous, !waits(key) {
      tool = Tool(name, description, schema: schema) { [log] (arguments: JSONView) throws in
        try Self.result(key, arguments, log).0
      }
    } else {
      tool = Tool(name, description, schema: schema) { [log] (arguments: JSONView, context: ToolContext) async throws in
        let (result, waiting) = try Self.result(key, arguments, log)
        if context.serverName != server { log.add("\(key): server name changed", context.serverName) }
        if let waiting { await log.waitUntilCancelled(waiting) }
        return result
      }
    }
    tool.annotations = ToolAnnotations(
      title: entry["annotations"]?["title"]?.string, readOnlyHint: entry["annotations"]?["readOnlyHint"]?.bool,
      destructiveHint: entry["annotations"]?["destructiveHint"]?.bool,
      idempotentHint: entry["annotations"]?["idempotentHint"]?.bool,
      openWorldHint: entry["annotations"]?["openWorldHint"]?.bool)
    tool.metadata = entry["_meta"]?.object ?? [:]
    return tool
  }

  private static func result(
    _ key: String, _ arguments: JSONView, _ log: HostLog
  ) throws -> (ToolResult, RecordedRequests.Request?) {
    let recorded = log.take(key) { recorded in
      arguments.value == recorded.body["message"]?["params"]?["arguments"]?.value ? [] : ["arguments changed"]
    }
    guard let recorded, let result = recorded.toolResult else { return (.error("not recorded"), recorded) }
    let content = (result["content"]?.array ?? []).map(ToolContent.init(recorded:))
    if result["isError"] == true, case .text(let words)? = content.first, content.count == 1 {
      throw RecordedFailure(description: words)
    }
    let structured = result["structuredContent"]?.object
    return (ToolResult(content, structuredContent: structured, isError: result["isError"]?.bool ?? false), nil)
  }
}

extension ToolContent {
  fileprivate init(recorded block: JSONValue) {
    switch (block["type"]?.string, block["text"]?.string, block["data"]?.string, block["mimeType"]?.string) {
    case ("text", let text?, _, _) where block.object?.count == 2: self = .text(text)
    case ("image", _, let data?, let type?) where block.object?.count == 3: self = .image(base64: data, mediaType: type)
    case ("audio", _, let data?, let type?) where block.object?.count == 3: self = .audio(base64: data, mediaType: type)
    default: self = .other(block.object ?? [:])
    }
  }
}
