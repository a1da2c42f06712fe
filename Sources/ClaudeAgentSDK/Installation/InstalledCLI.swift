/// A CLI that `CLIInstaller` put in place.
public struct InstalledCLI: Hashable, Sendable {
  /// The path of this version's binary.
  public let path: String
  /// Its version.
  public let version: CLIVersion
  /// Its SHA-256, in lower-case hexadecimal.
  public let sha256: String
  /// The source's name for it, such as `claude-agent-sdk==0.2.187`.
  public let release: String
  /// True when this call fetched it, false when it was there already.
  public let isNew: Bool

  init(path: String, receipt: InstallationReceipt, isNew: Bool) {
    self.path = path
    version = receipt.version
    sha256 = receipt.sha256
    release = receipt.release
    self.isNew = isNew
  }
}
