/// How far an installation is.
public struct InstallationProgress: Hashable, Sendable {
  /// What is being done.
  public enum Phase: String, Hashable, Sendable, CaseIterable {
    /// Another process installs; waiting for its end.
    case waiting
    /// The download runs.
    case downloading
    /// The binary is taken out of the download.
    case unpacking
    /// The binary's SHA-256 is computed.
    case verifying
    /// The binary is moved to its place.
    case placing
  }

  /// What is being done.
  public let phase: Phase
  /// Bytes done in this phase.
  public let completedByteCount: Int
  /// Bytes to do in this phase; nil when nobody knows.
  public let totalByteCount: Int?

  /// Makes a report of progress.
  ///
  /// - Parameters:
  ///   - phase: What is being done.
  ///   - completedByteCount: Bytes done in this phase.
  ///   - totalByteCount: Bytes to do in this phase; nil when nobody knows.
  public init(_ phase: Phase, completedByteCount: Int = 0, totalByteCount: Int? = nil) {
    self.phase = phase
    self.completedByteCount = completedByteCount
    self.totalByteCount = totalByteCount
  }

  /// From 0 to 1; nil when the total is not known.
  public var fraction: Double? {
    guard let totalByteCount, totalByteCount > 0 else { return nil }
    return min(1, Double(completedByteCount) / Double(totalByteCount))
  }
}
