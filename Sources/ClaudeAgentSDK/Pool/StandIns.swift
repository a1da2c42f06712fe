extension ClaudeAgentOptions {
  /// The options that start the same process, with the code of the host replaced: nothing of one user is kept for
  /// another, and whatever a process asks before it has its user is refused or answered without an opinion.
  var standIns: ClaudeAgentOptions {
    let reason = "This process has not been handed to its user yet."
    var options = self
    options.hooks = hooks.map(\.standIn)
    if canUseTool != nil { options.canUseTool = PermissionCallback { _ in .deny(reason) } }
    if onElicitation != nil { options.onElicitation = ElicitationCallback { _ in .decline } }
    if onUserDialog != nil { options.onUserDialog = UserDialogCallback { _ in .cancelled } }
    for (name, configuration) in mcpServers { options.mcpServers[name] = configuration.standIn }
    options.callbackExecution = .onLoop
    options.stderrHandler = nil
    options.observer = nil
    options.logger = nil
    options.watchdog = nil
    return options
  }
}
