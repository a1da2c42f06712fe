#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#elseif canImport(Darwin)
  private import Darwin
#endif

/// The file system's calls, one to a function, with typed errors.
///
/// This room is where the SDK meets the C library for anything that is a path. The calls block, as files do; whoever
/// reads much does it off the loops. A path with a NUL byte inside is cut there by C, so it is refused.
package enum FileSystem {
  /// What is at a path, links followed; nil when nothing is, or when it may not be seen.
  package static func status(of path: String) -> FileStatus? {
    var status = stat()
    // Safe: the path is copied for the call, and `status` lives through it.
    guard !hasNul(path), unsafe stat(path, &status) == 0 else { return nil }
    return FileStatus(status)
  }

  /// What is at a path, a link taken for itself.
  package static func linkStatus(of path: String) -> FileStatus? {
    var status = stat()
    // Safe: as above.
    guard !hasNul(path), unsafe lstat(path, &status) == 0 else { return nil }
    return FileStatus(status)
  }

  /// What is open under a descriptor; nil when nothing is.
  static func status(of descriptor: Int32) -> FileStatus? {
    var status = stat()
    // Safe: `status` lives through the call.
    return unsafe fstat(descriptor, &status) == 0 ? FileStatus(status) : nil
  }

  /// Whether this process may run the file, by its effective user.
  package static func isExecutable(_ path: String) -> Bool { mayAccess(path, X_OK) }

  /// Whether this process may write to the file, or make files in the directory, by its effective user.
  package static func isWritable(_ path: String) -> Bool { mayAccess(path, W_OK) }

  private static func mayAccess(_ path: String, _ mode: Int32) -> Bool {
    // Safe: the path is copied for the call.
    guard !hasNul(path), unsafe faccessat(AT_FDCWD, path, mode, AT_EACCESS) == 0 else { return false }
    return true
  }

  /// Makes a directory and those above it. Those that are there stay as they are.
  package static func makeDirectories(_ path: String, mode: UInt32 = 0o755) throws(TransportError) {
    if status(of: path)?.kind == .directory { return }
    if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
      try makeDirectories(String(path[..<slash]), mode: mode)
    }
    // Safe: the path is copied for the call.
    guard try unsafe mkdir(checked(path, "mkdir"), mode_t(mode)) != 0 else { return }
    let number = errno
    // Another process may have been faster.
    guard number == EEXIST, status(of: path)?.kind == .directory else { throw failure(number, "mkdir", path) }
  }

  /// Makes a new directory that only this user may enter; its name is the prefix and six characters that nobody has.
  package static func makeTemporaryDirectory(prefix: String) throws(TransportError) -> String {
    var template = Array(try checked(prefix + String(repeating: "X", count: 6), "mkdtemp").utf8CString)
    // Safe: the array is ours and ends with a NUL; mkdtemp changes its characters in place.
    guard unsafe mkdtemp(&template) != nil else {
      throw failure(errno, "mkdtemp", prefix)
    }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The names in a directory, sorted, without `.` and `..`.
  package static func names(in path: String) throws(TransportError) -> [String] {
    // Safe: the path is copied; the stream is closed below and nowhere else.
    guard let stream = try unsafe opendir(checked(path, "opendir")) else { throw failure(errno, "opendir", path) }
    defer { _ = unsafe closedir(stream) }
    var names: [String] = []
    // Safe: an entry is valid until the next readdir on the stream; its name is copied before that.
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        unsafe tuple.withMemoryRebound(to: CChar.self, capacity: 1) { unsafe String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Moves a file over whatever is at the new path, in one step: nobody ever sees half of it.
  package static func rename(_ path: String, to newPath: String) throws(TransportError) {
    // Safe: both paths are copied for the call.
    guard try unsafe renameat(AT_FDCWD, checked(path, "rename"), AT_FDCWD, checked(newPath, "rename")) == 0
    else { throw failure(errno, "rename", newPath) }
  }

  /// Makes a symbolic link, over whatever is at its path, in one step.
  package static func link(_ path: String, to destination: String) throws(TransportError) {
    let temporary = path + ".new"
    try remove(temporary)
    // Safe: both strings are copied for the call.
    guard try unsafe symlink(checked(destination, "symlink"), checked(temporary, "symlink")) == 0 else {
      throw failure(errno, "symlink", path)
    }
    try rename(temporary, to: path)
  }

  /// Where a symbolic link points; nil when there is none.
  package static func destination(ofLink path: String) -> String? {
    guard !hasNul(path) else { return nil }
    var characters = [CChar](repeating: 0, count: Int(PATH_MAX))
    // Safe: the array has the length given, and readlink writes no more.
    let count = unsafe readlink(path, &characters, characters.count)
    return count < 0 ? nil : String(decoding: characters.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Changes who may do what with a file.
  package static func setMode(_ path: String, _ mode: UInt32) throws(TransportError) {
    // Safe: the path is copied for the call.
    guard try unsafe chmod(checked(path, "chmod"), mode_t(mode)) == 0 else { throw failure(errno, "chmod", path) }
  }

  /// Removes a file, a link, or a directory with all that is in it. Nothing there is no error. Links are not followed.
  package static func remove(_ path: String) throws(TransportError) {
    guard let status = linkStatus(of: path) else { return }
    guard status.kind == .directory else {
      // Safe: the path is copied for the call.
      guard unsafe unlink(path) == 0 || errno == ENOENT else { throw failure(errno, "unlink", path) }
      return
    }
    for name in try names(in: path) { try remove(path + "/" + name) }
    // Safe: as above.
    guard unsafe rmdir(path) == 0 || errno == ENOENT else { throw failure(errno, "rmdir", path) }
  }

  // MARK: Helpers of this room

  static func hasNul(_ path: String) -> Bool { path.utf8.contains(0) }

  static func checked(_ path: String, _ call: String) throws(TransportError) -> String {
    guard !hasNul(path) else { throw failure(EINVAL, call, path) }
    return path
  }

  static func failure(_ number: Int32, _ call: String, _ path: String) -> TransportError {
    TransportError(.system, number: number, at: "\(call) \(path)")
  }
}

extension FileStatus {
  fileprivate init(_ status: stat) {
    let kind: Kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .directory
      case S_IFLNK: .symbolicLink
      default: .other
      }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    self.init(
      kind: kind, byteCount: Int(status.st_size), modified: Int(time.tv_sec) &* 1_000_000_000 &+ Int(time.tv_nsec))
  }
}
