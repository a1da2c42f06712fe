#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#elseif canImport(Darwin)
  private import Darwin
#endif

extension FileSystem {
  /// How many bytes of a file are in memory at once while it is read through.
  private static let chunkByteCount = 1 << 20

  /// Reads a file through, in chunks, from its beginning.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - limit: At most this many bytes are read; nil for all.
  ///   - body: Gets each chunk, and says whether to go on.
  package static func read(
    _ path: String, limit: Int? = nil, _ body: (Span<UInt8>) -> Bool
  ) throws(TransportError) {
    // Safe: the path is copied for the call; the descriptor is closed below and nowhere else.
    let descriptor = try unsafe open(checked(path, "open"), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(errno, "open", path) }
    defer { _ = close(descriptor) }
    var left = limit ?? Int.max
    var buffer = [UInt8](repeating: 0, count: min(left, chunkByteCount))
    while left > 0 {
      // Safe: no more is asked for than the buffer holds.
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe readAgain(descriptor, $0.baseAddress, min($0.count, left))
      }
      guard count >= 0 else { throw failure(errno, "read", path) }
      guard count > 0 else { return }
      left -= count
      guard body(buffer.span.extracting(first: count)) else { return }
    }
  }

  /// The bytes of a small file; nil when it is not there, may not be read, or is longer than the limit.
  package static func contents(of path: String, limit: Int) -> [UInt8]? {
    guard let bytes = head(of: path, byteCount: limit + 1), bytes.count <= limit else { return nil }
    return bytes
  }

  /// The first bytes of a file; nil when it is not there or may not be read.
  package static func head(of path: String, byteCount: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    do {
      try read(path, limit: byteCount) { chunk in
        // Safe: the copy ends before the closure returns the span.
        unsafe chunk.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
        return true
      }
    } catch { return nil }
    return bytes
  }

  /// Writes a small file so that it appears whole or not at all.
  package static func write(_ bytes: [UInt8], to path: String, mode: UInt32 = 0o644) throws(TransportError) {
    let temporary = path + ".new"
    // Safe: the path is copied for the call; the descriptor is closed below and nowhere else.
    let descriptor = try unsafe open(
      checked(temporary, "open"), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode_t(mode))
    guard descriptor >= 0 else { throw failure(errno, "open", temporary) }
    let number = writeAll(bytes, to: descriptor)
    _ = close(descriptor)
    guard number == 0 else {
      try? remove(temporary)
      throw failure(number, "write", temporary)
    }
    try rename(temporary, to: path)
  }

  /// Waits until the file's bytes are on the disk.
  package static func synchronize(_ path: String) throws(TransportError) {
    // Safe: the path is copied for the call; the descriptor is closed below and nowhere else.
    let descriptor = try unsafe open(checked(path, "open"), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(errno, "open", path) }
    defer { _ = close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure(errno, "fsync", path) }
  }

  /// `read`, once more when a signal came in between.
  private static func readAgain(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    while true {
      // Safe: the caller's buffer holds `count` bytes.
      let result = unsafe Self.systemRead(descriptor, bytes, count)
      if result >= 0 || errno != EINTR { return result }
    }
  }

  /// Writes all bytes; 0 or an errno.
  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    var written = 0
    while written < bytes.count {
      // Safe: the pointer covers the bytes that are left.
      let count = unsafe bytes.withUnsafeBytes {
        unsafe systemWrite(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
      }
      if count >= 0 { written += count } else if errno != EINTR { return errno }
    }
    return 0
  }
}

/// The C functions under names that the methods above do not hide.
extension FileSystem {
  private static func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
      unsafe Glibc.read(descriptor, bytes, count)
    #elseif canImport(Musl)
      unsafe Musl.read(descriptor, bytes, count)
    #else
      unsafe Darwin.read(descriptor, bytes, count)
    #endif
  }

  private static func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
      unsafe Glibc.write(descriptor, bytes, count)
    #elseif canImport(Musl)
      unsafe Musl.write(descriptor, bytes, count)
    #else
      unsafe Darwin.write(descriptor, bytes, count)
    #endif
  }
}
