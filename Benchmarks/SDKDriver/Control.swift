import ClaudeAgentSDK

/// Callbacks of every kind, as the stand-in asks for them: `FAKE_KIND` is `hook`, `perm` or `mcp`.
extension SDKDriver {
  /// How the callback answers.
  enum Answering: String {
    /// Where the request was read.
    case sync
    /// In a task of its own, which does not leave the loop.
    case async
    /// In a task of its own that asks an actor.
    case actor
  }

  /// An actor with the default executor, which decides.
  private actor Judge {
    private var count = 0
    func judge() -> Bool {
      count += 1
      return count > 0
    }
  }

  static func control(_ answering: Answering) async throws {
    var options = options()
    let judge = Judge()
    switch answering {
    case .sync:
      options.hooks = [Hook(.preToolUse) { _ in .continue }]
      options.canUseTool = PermissionCallback { _ in .allow() }
      options.mcpServers["calc"] = .inProcess(MCPServer("calc") { Tool("add", "Adds", schema: addends) { sum($0) } })
    case .async:
      options.hooks = [Hook(.preToolUse) { _ in await nothing() }]
      options.canUseTool = PermissionCallback { _ in await allowance() }
      options.mcpServers["calc"] = .inProcess(
        MCPServer("calc") { Tool("add", "Adds", schema: addends) { await laterSum($0) } })
    case .actor:
      options.hooks = [Hook(.preToolUse) { _ in await judge.judge() ? .continue : .deny("no") }]
      options.canUseTool = PermissionCallback { _ in await judge.judge() ? .allow() : .deny("no") }
      options.mcpServers["calc"] = .inProcess(
        MCPServer("calc") { Tool("add", "Adds", schema: addends) { await judge.judge() ? sum($0) : .error("no") } })
    }
    let usage = Host.usage
    let began = Host.now
    let (count, text) = try await drain(query("hi", options: options), open: true)
    let after = Host.usage
    print(
      """
      {"peer":"swift","test":"ctrl","n":\(count),"text":\(text),"wall":\(Host.now - began),\
      "user":\(after.user - usage.user),"sys":\(after.system - usage.system),"hwm_kb":\(Host.memory("VmHWM"))}
      """)
  }

  private static let addends = ToolSchema.object(["a": .number(), "b": .number()])

  private static func sum(_ input: JSONView) -> ToolResult {
    "\((input["a"]?.double ?? 0) + (input["b"]?.double ?? 0))"
  }

  private static func laterSum(_ input: JSONView) async -> ToolResult { sum(input) }
  private static func nothing() async -> HookOutput<PreToolUseInput> { .continue }
  private static func allowance() async -> PermissionDecision { .allow() }
}
