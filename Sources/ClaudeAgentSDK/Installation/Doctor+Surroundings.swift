internal import FastTransport

/// What the CLI finds around it: folders, limits, the user.
extension Doctor {
  /// Fewer descriptors than this run out with a few dozen sessions.
  static let lowDescriptorLimit = 1024

  func examineSurroundings() -> [Finding] {
    examineFolders() + examineLimits()
  }

  private func examineFolders() -> [Finding] {
    var findings: [Finding] = []
    let environment = subject.environment
    let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 }
    if let home {
      if let place = notWritable(home) {
        findings.append(
          Finding(
            .homeNotWritable, .warning, fault: "The home folder \(place) cannot be written to.",
            remedy: "Set HOME to a folder of this user's own."))
      }
    } else {
      findings.append(
        Finding(
          .homeNotSet, .warning, fault: "HOME is not set, so the CLI has no place for its configuration.",
          remedy: "Set HOME, or CLAUDE_CONFIG_DIR, to a folder of this user's own."))
    }
    let configuration =
      environment["CLAUDE_CONFIG_DIR"].flatMap { $0.isEmpty ? nil : $0 } ?? home.map { $0 + "/.claude" }
    if let configuration, let place = notWritable(configuration) {
      findings.append(
        Finding(
          .configurationNotWritable, .fault, fault: "The CLI's configuration folder \(place) cannot be written to.",
          remedy: "Make it writable for this user, or set CLAUDE_CONFIG_DIR to one that is."))
    }
    let temporary = environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    if files.kind(of: temporary) != .directory || !files.isWritable(temporary) {
      findings.append(
        Finding(
          .temporaryNotWritable, .fault, fault: "The folder for temporary files \(temporary) cannot be written to.",
          remedy: "Make it, or set TMPDIR to a folder that can be."))
    }
    return findings
  }

  /// The folder itself when it cannot be written to; the one above it, and so on, when it is not there yet and cannot be
  /// made; nil when all is well.
  private func notWritable(_ path: String) -> String? {
    var place = path[...]
    while true {
      switch files.kind(of: String(place)) {
      case .directory: return files.isWritable(String(place)) ? nil : String(place)
      case .regular, .symbolicLink, .other: return String(place)
      case nil:
        guard let slash = place.lastIndex(of: "/"), place != "/" else { return path }
        place = slash == place.startIndex ? "/" : place[..<slash]
      }
    }
  }

  private func examineLimits() -> [Finding] {
    var findings: [Finding] = []
    if let limit = host.openFileLimit, limit < Self.lowDescriptorLimit {
      findings.append(
        Finding(
          .descriptorLimitLow, .warning,
          fault: "This process may have only \(limit) files open; a session takes about four.",
          remedy: "Raise the limit: `ulimit -n 4096`, or LimitNOFILE in a systemd unit."))
    }
    if subject.bypassesPermissions, host.userID == 0 {
      findings.append(
        Finding(
          .rootWithBypass, .fault, fault: "The CLI refuses to bypass permissions when it is run by root.",
          remedy: "Run as another user, or use another permission mode."))
    }
    if files.kind(of: "/bin/sh") == nil || !files.isExecutable("/bin/sh") {
      findings.append(
        Finding(
          .shellMissing, .warning,
          fault: "There is no /bin/sh, so nobody ends the CLI's children when this process is killed.",
          remedy: "Install a shell at /bin/sh (dash on Debian)."))
    }
    return findings
  }
}
