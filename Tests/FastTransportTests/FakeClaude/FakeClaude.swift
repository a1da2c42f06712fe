import Foundation

/// Runs the stand-in CLI and tells what it wrote and how it ended.
enum FakeClaude {
  struct Outcome {
    var output: String
    var errors: String
    /// The exit code, or minus the number of the signal that ended it.
    var status: Int32

    var lines: [String] { output.split(separator: "\n").map(String.init) }

    /// Each line as JSON, or an empty object when it is none.
    var objects: [[String: Any]] {
      lines.map { (try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]) ?? [:] }
    }

    var types: [String] { objects.map { $0["type"] as? String ?? "?" } }
  }

  struct NotBuilt: Error {}

  /// The built program: `FAKE_CLAUDE`, or what lies beside the test bundle in the build folder.
  static func path() throws -> String {
    if let path = ProcessInfo.processInfo.environment["FAKE_CLAUDE"] { return path }
    for argument in CommandLine.arguments {
      let path = URL(fileURLWithPath: argument).deletingLastPathComponent().appendingPathComponent("fake-claude").path
      if FileManager.default.isExecutableFile(atPath: path) { return path }
    }
    throw NotBuilt()
  }

  static let initialize =
    #"{"type":"control_request","request_id":"init-1","request":{"subtype":"initialize","hooks":null}}"#
  static let prompt = #"{"type": "user", "message": {"role": "user", "content": "hi"}}"#

  static func prepared(_ environment: [String: String], _ arguments: [String] = []) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try path())
    process.arguments = arguments
    // A test that fails must not leave a process for long.
    process.environment = ["FAKE_LIFETIME": "60"].merging(environment) { $1 }
    return process
  }

  /// Runs it with these lines as its whole input and waits for its end.
  static func run(
    _ environment: [String: String] = [:], arguments: [String] = [], input: [String] = []
  ) async throws -> Outcome {
    try await onThread {
      let folder = try Folder()
      defer { folder.remove() }
      let process = try prepared(environment, arguments)
      let lines = input.map { $0 + "\n" }.joined()
      process.standardInput = try folder.file("input", holding: lines)
      // Files, not pipes: nothing has to be read while it runs.
      process.standardOutput = try folder.file("output")
      process.standardError = try folder.file("errors")
      try process.run()
      process.waitUntilExit()
      return Outcome(
        output: try folder.text(of: "output"), errors: try folder.text(of: "errors"),
        status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus)
    }
  }

  /// Runs it with a script.
  static func obey(
    _ steps: String..., input: [String] = [], arguments: [String] = [], environment: [String: String] = [:]
  ) async throws -> Outcome {
    let script = ["FAKE_SCRIPT_TEXT": steps.joined(separator: "\n")]
    return try await run(environment.merging(script) { $1 }, arguments: arguments, input: input)
  }

  /// Runs blocking code on a thread of its own.
  static func onThread<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Swift.Result { try body() }) }
    }
  }

  /// A folder for the files of one test.
  struct Folder {
    let url: URL

    init() throws {
      url = FileManager.default.temporaryDirectory.appendingPathComponent("fake-claude-\(UUID())")
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    func file(_ name: String, holding text: String = "") throws -> FileHandle {
      try Data(text.utf8).write(to: url.appendingPathComponent(name))
      return try FileHandle(forUpdating: url.appendingPathComponent(name))
    }

    func text(of name: String) throws -> String {
      String(decoding: try Data(contentsOf: url.appendingPathComponent(name)), as: UTF8.self)
    }

    func remove() {
      try? FileManager.default.removeItem(at: url)
    }
  }
}

/// A stand-in that a test talks to while it runs. Every call blocks: use it inside `FakeClaude.onThread`.
final class RunningFake {
  let process: Process
  private let input = Pipe()
  private let output = Pipe()
  private var unread = Data()

  init(_ environment: [String: String], arguments: [String] = [], errors: FileHandle? = nil) throws {
    process = try FakeClaude.prepared(environment, arguments)
    process.standardInput = input
    process.standardOutput = output
    if let errors { process.standardError = errors }
    try process.run()
  }

  func send(_ line: String) {
    input.fileHandleForWriting.write(Data((line + "\n").utf8))
  }

  func endInput() throws {
    try input.fileHandleForWriting.close()
  }

  /// The next line of output; nil when the output ended.
  func line() -> String? {
    while true {
      if let newline = unread.firstIndex(of: 0x0A) {
        let line = String(decoding: unread[unread.startIndex..<newline], as: UTF8.self)
        unread = unread[(newline + 1)...]
        return line
      }
      let more = output.fileHandleForReading.availableData
      if more.isEmpty { return nil }
      unread += more
    }
  }

  func status() -> Int32 {
    process.waitUntilExit()
    return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
  }
}
