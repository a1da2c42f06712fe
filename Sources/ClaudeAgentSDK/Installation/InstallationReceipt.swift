/// What was installed, in a small file beside it: lines of a key, a blank and a value.
///
/// Size and time tell that the binary is the one that was verified, without hashing 380 MB again.
struct InstallationReceipt: Hashable, Sendable {
  let release: String
  let version: CLIVersion
  let sha256: String
  let byteCount: Int
  /// The binary's time of change, in nanoseconds since 1970.
  let modified: Int

  /// No receipt is longer; a longer file is not one.
  static let longest = 4096

  init(release: String, version: CLIVersion, sha256: String, byteCount: Int, modified: Int) {
    self.release = release
    self.version = version
    self.sha256 = sha256
    self.byteCount = byteCount
    self.modified = modified
  }

  /// Reads a receipt; nil for anything that is not one.
  init?(_ bytes: [UInt8]) {
    var values: [Substring: Substring] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      guard let blank = line.firstIndex(of: " ") else { return nil }
      values[line[..<blank]] = line[line.index(after: blank)...]
    }
    guard let release = values["release"], let version = values["version"].flatMap({ CLIVersion($0) }),
      let sha256 = values["sha256"], DownloadChecksum.isWellFormed(String(sha256)),
      let byteCount = values["bytes"].flatMap({ Int($0) }), let modified = values["modified"].flatMap({ Int($0) })
    else { return nil }
    self.init(
      release: String(release), version: version, sha256: String(sha256), byteCount: byteCount, modified: modified)
  }

  var bytes: [UInt8] {
    Array("release \(release)\nversion \(version)\nsha256 \(sha256)\nbytes \(byteCount)\nmodified \(modified)\n".utf8)
  }
}
