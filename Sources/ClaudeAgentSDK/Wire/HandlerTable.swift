/// What answers the CLI's requests. A value that is swapped as a whole, so that a warm connection can be handed to its
/// user.
struct HandlerTable: Sendable {
  var hooks = HookTable([])
  var canUseTool: PermissionCallback?
  var onElicitation: ElicitationCallback?
  var onUserDialog: UserDialogCallback?
  /// In-process MCP servers, by the name that the CLI uses.
  var servers: [String: MCPServer] = [:]
  /// Where asynchronous callbacks run.
  var execution = CallbackExecution.onLoop
  /// Whether somebody can answer a permission request later; without, ``PermissionDecision/deferred`` denies.
  var canDefer = false
}
