import Foundation
import Testing

/// The recordings of the real CLI: a folder for each scenario, in it one for each process.
///
///     Fixtures/wire/simple_query/meta.json, sdk.ndjson
///                               run1/argv.json, stdin.ndjson, stdout.ndjson, expected.ndjson, …
///
/// `CLAUDE_AGENT_WIRE_CORPUS` names another folder of this layout.
enum WireCorpus {
  static let root: URL = {
    if let path = ProcessInfo.processInfo.environment["CLAUDE_AGENT_WIRE_CORPUS"], !path.isEmpty {
      return URL(fileURLWithPath: path, isDirectory: true)
    }
    return bundled
  }()

  /// The recordings of this repository.
  static let bundled = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/wire")

  static let isBundled = root == bundled

  static let recordings: [WireRecording] = {
    names(in: root).filter { !names(in: root.appending(path: $0)).filter(isRun).isEmpty }
      .map { WireRecording(name: $0, folder: root.appending(path: $0)) }
  }()

  static func names(in folder: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  static func isRun(_ name: String) -> Bool {
    name.hasPrefix("run") && name.count > 3 && name.dropFirst(3).allSatisfy(\.isNumber)
  }
}

/// One scenario.
struct WireRecording: Sendable, CustomTestStringConvertible {
  let name: String
  let folder: URL

  var testDescription: String { name }

  /// The processes, in the order they were started.
  var runs: [WireRun] {
    WireCorpus.names(in: folder).filter(WireCorpus.isRun).sorted { Int($0.dropFirst(3))! < Int($1.dropFirst(3))! }
      .map { WireRun(name: "\(name)/\($0)", folder: folder.appending(path: $0)) }
  }
}

/// One process of a scenario.
struct WireRun: Sendable {
  let name: String
  let folder: URL

  /// The bytes of a file; a template is expanded.
  func bytes(_ file: String) throws -> [UInt8] {
    let url = folder.appending(path: file)
    if let data = try? Data(contentsOf: url) { return [UInt8](data) }
    let template = try Data(contentsOf: folder.appending(path: file + ".template"))
    return try WireTemplate([UInt8](template)).expanded()
  }

  func lines(_ file: String) throws -> [[UInt8]] {
    try bytes(file).split(separator: UInt8(ascii: "\n")).map(Array.init)
  }

  /// Writes the run, templates expanded, to a folder, for programs that read recordings.
  func materialize(at target: URL) throws {
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    for name in WireCorpus.names(in: folder) {
      let file = name.hasSuffix(".template") ? String(name.dropLast(9)) : name
      try Data(bytes(file)).write(to: target.appending(path: file))
    }
  }
}
