/// What ``Doctor`` saw.
public struct DoctorReport: Hashable, Sendable, CustomStringConvertible {
  /// Where the CLI is; nil when none was found.
  public let location: CLILocation?
  /// The CLI's version; nil when it was not learnt.
  public let version: CLIVersion?
  /// What is wrong; empty when nothing is.
  public let findings: [Finding]

  init(location: CLILocation?, version: CLIVersion?, findings: [Finding]) {
    self.location = location
    self.version = version
    self.findings = findings
  }

  /// True when nothing found keeps the CLI from working; there may be warnings.
  public var isHealthy: Bool { !findings.contains { $0.severity == .fault } }

  /// Text for people, several lines long, without a line break at its end.
  public var description: String {
    var lines = ["CLI: \(location?.description ?? "not found")", "version: \(version?.description ?? "not known")"]
    lines += findings.map(\.description)
    lines.append(findings.isEmpty ? "no findings" : "findings: \(findings.count)")
    return lines.joined(separator: "\n")
  }

  /// The same for programs: `{"cli": {"path", "origin"} or null, "version": string or null, "healthy": bool,
  /// "findings": [{"id", "severity", "fault", "remedy"}]}`.
  public var json: JSONValue {
    [
      "cli": location.map { ["path": .string($0.path), "origin": .string($0.origin.rawValue)] } ?? .null,
      "version": version.map { .string("\($0)") } ?? .null,
      "healthy": .bool(isHealthy),
      "findings": .array(
        findings.map {
          [
            "id": .string($0.id.rawValue), "severity": .string($0.severity.rawValue), "fault": .string($0.fault),
            "remedy": .string($0.remedy),
          ]
        }),
    ]
  }
}
