import Foundation

/// Runs the built tool and tells what it wrote and how it ended.
struct Tool {
  struct Outcome {
    var output: [UInt8]
    var errors: String
    /// The exit code, or minus the number of the signal that ended it.
    var status: Int32

    var text: String { String(decoding: output, as: UTF8.self) }
    var lines: [String] { text.split(separator: "\n").map(String.init) }

    /// Each line as JSON, or an empty object when it is none.
    var objects: [[String: Any]] {
      lines.map { (try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]) ?? [:] }
    }
  }

  struct NotBuilt: Error {
    let name: String
  }

  /// A program beside the test bundle in the build folder.
  static func program(_ name: String) throws -> String {
    for argument in CommandLine.arguments {
      let path = URL(fileURLWithPath: argument).deletingLastPathComponent().appending(path: name).path
      if FileManager.default.isExecutableFile(atPath: path) { return path }
    }
    throw NotBuilt(name: name)
  }

  /// The folder for the files of one run; also its home and its temporary folder.
  let folder: URL
  let process = Process()

  /// Prepares a run in an environment built from nothing.
  init(_ arguments: [String], environment: [String: String] = [:], input: [UInt8] = []) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "claude-agent-tests-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    process.executableURL = URL(fileURLWithPath: try Self.program("claude-agent"))
    process.arguments = arguments
    // A test that fails must not leave a process for long.
    process.environment = [
      "PATH": "/usr/bin:/bin", "HOME": folder.path, "TMPDIR": folder.path, "FAKE_LIFETIME": "120",
    ].merging(environment) { $1 }
    // Files, not pipes: nothing has to be read while it runs.
    process.standardInput = try file("input", holding: input)
    process.standardOutput = try file("output")
    process.standardError = try file("errors")
  }

  func file(_ name: String, holding bytes: [UInt8] = []) throws -> FileHandle {
    let url = folder.appending(path: name)
    try Data(bytes).write(to: url)
    return try FileHandle(forUpdating: url)
  }

  func contents(of name: String) -> [UInt8] {
    [UInt8]((try? Data(contentsOf: folder.appending(path: name))) ?? Data())
  }

  /// What is left of a simulation, if anything.
  var leftovers: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0.hasPrefix("claude-agent") }
  }

  func end() -> Outcome {
    process.waitUntilExit()
    return Outcome(
      output: contents(of: "output"), errors: String(decoding: contents(of: "errors"), as: UTF8.self),
      status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// Runs the tool and waits for its end.
  static func run(
    _ arguments: String..., environment: [String: String] = [:], input: [UInt8] = []
  ) async throws -> Outcome {
    try await onThread {
      let tool = try Tool(arguments, environment: environment, input: input)
      defer { tool.remove() }
      try tool.process.run()
      return tool.end()
    }
  }

  /// Asks a stand-in CLI that obeys a script.
  static func query(
    _ arguments: String..., script: String, environment: [String: String] = [:], input: String = ""
  ) async throws -> Outcome {
    try await onThread {
      let tool = try Tool(
        ["query", "--cli", try program("fake-claude")] + arguments,
        environment: environment.merging(["FAKE_SCRIPT_TEXT": script]) { $1 }, input: Array(input.utf8))
      defer { tool.remove() }
      try tool.process.run()
      return tool.end()
    }
  }

  /// Runs blocking code on a thread of its own.
  static func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
  }
}
