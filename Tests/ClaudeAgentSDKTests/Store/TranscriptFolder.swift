import FastTransport
import Foundation

@testable import ClaudeAgentSDK

/// A configuration folder with transcripts that a test writes.
struct TranscriptFolder {
  let path: String

  init() throws {
    path = FileSystem.resolved(NSTemporaryDirectory()) + "/transcripts-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path + "/projects", withIntermediateDirectories: true)
  }

  var library: SessionLibrary {
    SessionLibrary(configurationDirectory: path, environment: ["PATH": "/usr/bin:/bin"], ChildRunner())
  }

  /// Writes a session of a project.
  ///
  /// - Parameter modified: Seconds since 1970.
  @discardableResult
  func write(
    id: String = UUID().uuidString.lowercased(), project: String = "/srv/one", modified: Int? = nil,
    _ lines: String...
  ) throws -> String {
    let folder = "\(path)/projects/\(ProjectKey.name(of: project))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let file = "\(folder)/\(id).jsonl"
    try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: URL(fileURLWithPath: file))
    if let modified {
      let date = Date(timeIntervalSince1970: Double(modified))
      try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: file)
    }
    return id
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }
}

/// A line of a transcript.
func userLine(_ text: String, _ more: String = "") -> String {
  #"{"type":"user","message":{"role":"user","content":"\#(text)"}\#(more)}"#
}
