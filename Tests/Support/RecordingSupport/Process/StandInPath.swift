private import Foundation

/// Where the stand-in CLI is.
package enum StandInPath {
  package struct NotBuilt: Error {}

  /// `FAKE_CLAUDE`, or what lies beside this program or its tests.
  package static func find() throws -> String { try find("fake-claude", variable: "FAKE_CLAUDE") }

  /// A built program: what the variable names, or what lies beside this program or its tests.
  package static func find(_ name: String, variable: String) throws -> String {
    if let path = ProcessInfo.processInfo.environment[variable], !path.isEmpty { return path }
    for argument in CommandLine.arguments {
      let path = URL(fileURLWithPath: argument).deletingLastPathComponent().appending(path: name).path
      if FileManager.default.isExecutableFile(atPath: path) { return path }
    }
    throw NotBuilt()
  }
}
