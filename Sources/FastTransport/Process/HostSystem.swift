internal import CUV

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What this process can tell about itself and its files: the few questions that are asked before a child is started.
package enum HostSystem {
  /// The environment of this process as it is now. An entry that is not UTF-8 is repaired, as the standard library
  /// does with text from C.
  package static func environment() -> [String: String] {
    var items: UnsafeMutablePointer<uv_env_item_t>?
    var count: Int32 = 0
    // Safe: libuv fills both, or neither and reports a failure.
    guard unsafe uv_os_environ(&items, &count) == 0, let items = unsafe items else { return [:] }
    // Safe: the block is the one libuv made, freed once.
    defer { unsafe uv_os_free_environ(items, count) }
    var variables: [String: String] = [:]
    variables.reserveCapacity(Int(count))
    for index in 0..<Int(count) {
      // Safe: the block holds `count` items of two C strings each.
      guard let name = unsafe items[index].name, let value = unsafe items[index].value else { continue }
      unsafe variables[String(cString: name)] = unsafe String(cString: value)
    }
    return variables
  }

  /// The user this process acts as; 0 is root.
  package static var userID: UInt32 { geteuid() }

  /// How many descriptors this process may have open; nil when the system does not say or sets no limit.
  package static var openFileLimit: Int? {
    var limit = rlimit()
    #if canImport(Glibc)
      let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
      let kind = RLIMIT_NOFILE
    #endif
    // Safe: `limit` lives through the call.
    guard unsafe getrlimit(kind, &limit) == 0 else { return nil }
    return Int(exactly: limit.rlim_cur)
  }

  /// The whole content of a file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - limit: The most bytes to read; a longer file is refused.
  /// - Throws: ``TransportError`` with the system's number; `overflow` for a file that is too long.
  package static func readFile(_ path: String, limit: Int = 64 << 20) throws(TransportError) -> [UInt8] {
    // Safe: the system reads the path inside the call.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw TransportError(.system, number: errno, at: "open \(path)") }
    defer { _ = close(descriptor) }
    var content: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      // Safe: the system writes at most the buffer's count into the buffer.
      let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw TransportError(.system, number: errno, at: "read \(path)")
      }
      if count == 0 { return content }
      content.append(contentsOf: chunk[..<count])
      if content.count > limit { throw TransportError(.overflow, at: "read \(path)") }
    }
  }
}
