import Foundation
import RecordingSupport

/// The stand-in CLI, run on a recording with the host's own recorded lines.
struct StandIn {
  struct NotBuilt: Error {}

  struct Outcome {
    var output: [UInt8]
    var errors: [UInt8]
    /// The exit code, or minus the number of the signal that ended it.
    var status: Int32
    /// What it kept of its input.
    var kept: [UInt8]
  }

  /// What happened in a recorded run, as far as its host took part in it.
  private let timeline: [(direction: String, isEnd: Bool, signal: Int32?)]
  /// The lines that the recorded host wrote to a process that was there to read them, with their newlines.
  let hostLines: [[UInt8]]
  private let run: WireRun

  init(_ run: WireRun) throws {
    self.run = run
    timeline = try run.lines("timeline.ndjson").map { line in
      let entry = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any] ?? [:]
      return (entry["dir"] as? String ?? "", entry["eof"] != nil, (entry["signal"] as? Int).map(Int32.init))
    }
    let count = timeline.prefix { $0.direction != "exit" }.count { $0.direction == "in" && !$0.isEnd }
    var lines: [[UInt8]] = []
    for byte in try run.bytes("stdin.ndjson") {
      if lines.last?.last ?? 0x0A == 0x0A { lines.append([]) }
      lines[lines.count - 1].append(byte)
    }
    hostLines = Array(lines.prefix(count))
  }

  /// Feeds it the recorded lines at once, ends its input where the recorded host did, sends the recorded signals when
  /// what was written before them has come, and reads to its end.
  func fed() async throws -> Outcome {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try feed() }) }
    }
  }

  private func feed() throws -> Outcome {
    let folder = FileManager.default.temporaryDirectory.appending(path: "stand-in-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let recording = folder.appending(path: "run")
    try run.materialize(at: recording)
    let (errors, kept) = (folder.appending(path: "errors"), folder.appending(path: "kept"))
    try Data().write(to: errors)

    let process = Process()
    process.executableURL = URL(fileURLWithPath: try Self.path())
    process.environment = [
      "FAKE_REPLAY": recording.path, "FAKE_REPLAY_GATE": "1", "FAKE_REPLAY_INPUT": kept.path, "FAKE_LIFETIME": "60",
    ]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    let writer = input.fileHandleForWriting
    for line in hostLines { try writer.write(contentsOf: Data(line)) }
    if timeline.contains(where: { $0.direction == "in" && $0.isEnd }) { try writer.close() }
    let bytes = try read(output.fileHandleForReading, signalling: process)
    process.waitUntilExit()
    return Outcome(
      output: bytes, errors: Array(try Data(contentsOf: errors)),
      status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
      kept: Array((try? Data(contentsOf: kept)) ?? Data()))
  }

  /// Everything it writes. Each recorded signal is sent after as many lines as came before it in the recording.
  private func read(_ reader: FileHandle, signalling process: Process) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var lineCount = 0
    var due = signals[...]
    while true {
      while let next = due.first, next.after <= lineCount {
        kill(process.processIdentifier, next.signal)
        due.removeFirst()
      }
      let more = reader.availableData
      if more.isEmpty { return bytes }
      lineCount += more.count(where: { $0 == 0x0A })
      bytes += more
    }
  }

  private var signals: [(signal: Int32, after: Int)] {
    var lineCount = 0
    var signals: [(signal: Int32, after: Int)] = []
    for entry in timeline {
      if entry.direction == "out", !entry.isEnd { lineCount += 1 }
      if entry.direction == "sig", let signal = entry.signal { signals.append((signal, lineCount)) }
    }
    return signals
  }

  /// The built program: `FAKE_CLAUDE`, or what lies beside the tests.
  private static func path() throws -> String {
    if let path = ProcessInfo.processInfo.environment["FAKE_CLAUDE"] { return path }
    for argument in CommandLine.arguments {
      let path = URL(fileURLWithPath: argument).deletingLastPathComponent().appending(path: "fake-claude").path
      if FileManager.default.isExecutableFile(atPath: path) { return path }
    }
    throw NotBuilt()
  }
}
