import ClaudeAgentSDK
import Foundation
import RecordingSupport
import Testing

/// The reading of recorded conversations is cancelled at many places, each piece of them in a process of its own, whose
/// children, descriptors and threads can be counted.
@Suite(.serialized, .timeLimit(.minutes(10))) struct CancellationSweepTests {
  /// In how many processes the places are tried, and how many places there are.
  private static let (pieces, points) = (10, 500)

  @Test(arguments: 0..<pieces)
  func `a cancellation anywhere ends in time and leaves nothing behind`(piece: Int) async throws {
    let output = try await Self.probe("sweep", "\(Self.points)", "\(piece)/\(Self.pieces)")
    let report = try JSONValue(parsing: output)
    if WireCorpus.isBundled { #expect(report["points"]?.int == Self.points / Self.pieces, "\(report)") }
    #expect(report["faults"] == [], "\(report)")
    #expect(report["cancelled"]?.int ?? 0 > 0, "\(report)")
    #expect(report["zombies"] == 0, "\(report)")
    for key in ["children", "descriptors"] { #expect(report[key]?[0] == report[key]?[1], "\(key): \(report)") }
    // The runtime's pool takes another thread when the machine is busy.
    #expect((report["threads"]?[1]?.int ?? Int.max) - (report["threads"]?[0]?.int ?? 0) <= 4, "\(report)")
  }

  /// What the probe prints.
  private static func probe(_ arguments: String...) async throws -> String {
    let (process, pipe) = (Process(), Pipe())
    let path = try StandInPath.find("conversation-probe", variable: "CONVERSATION_PROBE")
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    // The probe leaves while threads of the library run: what they hold then is no leak, and it counts what runs leave.
    let own = ["ASAN_OPTIONS": "detect_leaks=0", "FAKE_CLAUDE": try StandInPath.find()]
    process.environment = ProcessInfo.processInfo.environment.merging(own) { $1 }
    process.standardOutput = pipe
    try process.run()
    let handle = pipe.fileHandleForReading
    let data = await withCheckedContinuation { done in
      Thread.detachNewThread { done.resume(returning: handle.readDataToEndOfFile()) }
    }
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
