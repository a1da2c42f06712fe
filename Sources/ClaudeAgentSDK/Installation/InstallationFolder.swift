/// Where this library keeps the CLIs it installs.
///
///     FOLDER/2.1.330/claude     a binary; appears whole or not at all
///     FOLDER/2.1.330/receipt    what it is and what its hash was
///     FOLDER/current            a link to the version in use
///     FOLDER/.lock              held by whoever installs
///     FOLDER/.incoming-RANDOM   work in progress; rubbish when nobody holds the lock
struct InstallationFolder: Hashable, Sendable {
  let path: String

  init(path: String) {
    self.path = path
  }

  /// `$XDG_DATA_HOME/claude-agent-sdk-swift/cli`, by default below `~/.local/share`; nil without a home. As the XDG
  /// specification says, a relative `XDG_DATA_HOME` does not count.
  init?(environment: [String: String]) {
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
      path = data + "/claude-agent-sdk-swift/cli"
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      path = home + "/.local/share/claude-agent-sdk-swift/cli"
    } else {
      return nil
    }
  }

  var lock: String { path + "/.lock" }
  var current: String { path + "/current" }
  var currentBinary: String { current + "/claude" }
  static let incomingPrefix = ".incoming-"

  func folder(of version: CLIVersion) -> String { "\(path)/\(version)" }
  func binary(of version: CLIVersion) -> String { folder(of: version) + "/claude" }
  func receipt(of version: CLIVersion) -> String { folder(of: version) + "/receipt" }
}
