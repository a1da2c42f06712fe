package import Foundation

/// The recordings of the real CLI: a folder for each scenario, in it one for each process.
///
///     Fixtures/wire/simple_query/meta.json, sdk.ndjson
///                               run1/argv.json, stdin.ndjson, stdout.ndjson, expected.ndjson, …
///
/// `CLAUDE_AGENT_WIRE_CORPUS` names another folder of this layout.
package enum WireCorpus {
  package static let root: URL = {
    if let path = ProcessInfo.processInfo.environment["CLAUDE_AGENT_WIRE_CORPUS"], !path.isEmpty {
      return URL(fileURLWithPath: path, isDirectory: true)
    }
    return bundled
  }()

  /// The recordings of this repository.
  package static let bundled = URL(fileURLWithPath: #filePath).appending(path: "../../../../Fixtures/wire").standardized

  package static let isBundled = root == bundled

  package static let recordings: [WireRecording] = {
    names(in: root).filter { !names(in: root.appending(path: $0)).filter(isRun).isEmpty }
      .map { WireRecording(name: $0, folder: root.appending(path: $0)) }
  }()

  package static func names(in folder: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  package static func isRun(_ name: String) -> Bool {
    name.hasPrefix("run") && name.count > 3 && name.dropFirst(3).allSatisfy(\.isNumber)
  }
}

/// One scenario.
package struct WireRecording: Sendable, CustomStringConvertible {
  package let name: String
  package let folder: URL

  package var description: String { name }

  /// The processes, in the order they were started.
  package var runs: [WireRun] {
    WireCorpus.names(in: folder).filter(WireCorpus.isRun).sorted { Int($0.dropFirst(3))! < Int($1.dropFirst(3))! }
      .map { WireRun(name: "\(name)/\($0)", folder: folder.appending(path: $0)) }
  }
}

/// One process of a scenario.
package struct WireRun: Sendable {
  package let name: String
  package let folder: URL

  /// The bytes of a file; a template is expanded.
  package func bytes(_ file: String) throws -> [UInt8] {
    let url = folder.appending(path: file)
    if let data = try? Data(contentsOf: url) { return [UInt8](data) }
    let template = try Data(contentsOf: folder.appending(path: file + ".template"))
    return try WireTemplate([UInt8](template)).expanded()
  }

  package func lines(_ file: String) throws -> [[UInt8]] {
    try bytes(file).split(separator: UInt8(ascii: "\n")).map(Array.init)
  }

  /// Writes the run, templates expanded, to a folder, for programs that read recordings.
  package func materialize(at target: URL) throws {
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    for name in WireCorpus.names(in: folder) {
      let file = name.hasSuffix(".template") ? String(name.dropLast(9)) : name
      try Data(bytes(file)).write(to: target.appending(path: file))
    }
  }
}
