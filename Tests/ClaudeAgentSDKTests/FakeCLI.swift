import ClaudeAgentSDK
import Foundation

/// The stand-in CLI as tests of this target use it: with an environment of its own and a file that names its processes.
struct FakeCLI {
  struct NotBuilt: Error {}

  let folder: URL
  let environment: [String: String]

  /// A stand-in that obeys this script.
  init(_ steps: [String], environment: [String: String] = [:]) throws {
    try self.init(environment: environment.merging(["FAKE_SCRIPT_TEXT": steps.joined(separator: "\n")]) { $1 })
  }

  /// A stand-in that obeys this script.
  init(_ steps: String...) throws { try self.init(steps) }

  /// A stand-in in the mode that these variables choose.
  init(environment: [String: String]) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("fake-cli-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    // A test that fails must not leave a process for long.
    let own = ["FAKE_PID_FILE": folder.appendingPathComponent("pids").path, "FAKE_LIFETIME": "240"]
    self.environment = own.merging(environment) { $1 }
  }

  /// The built program: `FAKE_CLAUDE`, or what lies beside the test bundle in the build folder.
  static func path() throws -> String {
    if let path = ProcessInfo.processInfo.environment["FAKE_CLAUDE"] { return path }
    for argument in CommandLine.arguments {
      let path = URL(fileURLWithPath: argument).deletingLastPathComponent().appendingPathComponent("fake-claude").path
      if FileManager.default.isExecutableFile(atPath: path) { return path }
    }
    throw NotBuilt()
  }

  /// Options that run it, with a grace that keeps tests short.
  func options(_ change: (inout ClaudeAgentOptions) -> Void = { _ in }) throws -> ClaudeAgentOptions {
    var options = ClaudeAgentOptions()
    options.cliPath = try Self.path()
    options.environment = .only(environment)
    options.shutdownGrace = .milliseconds(300)
    change(&options)
    return options
  }

  /// The process ids it has written down: its own, then its grandchildren's.
  var pids: [pid_t] {
    let text = try? String(contentsOf: folder.appendingPathComponent("pids"), encoding: .utf8)
    return (text ?? "").split(separator: "\n").compactMap { pid_t($0) }
  }

  /// Whether nothing is left of its processes, zombies included.
  var isGone: Bool { pids.allSatisfy { kill($0, 0) != 0 && errno == ESRCH } }

  /// Waits until nothing is left of its processes; false when something still is after a long time.
  func untilGone(atLeast count: Int = 1) async -> Bool {
    await Eventually.holds { pids.count >= count && isGone }
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}

/// Waiting for something that happens elsewhere: asks again and again, for a time that only a failure uses up.
enum Eventually {
  static func holds(within limit: Duration = .seconds(60), _ condition: () async -> Bool) async -> Bool {
    let deadline = ContinuousClock.now + limit
    while ContinuousClock.now < deadline {
      if await condition() { return true }
      try? await Task.sleep(for: .milliseconds(5))
    }
    return await condition()
  }
}

/// Everything a run has yielded, and how it ended.
struct Outcome: Sendable {
  var messages: [Message] = []
  var error: ClaudeAgentError?
  var duration = Duration.zero

  /// Reads a run to its end.
  init(_ stream: MessageStream) async {
    let start = ContinuousClock.now
    do {
      for try await message in stream { messages.append(message) }
    } catch {
      self.error = error
    }
    duration = start.duration(to: .now)
  }

  var types: [String] { messages.map(\.type) }

  /// The texts of the assistant messages.
  var texts: [String] {
    messages.compactMap { if case .assistant(let reply) = $0 { reply.text } else { nil } }
  }

  var result: ResultMessage? {
    for case .result(let result) in messages.reversed() { return result }
    return nil
  }

  var malformed: [MalformedLine] {
    messages.compactMap { if case .malformed(let line) = $0 { line } else { nil } }
  }
}
