import ClaudeAgentSDK
import ClaudeAgentSimulator
import Foundation
import Testing

/// A CLI that is killed while it waits for this process.
@Suite(.serialized, .timeLimit(.minutes(10))) struct KilledEndToEndTests {
  enum Pending: CaseIterable { case permission, hook, tool }

  @Test(arguments: Pending.allCases)
  func `callbacks are cancelled, and whoever waits gets a typed error`(pending: Pending) async throws {
    let (began, ended) = (Notes<String>(), Notes<String>())
    @Sendable func wait(_ name: String) async {
      began.add(name)
      await sleepUntilCancelled()
      ended.add(name)
    }
    let server = MCPServer("slow") {
      Tool("sleep", "Sleeps", schema: .object()) { _ async in
        await wait("tool")
        return "never seen"
      }
    }
    let call: Scenarios.Step = pending == .tool ? .call("mcp__slow__sleep") : .bash("touch never")
    try await RealCLI.withClient(
      ["wait": [call, "Never."]],
      Setting { options in
        switch pending {
        case .permission:
          options.canUseTool = PermissionCallback { _ async in
            await wait("permission")
            return .allow()
          }
        case .hook:
          options.hooks = [
            Hook(.preToolUse) { _ async in
              await wait("hook")
              return .allow()
            }
          ]
        case .tool:
          options.mcpServers["slow"] = .inProcess(server)
          options.allowedTools = ["mcp__slow"]
        }
      }
    ) { cli, client in
      let turn = try await client.send("SCENARIO:wait")
      let reading = Task { await Outcome(turn) }
      #expect(await RealCLI.eventually { began.all.count == 1 })
      // Stopped, it answers nothing more: the call below waits until the end.
      let pid = try #require(cli.pids.pid)
      kill(pid, SIGSTOP)
      let asking = Task { await refusal { try await client.control("get_settings") } }
      kill(pid, SIGKILL)
      let outcome = await reading.value
      #expect(outcome.error?.code == .processFailed)
      #expect(outcome.error?.exitStatus == .signalled(number: 9))
      #expect(outcome.error?.sessionID != nil)
      #expect(outcome.assistants.last?.toolUses.isEmpty == false)
      let refused = await asking.value
      #expect(refused?.code == .processFailed)
      #expect(refused?.exitStatus == .signalled(number: 9))
      #expect(await RealCLI.eventually { ended.all == began.all })
      let late = await refusal { try await client.send("too late") }
      #expect(late?.code == .processFailed)
      #expect(await RealCLI.eventually { cli.processes.isEmpty }, "left: \(cli.processes)")
      #expect(cli.text(of: "never") == nil)
    }
  }
}
