internal import FastTransport

/// What finding and examining the CLI asks of the disk. Behind a protocol, so that tests need no disk and can show
/// faults that root never meets.
protocol FileProbe: Sendable {
  /// What is at a path, links followed; nil when nothing is.
  func kind(of path: String) -> FileStatus.Kind?
  /// Whether this process may run it.
  func isExecutable(_ path: String) -> Bool
  /// Whether this process may write to it.
  func isWritable(_ path: String) -> Bool
  /// Its first bytes; nil when it cannot be read.
  func head(of path: String, byteCount: Int) -> [UInt8]?
}

/// The real disk.
struct DiskProbe: FileProbe {
  func kind(of path: String) -> FileStatus.Kind? { FileSystem.status(of: path)?.kind }
  func isExecutable(_ path: String) -> Bool { FileSystem.isExecutable(path) }
  func isWritable(_ path: String) -> Bool { FileSystem.isWritable(path) }
  func head(of path: String, byteCount: Int) -> [UInt8]? { FileSystem.head(of: path, byteCount: byteCount) }
}

extension FileProbe {
  /// The first executable file of this name in the absolute folders of a `PATH`. Relative and empty entries would let
  /// the working directory choose the program, so they are not searched.
  func firstExecutable(_ name: String, on searchPath: String?) -> String? {
    for folder in (searchPath ?? "").split(separator: ":") where folder.hasPrefix("/") {
      let path = folder.hasSuffix("/") ? "\(folder)\(name)" : "\(folder)/\(name)"
      if kind(of: path) == .regular, isExecutable(path) { return path }
    }
    return nil
  }
}
