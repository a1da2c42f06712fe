import ClaudeAgentSDK

/// Tells when the handshake is done.
struct Ready: AgentObserver {
  let action: @Sendable () -> Void

  func observe(_ event: AgentEvent) {
    if case .initialized = event { action() }
  }
}
