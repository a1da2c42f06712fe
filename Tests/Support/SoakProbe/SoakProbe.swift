import ClaudeAgentSDK
import Foundation
import RecordingSupport

/// A host of its own for what can only be measured in a process that does nothing else.
///
///     soak-probe soak FAKE-CLAUDE CYCLES    runs that many queries; prints what is left of them as one line of JSON
///     soak-probe flood FAKE-CLAUDE LINES    what a reader that stops reading costs, as one line of JSON
///     soak-probe turns FAKE-CLAUDE TURNS    so many turns of one conversation, with callbacks; one line of JSON
///     soak-probe pool FAKE-CLAUDE RUNS      so many runs through a pool of four, forty at once; one line of JSON
///     soak-probe pool-host CLI PROMPT       starts a run from a pool with idle processes, prints "ready", reads on
///     soak-probe host CLI PROMPT            starts a run, prints "ready" at its first assistant message, reads on
@main
struct SoakProbe {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4 else {
      return print("usage: soak-probe soak|flood|turns|pool|pool-host|host CLI NUMBER|PROMPT")
    }
    switch arguments[1] {
    case "soak": try await soak(cli: arguments[2], cycles: Int(arguments[3]) ?? 0)
    case "turns": try await turns(cli: arguments[2], count: Int(arguments[3]) ?? 0)
    case "pool": try await pooled(cli: arguments[2], count: Int(arguments[3]) ?? 0)
    case "pool-host": try await poolHost(cli: arguments[2], prompt: arguments[3])
    case "flood": try await flood(cli: arguments[2], lines: Int(arguments[3]) ?? 0)
    default: try await host(cli: arguments[2], prompt: arguments[3])
    }
  }

  private static func options(_ cli: String, _ environment: [String: String]) -> ClaudeAgentOptions {
    var options = ClaudeAgentOptions()
    options.cliPath = cli
    options.environment = .only(environment)
    return options
  }

  private static func soak(cli: String, cycles: Int) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("soak-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let pidFile = folder.appendingPathComponent("pids").path
    let options = options(cli, ["FAKE_N": "3", "FAKE_LIFETIME": "600", "FAKE_PID_FILE": pidFile])
    var failures = 0
    func run(_ count: Int) async {
      for _ in 0..<count {
        do {
          var results = 0
          for try await message in query("hi", options: options) {
            if case .result = message { results += 1 }
          }
          if results != 1 { failures += 1 }
        } catch {
          failures += 1
        }
      }
    }
    // What is made once (loops, guardian, pools) is not a leak.
    await run(20)
    await ProcessState.settle(pidFile)
    // The runtime opens descriptors for its timers at the first sleep.
    try await Task.sleep(for: .milliseconds(50))
    let before = ProcessState()
    let began = ContinuousClock.now
    await run(cycles)
    let took = began.duration(to: .now)
    await ProcessState.settle(pidFile)
    // Ours are closed by the loop, a moment behind the end of the child.
    var after = ProcessState()
    for _ in 0..<500 where after.descriptors > before.descriptors {
      try await Task.sleep(for: .milliseconds(20))
      after = ProcessState()
    }
    let milliseconds = took.components.seconds * 1000 + took.components.attoseconds / 1_000_000_000_000_000
    print(
      """
      {"test":"soak","cycles":\(cycles),"failures":\(failures),"milliseconds":\(milliseconds),\
      "zombies":\(after.zombies),"orphans":\(ProcessState.living(in: pidFile)),\
      "children":[\(before.children),\(after.children)],"descriptors":[\(before.descriptors),\(after.descriptors)],\
      "threads":[\(before.threads),\(after.threads)],"rss_kb":[\(before.residentKiB),\(after.residentKiB)],\
      "sanitized":\(ProcessState.isSanitized)}
      """)
  }

  private static func flood(cli: String, lines: Int) async throws {
    let script = "init-ok\nawait-prompt\ninit\nflood \(lines) 250\nresult x"
    // A run before it, so that what is made once is there.
    for try await _ in query("hi", options: options(cli, ["FAKE_N": "20000", "FAKE_LIFETIME": "600"])) {}
    let before = ProcessState()
    var iterator = query("hi", options: options(cli, ["FAKE_SCRIPT_TEXT": script, "FAKE_LIFETIME": "600"]))
      .makeAsyncIterator()
    var count = try await iterator.next() == nil ? 0 : 1
    var stalled = 0
    for _ in 0..<50 {
      try await Task.sleep(for: .milliseconds(20))
      stalled = max(stalled, ProcessState().residentKiB)
    }
    var reading = stalled
    while try await iterator.next() != nil {
      count += 1
      if count % 10_000 == 0 { reading = max(reading, ProcessState().residentKiB) }
    }
    print(
      """
      {"test":"flood","messages":\(count),"bytes":\(lines * 250),"rss_kb":\(before.residentKiB),\
      "stalled_growth_kb":\(stalled - before.residentKiB),"reading_growth_kb":\(reading - before.residentKiB),\
      "sanitized":\(ProcessState.isSanitized)}
      """)
  }

  private static func host(cli: String, prompt: String) async throws {
    var options = options(cli, ProcessInfo.processInfo.environment)
    options.allowedTools = ["Bash"]
    options.settingSources = []
    for try await message in query(Prompt(prompt), options: options) {
      guard case .assistant = message else { continue }
      print("ready")
      fflush(nil)
    }
  }
}
