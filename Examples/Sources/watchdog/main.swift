// Notices when nothing comes any more, interrupts the turn, and tells an observer what happens inside.
import ClaudeAgentSDK
import ExampleSupport

struct Reporter: AgentObserver {
  func observe(_ event: AgentEvent) {
    switch event {
    case .initialized: print("the CLI is ready")
    case .stalled(let report):
      print("stalled: \(report.clock), after \(report.lastMessageType ?? "nothing"), response: \(report.response)")
    case .exited: print("the CLI has gone")
    default: break
    }
  }
}

try await withExampleOptions { options in
  var options = options
  options.includePartialMessages = true
  options.observer = Reporter()  // options.logger takes the same as lines of a log
  options.watchdog?.streamIdle = .seconds(1)
  options.watchdog?.response = .interrupt

  try await withClaudeClient(options) { client in
    let result = try await client.send("Tell me a very long story. SCENARIO:endless").result()
    print("ended by:", result.terminalReason ?? "nothing")
    print("next turn:", try await client.send("Are you there? SCENARIO:next").text())
  }
}
