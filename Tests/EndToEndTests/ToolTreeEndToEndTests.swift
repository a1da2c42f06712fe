import ClaudeAgentSDK
import Foundation
import Testing

/// What becomes of a tool that the real CLI runs, when the run ends before it.
@Suite(.serialized, .timeLimit(.minutes(10))) struct ToolTreeEndToEndTests {
  /// How long each of many naps is: a number that nobody else on the machine uses. The CLI refuses one long sleep.
  private static func nap() -> String { "1.000\(Int.random(in: 100_000..<1_000_000))" }

  private static let scenario = """
    {"nap":{"steps":[
      {"content":[{"type":"tool_use","name":"Bash","input":{"command":"for i in $(seq 300); do sleep {{NAP}}; done","description":"Sleep"}}]},
      {"content":[{"type":"text","text":"Slept."}]}]}}
    """

  @Test func `a cancelled run takes the running tool with it`() async throws {
    let nap = Self.nap()
    try await RealCLI.with(Self.scenario, variables: ["NAP": nap]) { cli in
      let options = cli.options { $0.allowedTools = ["Bash"] }
      let reading = Task { await Outcome(query("SCENARIO:nap", options: options)) }
      #expect(await RealCLI.eventually { !cli.processes(running: "sleep\0\(nap)").isEmpty })
      reading.cancel()
      #expect(await reading.value.error?.code == .cancelled)
      #expect(await RealCLI.eventually { cli.processes.isEmpty }, "left: \(cli.processes)")
    }
  }

  @Test func `a host that is killed takes the CLI and the running tool with it`() async throws {
    let nap = Self.nap()
    try await RealCLI.with(Self.scenario, variables: ["NAP": nap]) { cli in
      let host = Process()
      host.executableURL = try Self.probe()
      host.arguments = ["host", try RealCLI.path(), "SCENARIO:nap"]
      host.environment = cli.environment
      host.currentDirectoryURL = cli.folder
      host.standardOutput = FileHandle.nullDevice
      try host.run()
      #expect(await RealCLI.eventually { !cli.processes(running: "sleep\0\(nap)").isEmpty })
      kill(host.processIdentifier, SIGKILL)
      let began = ContinuousClock.now
      host.waitUntilExit()
      #expect(await RealCLI.eventually { cli.processes.isEmpty }, "left: \(cli.processes)")
      // About a second on a quiet machine; this one may be busy.
      #expect(began.duration(to: .now) < .seconds(90))
    }
  }

  /// The built probe: what lies beside the test bundle in the build folder.
  private static func probe() throws -> URL {
    for argument in CommandLine.arguments {
      let url = URL(fileURLWithPath: argument).deletingLastPathComponent().appendingPathComponent("SoakProbe")
      if FileManager.default.isExecutableFile(atPath: url.path) { return url }
    }
    throw RealCLI.Missing(description: "SoakProbe is not built beside the tests.")
  }
}
