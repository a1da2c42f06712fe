import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct InterruptionTests {
  @Test(arguments: [
    (SIGINT, "grandchild", 130), (SIGTERM, "grandchild own-session", 143),
    (SIGINT, "ignore-term\ngrandchild ignore-term", 130),
  ])
  func `a signal ends the run and everything it started`(_ number: Int32, _ steps: String, _ code: Int32) async throws {
    let (outcome, survivors) = try await Tool.onThread {
      let tool = try Tool(
        ["query", "--cli", try Tool.program("fake-claude"), "hello"],
        environment: ["FAKE_SCRIPT_TEXT": "init-ok\nawait-prompt\n\(steps)\nstall"])
      defer { tool.remove() }
      let pids = tool.folder.appending(path: "pids").path
      tool.process.environment?["FAKE_PID_FILE"] = pids
      try tool.process.run()
      // Its process id and that of its grandchild.
      while Self.processes(in: pids).count < 2, tool.process.isRunning { usleep(10_000) }
      kill(tool.process.processIdentifier, number)
      let outcome = tool.end()
      return (outcome, Self.processes(in: pids).filter(Self.isAlive))
    }
    #expect(outcome.status == code)
    #expect(outcome.text == "")
    #expect(survivors.isEmpty)
  }

  private static func processes(in file: String) -> [Int32] {
    let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { Int32($0) }
  }

  /// A zombie that init has not reaped yet is not alive.
  private static func isAlive(_ process: Int32) -> Bool {
    guard kill(process, 0) == 0 else { return false }
    let status = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
    return !status.contains(") Z ")
  }
}
