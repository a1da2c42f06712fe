#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#elseif canImport(Darwin)
  private import Darwin
#endif

/// A lock between processes, and between users of one process: a file, locked while this value lives.
///
/// The kernel lets go of it when the process dies, however it dies. The file stays behind; removing it would let two
/// hold "the" lock, one on the file that was and one on the file that is.
package struct FileLock: ~Copyable, Sendable {
  private let descriptor: Int32

  /// Takes the lock if nobody has it, without waiting; nil when somebody has.
  package static func take(_ path: String) throws(TransportError) -> FileLock? {
    // Safe: the path is copied for the call. A child does not inherit the descriptor, and so not the lock.
    let descriptor = try unsafe open(FileSystem.checked(path, "lock"), O_RDWR | O_CREAT | O_CLOEXEC, mode_t(0o644))
    guard descriptor >= 0 else { throw FileSystem.failure(errno, "lock", path) }
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let number = errno
      if number == EINTR { continue }
      _ = close(descriptor)
      if number == EWOULDBLOCK { return nil }
      throw FileSystem.failure(number, "lock", path)
    }
    return FileLock(descriptor: descriptor)
  }

  deinit {
    _ = close(descriptor)
  }
}
