import Foundation
import RecordingSupport
import Testing

@testable import ClaudeAgentSDK

/// One start of the CLI by the official SDK: the options it was given, and what it made of them.
struct RecordedStart: CustomTestStringConvertible, Sendable {
  let name: String
  let options: JSONObject
  let callables: [String]
  let arguments: [String]
  let environment: [String: String]
  let directory: String
  let initialize: JSONObject?

  var testDescription: String { name }

  /// Every recorded start; the file's first line says where they come from.
  static let all: [RecordedStart] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/argv/recordings.ndjson")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").dropFirst().compactMap { line in
      guard let json = try? JSONValue(parsing: String(line)) else { return nil }
      return RecordedStart(json)
    }
  }()

  private init?(_ json: JSONValue) {
    guard let name = json["recording"]?.string, let options = json["options"]?.object,
      let arguments = json["argv"]?.strings, let environment = json["env"]?.object, let cwd = json["cwd"]?.string
    else { return nil }
    self.name = name
    self.options = options
    self.arguments = arguments
    self.environment = Dictionary(uniqueKeysWithValues: environment.map { ($0.key, $0.value.string ?? "") })
    callables = json["callables"]?.strings ?? []
    directory = cwd
    initialize = json["initialize"]?.object
  }

  /// What the host served then.
  var host: HostCapabilities {
    var host = HostCapabilities()
    host.hooks = initialize?["hooks"]?.object ?? [:]
    host.answersPermissions = callables.contains("can_use_tool")
    host.mirrorsSession = options["session_store"] != nil
    return host
  }
}

extension ClaudeAgentOptions {
  /// The options of a recorded start; a key that is not known is a failure of the test.
  init(_ recorded: RecordedStart) {
    var unknown: [String] = []
    self.init(recorded: recorded.options, unknown: &unknown)
    workingDirectory = recorded.directory
    for key in unknown { Issue.record("no option for \(key)") }
  }
}
