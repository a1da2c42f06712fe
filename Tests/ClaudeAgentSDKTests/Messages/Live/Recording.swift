import ClaudeAgentSDK
import Foundation

/// Messages that the real CLI has written.
enum Recording {
  struct Missing: Error { let path: String }

  private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../Fixtures").standardized

  /// One process of a recorded scenario.
  static func messages(_ scenario: String, run: Int = 1) throws -> [Message] {
    try messages(at: "wire/\(scenario)/run\(run)/stdout.ndjson")
  }

  /// The lines of a file below the fixtures.
  static func messages(at path: String) throws -> [Message] {
    guard let text = try? String(contentsOf: fixtures.appending(path: path), encoding: .utf8) else {
      throw Missing(path: path)
    }
    return text.split(separator: "\n").compactMap { JSONView(copying: $0.utf8).map(Message.init(json:)) }
  }

  /// Every recorded process, as paths below the fixtures. Long recordings, which are kept as templates, are left out.
  static let all: [String] = {
    let folder = fixtures.appending(path: "wire")
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix("/stdout.ndjson") }.map { "wire/\($0)" }.sorted()
  }()
}

extension Message {
  /// A message that a test has made up.
  init(test text: String) throws {
    self.init(json: try JSONView.test(text))
  }
}

extension JSONView {
  struct NoMemory: Error {}

  static func test(_ text: String) throws -> JSONView {
    guard let view = JSONView(copying: text) else { throw NoMemory() }
    return view
  }
}
