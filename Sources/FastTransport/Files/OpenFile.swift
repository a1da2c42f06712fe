#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#elseif canImport(Darwin)
  private import Darwin
#endif

/// A file that is open for reading, closed with the value.
package struct OpenFile: ~Copyable, Sendable {
  private let descriptor: Int32
  /// What the system said of it when it was opened.
  package let status: FileStatus

  /// Opens a regular file; whatever else is at the path is refused and never waited for.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - followsLinks: Whether the path itself may be a symbolic link.
  package init(_ path: String, followsLinks: Bool = true) throws(TransportError) {
    // Not to wait for the writer of a pipe.
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (followsLinks ? 0 : O_NOFOLLOW)
    // Safe: the path is copied for the call; the descriptor is closed in `deinit`, or below.
    let descriptor = try unsafe open(FileSystem.checked(path, "open"), flags)
    guard descriptor >= 0 else { throw FileSystem.failure(errno, "open", path) }
    guard let status = FileSystem.status(of: descriptor), status.kind == .regular else {
      _ = close(descriptor)
      // A descriptor that is open has a status.
      throw FileSystem.failure(FileSystem.status(of: path)?.kind == .directory ? EISDIR : EINVAL, "open", path)
    }
    self.descriptor = descriptor
    self.status = status
  }

  deinit { _ = close(descriptor) }

  /// Reads from a place in the file until the bytes are full or the file ends.
  ///
  /// - Parameters:
  ///   - bytes: Where the bytes go.
  ///   - range: Which of them are filled.
  ///   - offset: Where in the file they come from.
  /// - Returns: How many bytes were read.
  package borrowing func read(
    into bytes: inout MutableSpan<UInt8>, _ range: Range<Int>, at offset: Int
  ) throws(TransportError) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    var filled = 0
    while filled < range.count {
      let place = range.lowerBound + filled
      // Safe: no more is asked for than the range has left, and the range lies inside.
      let result = unsafe bytes.withUnsafeMutableBytes { room in
        unsafe pread(
          descriptor, room.baseAddress?.advanced(by: place), range.upperBound - place, off_t(offset + filled))
      }
      if result == 0 { break }
      if result > 0 { filled += result } else if errno != EINTR { throw FileSystem.failure(errno, "read", "a file") }
    }
    return filled
  }
}

extension FileSystem {
  /// The path without links, `.` and `..`. Of a path that is not there, its beginning is resolved as far as it is.
  package static func resolved(_ path: String) -> String {
    // Safe: the path is copied for the call; what comes back is ours to free.
    if !hasNul(path), let found = unsafe realpath(path, nil) {
      defer { unsafe free(found) }
      return unsafe String(cString: found)
    }
    guard let slash = path.lastIndex(of: "/"), path.utf8.count > 1 else { return path }
    let parent = slash == path.startIndex ? "/" : resolved(String(path[..<slash]))
    let name = String(path[path.index(after: slash)...])
    return name.isEmpty || name == "." ? parent : (parent == "/" ? "" : parent) + "/" + name
  }
}
