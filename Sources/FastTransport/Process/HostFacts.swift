#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#elseif canImport(Darwin)
  private import Darwin
#endif

/// What the system allows this process.
package enum HostFacts {
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
}
