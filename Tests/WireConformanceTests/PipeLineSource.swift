import FastTransport
import Foundation
import RecordingSupport

@testable import ClaudeAgentSDK

/// The way of a real run: a stand-in CLI that plays the recording, its pipe, framing, views, messages.
///
/// Every line comes through, those of the control protocol too; the stand-in waits for no answers.
struct PipeLineSource: LineSource {
  struct Fault: Error {
    let reason: String
  }

  func messages(of run: WireRun) async throws -> [Message] {
    let copy = try Copy(of: run)
    let group = try LoopGroup.shared()
    let loop = group.acquire()
    defer { group.release(loop) }
    let classifier = LineClassifier(names: MessageKind.wireNames, routed: [])
    let inbox = FrameInbox(loop: loop, classifier: classifier, sink: nil)
    let command = ProcessCommand(
      executable: try Self.standIn(), environment: ["FAKE_REPLAY": copy.folder.path, "FAKE_REPLAY_IDS": "none"])
    let transport = ProcessTransport(command, grace: .seconds(5), stderrHandler: nil, observer: nil)
    try await transport.start(delivering: TransportInbox(frames: inbox) { _ in })
    transport.endInput()
    guard let stream = inbox.takeStream() else { throw Fault(reason: "the frames are taken already") }
    var messages: [Message] = []
    while let batch = await stream.nextBatch() {
      for index in 0..<batch.count {
        if let frame = batch.frame(at: index) {
          messages.append(Message(node: frame.node, kind: MessageKind(rawValue: frame.tag)))
        } else if let fault = batch.fault(at: index) {
          messages.append(.malformed(MalformedLine(fault)))
        }
      }
    }
    await transport.close()
    return messages
  }

  /// The run as files, gone with the value. A run without templates is read where it is.
  private final class Copy {
    let folder: URL
    private let isOwn: Bool

    init(of run: WireRun) throws {
      isOwn = WireCorpus.names(in: run.folder).contains { $0.hasSuffix(".template") }
      folder = isOwn ? FileManager.default.temporaryDirectory.appending(path: "wire-\(UUID())") : run.folder
      if isOwn { try run.materialize(at: folder) }
    }

    deinit {
      if isOwn { try? FileManager.default.removeItem(at: folder) }
    }
  }

  /// The built stand-in: `FAKE_CLAUDE`, or what lies beside the tests.
  private static func standIn() throws -> String {
    if let path = ProcessInfo.processInfo.environment["FAKE_CLAUDE"] { return path }
    for argument in Swift.CommandLine.arguments {
      let path = URL(fileURLWithPath: argument).deletingLastPathComponent().appending(path: "fake-claude").path
      if FileManager.default.isExecutableFile(atPath: path) { return path }
    }
    throw Fault(reason: "there is no fake-claude beside the tests")
  }
}
