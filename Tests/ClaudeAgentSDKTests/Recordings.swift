import ClaudeAgentSDK
import Foundation

/// What the recordings of the real CLI hold, as far as the tests of this target need it.
enum Recordings {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/wire")

  /// One control request of a recording.
  struct Request: Sendable, CustomStringConvertible {
    /// The folders it is in, such as `hook_pre_allow/run1`.
    let run: String
    /// Its `request`.
    let request: JSONValue

    var description: String { run }
  }

  /// The control requests of a subtype that the CLI has written.
  static func requests(_ subtype: String) -> [Request] { requests(subtype, in: "stdout.ndjson") }

  /// The control requests of a subtype that the official SDK has written.
  static func sentRequests(_ subtype: String) -> [Request] { requests(subtype, in: "stdin.ndjson") }

  /// What the caller of the official SDK noted under a name.
  static func notes(_ event: String) -> [JSONValue] {
    names(in: root).flatMap { lines(root.appending(path: $0).appending(path: "sdk.ndjson"), containing: event) }
      .filter { $0["event"]?.string == event }
  }

  private static func requests(_ subtype: String, in file: String) -> [Request] {
    names(in: root).flatMap { scenario in
      names(in: root.appending(path: scenario)).filter { $0.hasPrefix("run") }.flatMap { run in
        lines(root.appending(path: scenario).appending(path: run).appending(path: file), containing: subtype)
          .compactMap { line -> Request? in
            guard line["type"] == "control_request", let request = line["request"],
              request["subtype"]?.string == subtype
            else { return nil }
            return Request(run: "\(scenario)/\(run)", request: request)
          }
      }
    }
  }

  private static func lines(_ file: URL, containing word: String) -> [JSONValue] {
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").filter { $0.contains(word) }.compactMap { try? JSONValue(parsing: String($0)) }
  }

  private static func names(in folder: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }
}
