import ClaudeAgentTestKit
import Synchronization
import Testing

@testable import ClaudeAgentSDK

/// Both transports of this package keep the same contracts.
@Suite(.timeLimit(.minutes(5))) struct TransportConformanceTests {
  @Test(arguments: TransportConformance.Contract.allCases)
  func `the scripted transport keeps`(_ contract: TransportConformance.Contract) async throws {
    let suite = TransportConformance { peer in
      if case .missing = peer {
        return ScriptedTransport(failingToStart: ClaudeAgentError(.cliNotFound, detail: "None."))
      }
      return ScriptedTransport(peer.script, grace: .milliseconds(50))
    }
    try await suite.check(contract)
  }

  @Test(arguments: TransportConformance.Contract.allCases)
  func `the child process keeps`(_ contract: TransportConformance.Contract) async throws {
    let fakes = Mutex<[FakeCLI]>([])
    defer { fakes.withLock { for fake in $0 { fake.remove() } } }
    let suite = TransportConformance { peer in
      let fake = try FakeCLI(peer.fakeClaudeScript.split(separator: "\n").map(String.init))
      fakes.withLock { $0.append(fake) }
      let options = try fake.options { options in
        if case .missing = peer { options.cliPath = "/no/such/claude" }
      }
      let plan = try LaunchPlan(options, hostEnvironment: [:], readFile: { _ in [] })
      return try await ProcessTransportProvider().makeTransport(
        for: TransportRequest(options: options, plan: plan, hostEnvironment: [:]))
    }
    try await suite.check(contract)
    // Whatever the contract was about, no process is left.
    #expect(await Eventually.holds { fakes.withLock { $0.allSatisfy(\.isGone) } })
  }

  @Test func `a transport that loses a frame breaks the order`() async throws {
    let suite = TransportConformance { peer in
      var script = peer.script
      if script.steps.count > 5 { script.steps.remove(at: 3) }
      return ScriptedTransport(script)
    }
    let broken = await #expect(throws: TransportContractBroken.self) {
      try await suite.check(.framesKeepTheirOrder)
    }
    #expect(broken?.contract == .framesKeepTheirOrder)
    #expect(broken?.explanation.contains(#""number":3"#) == true)
  }
}
