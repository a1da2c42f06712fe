/// One thing that is wrong, or may become so: what, and what to do about it.
public struct Finding: Hashable, Sendable, CustomStringConvertible {
  /// How bad it is.
  public enum Severity: String, Hashable, Sendable, CaseIterable {
    /// The CLI cannot be used like this.
    case fault
    /// It can, but something will not work or is likely to fail later.
    case warning
  }

  /// What is wrong, as a stable name to look up or to switch on.
  public struct ID: Hashable, Sendable, RawRepresentable, CustomStringConvertible {
    /// The name, such as `cli-not-found`.
    public let rawValue: String

    /// Makes an identifier.
    ///
    /// - Parameter rawValue: The name.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// The name.
    public var description: String { rawValue }
  }

  /// What is wrong, as a stable name.
  public let id: ID
  /// How bad it is.
  public let severity: Severity
  /// What is wrong, in a sentence.
  public let fault: String
  /// What to do about it, in a sentence.
  public let remedy: String

  init(_ id: ID, _ severity: Severity, fault: String, remedy: String) {
    self.id = id
    self.severity = severity
    self.fault = fault
    self.remedy = remedy
  }

  /// Two lines of text for people.
  public var description: String { "\(severity.rawValue) \(id): \(fault)\n  remedy: \(remedy)" }
}

extension Finding.ID {
  /// No CLI was found in any of the usual places.
  public static let cliNotFound = Self(rawValue: "cli-not-found")
  /// The place that the user named holds nothing.
  public static let cliMissing = Self(rawValue: "cli-missing")
  /// The place that the user named holds something other than a file.
  public static let cliNotAFile = Self(rawValue: "cli-not-a-file")
  /// The file may not be run.
  public static let cliNotExecutable = Self(rawValue: "cli-not-executable")
  /// The file is a program for another kind of machine.
  public static let cliWrongArchitecture = Self(rawValue: "cli-wrong-architecture")
  /// The program that must start the file is not there: the dynamic loader, or a script's interpreter.
  public static let cliInterpreterMissing = Self(rawValue: "cli-interpreter-missing")
  /// A shared library of the CLI is not there.
  public static let cliLibraryMissing = Self(rawValue: "cli-library-missing")
  /// The CLI does not start, or ends with an error when it is asked for its version.
  public static let cliDoesNotRun = Self(rawValue: "cli-does-not-run")
  /// The CLI runs, but does not say its version.
  public static let cliVersionUnknown = Self(rawValue: "cli-version-unknown")
  /// The CLI is older than the oldest one this library speaks to.
  public static let cliTooOld = Self(rawValue: "cli-too-old")
  /// The CLI is of a later generation than the one this library is tested against.
  public static let cliUntested = Self(rawValue: "cli-untested")
  /// There is no home folder.
  public static let homeNotSet = Self(rawValue: "home-not-set")
  /// The home folder cannot be written to.
  public static let homeNotWritable = Self(rawValue: "home-not-writable")
  /// The CLI's configuration folder cannot be written to.
  public static let configurationNotWritable = Self(rawValue: "configuration-not-writable")
  /// The folder for temporary files cannot be written to.
  public static let temporaryNotWritable = Self(rawValue: "temporary-not-writable")
  /// This process may have few files open at once.
  public static let descriptorLimitLow = Self(rawValue: "descriptor-limit-low")
  /// The CLI refuses to bypass permissions for root.
  public static let rootWithBypass = Self(rawValue: "root-with-bypass")
  /// There is no `/bin/sh`, which the process that cleans up after a killed host needs.
  public static let shellMissing = Self(rawValue: "shell-missing")
}
